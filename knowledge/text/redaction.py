"""The redaction of a question: what tells who asked it is taken out as far as rules can. Pure."""

import re
from collections.abc import Collection

from knowledge.text.words import plain

MAIL, LINK, NUMBER, ADDRESS, NAME = "[mail]", "[lien]", "[numéro]", "[adresse]", "[nom]"
FIRST_NAME = "[prénom]"  # put by those who know which of the names it is
LONGEST = 300
_CAPITAL = "A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ"
_WORD = r"[\w'’-]+"
_NAMES = rf"[{_CAPITAL}]{_WORD}(?:\s+[{_CAPITAL}]{_WORD})*"
_WAYS = (
    "rue|avenue|av|boulevard|bd|chemin|impasse|all[ée]e|place|route|quai|cours|square|lotissement|r[ée]sidence|hameau"
)
_YEARS = r"(?:19|20)\d\d\s?[-/]\s?(?:19|20)\d\d(?!\d)"
_SIGNS = (
    (re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE), MAIL),
    (re.compile(r"(?:https?://|www\.)\S+|\b(?:t\.me|instagram\.com|facebook\.com)/\S+", re.IGNORECASE), LINK),
    (re.compile(r"(?<!\w)@\w{3,}"), NAME),
    (
        re.compile(
            rf"\b\d{{1,4}}\s?(?:bis|ter|quater)?,?\s+(?:{_WAYS})\b\.?[^,;.!?\n]*(?:,\s*\d{{5}}[^,;.!?\n]*)?",
            re.IGNORECASE,
        ),
        ADDRESS,
    ),
    (
        re.compile(rf"(?<!\w)(?!{_YEARS})(?:\+|00)?\d(?:[\s.\-/()]{{0,2}}\d){{6,}}(?!\s?(?:€|euros?\b|%|k€))(?!\w)"),
        NUMBER,
    ),
    (re.compile(r"\b\d{5}\b(?!\s?(?:€|euros?\b|%|habitant))", re.IGNORECASE), NUMBER),
)
# The word after one of these is a name, with a capital or not.
_SAID = (
    re.compile(rf"\b(?i:je m['’ ]?appelle|jm['’ ]?appel+e?|mon nom est|mon pr[ée]nom est)\s+({_NAMES}|{_WORD})"),
    re.compile(rf"(?:\b(?i:monsieur|madame|mademoiselle|mme|mlle|mr|dr)\b\.?|\bM\.)\s+({_NAMES})"),
    re.compile(r"\b(?i:cordialement|bien [àa] vous|salutations|amicalement|sign[ée])\s*[,.:\n]+\s*(\S[^\n!?]{0,60})$"),
)
_NO_NAMES = frozenset({"monsieur", "madame", "mademoiselle", "messieurs", "mesdames", "bonjour", "bonsoir", "merci"})
_TOKEN = re.compile(r"[\w'’-]+")
_STARTS = re.compile(r"(?:^|[.!?…\n:;«\"(]\s*)$")
_ELIDED = re.compile(r"^(?:qu|[cdjlmnst])['’](?=\w)", re.IGNORECASE)


def redacted(text: str, known: Collection[str] = (), *, most: int = LONGEST) -> str:
    """Hide what may tell who wrote a text: put [mail], [lien], [numéro], [adresse] or [nom] in its place.

    At most the first `most` characters are returned. `known` are plain words, those of the base and of its team,
    which are never taken for a person's name.
    """
    text = text[: most * 2]
    for pattern, sign in _SIGNS:
        text = pattern.sub(sign, text)
    for pattern in _SAID:
        text = pattern.sub(_mask_match, text)
    return " ".join(_mask_names(text, known).split())[:most].rstrip()


def _mask_match(match: re.Match[str]) -> str:
    begin, end = match.start(1) - match.start(), match.end(1) - match.start()
    return match[0][:begin] + NAME + match[0][end:]


def _mask_names(text: str, known: Collection[str]) -> str:
    """Replace words that may be names by [nom]: those with a capital that are not in `known`.

    The first word of a sentence is replaced only where another such word follows it.
    """
    pieces, end = [], 0
    for match in _TOKEN.finditer(text):
        pieces.append(text[end : match.start()])
        pieces.append(_mask_name(match[0]) if _is_name(text, match, known) else match[0])
        end = match.end()
    return re.sub(r"\[nom\](?:\s+\[nom\])+", NAME, "".join(pieces) + text[end:])


def _mask_name(word: str) -> str:
    """Return [nom] in place of a name, after its elided « d' » where it has one: « d'Hélène » becomes « d'[nom] »."""
    elided = _ELIDED.match(word)
    return (elided[0] if elided else "") + NAME


def _is_name(text: str, match: re.Match[str], known: Collection[str]) -> bool:
    word = _ELIDED.sub("", match[0])
    if not word[0].isupper() or word.isupper():
        return False
    starts = _STARTS.search(text[: match.start()]) and word == match[0]
    if starts and not _name_follows(text, match.end(), known):
        return False
    return not all(part in known or part in _NO_NAMES for part in plain(word).split())


def _name_follows(text: str, end: int, known: Collection[str]) -> bool:
    """Whether the word after position `end` may be a name: it has a capital, is not all capitals and is not in `known`.

    A capital at the beginning of a sentence is taken for a name only then: « Paul Durand ».
    """
    follows = _TOKEN.match(text, end + 1)
    if follows is None or text[end : end + 1] != " ":
        return False
    return follows[0][0].isupper() and not follows[0].isupper() and plain(follows[0]) not in known
