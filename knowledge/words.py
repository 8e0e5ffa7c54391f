"""Text to words: case, accents, elisions, phone spelling. The same for the base's wordings and for questions."""

import re
import unicodedata

# What people type on a phone, and what it says. Only forms that mean nothing else in French.
SPELLINGS = {
    "c": "ce", "koi": "quoi", "kwa": "quoi", "kel": "quel", "kelle": "quelle", "keske": "qu est ce que",
    "jsuis": "je suis", "jsui": "je suis", "chui": "je suis", "chuis": "je suis", "g": "j ai", "jai": "j ai",
    "jpeux": "je peux", "jpeu": "je peux", "jveux": "je veux", "jveu": "je veux", "jvoudrais": "je voudrais",
    "pr": "pour", "ds": "dans", "ki": "qui", "ke": "que", "vs": "vous", "ns": "nous", "bcp": "beaucoup",
    "tl": "tiers lieu", "tls": "tiers lieux", "tier": "tiers", "asso": "association", "assos": "associations",
    "cb": "combien", "cmt": "comment", "coman": "comment", "koman": "comment", "svp": "", "stp": "",
    "bjr": "bonjour", "bsr": "bonsoir", "slt": "salut", "cc": "coucou", "mrc": "merci", "kan": "quand", "qd": "quand",
    "kand": "quand", "tt": "tout", "pk": "pourquoi", "pq": "pourquoi", "pkoi": "pourquoi", "avc": "avec",
    "rdv": "rendez vous", "sa": "ca", "ya": "il y a", "qqun": "quelqu un", "kelkun": "quelqu un",
    "qqch": "quelque chose", "lami": "l ami", "lfdva": "le fdva", "dla": "dla", "ms": "mais", "ts": "tous",
    "jms": "jamais", "tjrs": "toujours", "tjs": "toujours", "auj": "aujourd hui", "dc": "donc", "nvx": "nouveaux",
    "ai": "ai", "mm": "meme", "dsl": "desole", "pb": "probleme", "num": "numero", "tel": "telephone",
}  # fmt: skip
_NOT_A_WORD = re.compile(r"[^a-z0-9€%]+")
_SENTENCE = re.compile(r"(?<=[.!?;\n])\s+")


def plain(text: str) -> str:
    """Lower case, without accents, ligatures or punctuation, single spaces."""
    lowered = text.lower().replace("œ", "oe").replace("æ", "ae")
    bare = "".join(char for char in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(char))
    return _NOT_A_WORD.sub(" ", bare).strip()


def words(text: str) -> str:
    """The words of a text as the finder compares them, joined by spaces."""
    return " ".join(filter(None, (SPELLINGS.get(word, word) for word in plain(text).split())))


def sentences(text: str) -> list[str]:
    """The sentences of a message, the empty ones left out."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip(" .!?;\n")]
