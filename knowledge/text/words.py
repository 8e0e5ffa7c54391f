"""From text to words: case, accents, elisions, phone spelling; the same for the base's wordings and for questions."""

import re
import unicodedata

from knowledge.text.first_names import AS_READ, first_names
from knowledge.text.lists import listed, paired

# Phone spelling and what it says. Only forms that mean nothing else in French.
SPELLINGS = paired("""
    c: ce, koi: quoi, kwa: quoi, kel: quel, kelle: quelle, keske: qu est ce que, jsuis: je suis, jsui: je suis,
    chui: je suis, chuis: je suis, g: j ai, jai: j ai, jpeux: je peux, jpeu: je peux, jveux: je veux, jveu: je
    veux, jvoudrais: je voudrais, pr: pour, ds: dans, ki: qui, ke: que, vs: vous, ns: nous, bcp: beaucoup, tl:
    tiers lieu, tls: tiers lieux, tier: tiers, asso: association, assos: associations, cb: combien, cmt:
    comment, coman: comment, koman: comment, svp:, stp:, bjr: bonjour, bsr: bonsoir, slt: salut, cc: coucou,
    mrc: merci, kan: quand, qd: quand, kand: quand, tt: tout, pk: pourquoi, pq: pourquoi, pkoi: pourquoi, avc:
    avec, rdv: rendez vous, sa: ca, ya: il y a, qqun: quelqu un, kelkun: quelqu un, qqch: quelque chose, lami: l
    ami, lfdva: le fdva, ms: mais, ts: tous, jms: jamais, tjrs: toujours, tjs: toujours, auj: aujourd hui, dc:
    donc, nvx: nouveaux, mm: meme, msg: message, infos: informations, info: information, dispo: disponible, pcq:
    parce que, psk: parce que, kes: qu est ce, cest: c est, ct: c etait, fo: il faut, fodrai: il faudrait, bdt:
    banque des territoires, ge: groupement d employeurs, appart: appartement, bcoup: beaucoup, vrmt: vraiment,
    vmt: vraiment, jsp: je sais pas, bzn: besoin, bsoin: besoin, kil: qu il, kon: qu on, kelke: quelque, kelkes:
    quelques, ac: avec, ak: avec, qlq: quelque, qlqn: quelqu un, qqn: quelqu un, nvl: nouvelle, nvo: nouveau,
    dm: demain, tps: temps, lgtps: longtemps, rep: reponse, qst: question, dsl: desole, pb: probleme, num:
    numero, tel: telephone
""")
# Long names that have a short one, since the base uses both.
SHORT_NAMES = (
    ("appels? a manifestations? d ?interets?", "ami"),
    ("(fonds? )?(pour le |de |du )?developpement de la vie associative", "fdva"),
    ("fonds? (pour la |de la |de )?vie associative", "fdva"),
    ("dispositifs? loca(l|le|ux) d ?accompagnements?", "dla"),
    ("caisse des depots( et consignations)?", "banque des territoires"),
    ("conseil regional", "region"),
    ("pole emploi", "france travail"),
    ("compte (personnel de )?formation", "cpf"),
    ("seminaires? en ligne|reunions? (en ligne|a distance)|visio ?conferences?|webinar\\w*|webinaires?", "visio"),
    ("societes? cooperatives? d ?interet collectif", "scic"),
)
# What an emoji says when it stands alone, repeated or not.
EMOJI = {
    "👍": " ok ",
    "🙏": " merci ",
    "👋": " salut ",
    "❤": " merci ",
    "😊": " merci ",
    "😀": " bonjour ",
    "👌": " ok ",
}
_SHORT = tuple((re.compile(rf"\b({long})\b"), short) for long, short in SHORT_NAMES)
_J_FOR_JE = re.compile(r"\bj(?=[bcdfgklmnpqrstvxz]\w{2,}\b)")
# Texts longer than this are squeezed before they are read; a shorter one costs little.
_LONG = 200
LONGEST_READ = 4096  # characters of a message that Telegram lets through
_BLANKS = re.compile(r"(?<!\s)\s{2,}")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+")
_ACCENTS = re.compile(r"[\u0300-\u034e\u0350-\u036f]+")  # those of Latin letters, once they stand apart
_PILED_UP = re.compile(r"([\u0300-\u036f]{2})[\u0300-\u036f]+")
_ON_AND_ON = re.compile(r"(.{1,16}?)\1{7,}", re.DOTALL)
_NOT_A_WORD = re.compile(r"[^a-z0-9€%]+")
# The words of a question.
_ASKS = listed("""
    quoi, koi, comment, coment, cmt, combien, cb, quand, kan, qd, ou, qui, ki, quel, quelle, quels, quelles,
    kel, pourquoi, pk, peut, peux, peu, puis, existe, kesako, faut
""")
_SENTENCE = re.compile(r"(?<=[.!?;\n])\s+")


def plain(text: str) -> str:
    """Return the text in lower case with single spaces, without accents, ligatures or punctuation (but € and %)."""
    lowered = text.lower().replace("œ", "oe").replace("æ", "ae")
    return _NOT_A_WORD.sub(" ", lowered if lowered.isascii() else _without_accents(lowered)).strip()


def _without_accents(text: str) -> str:
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return bare if bare.isascii() else "".join(char for char in bare if not unicodedata.combining(char))


def squeezed(text: str) -> str:
    """Shorten a text of 200 characters or more by what does not change its meaning; return a shorter one unchanged.

    Several blanks become one, invisible characters are removed, and what is repeated on and on is kept three times. Of
    what is then still longer than `LONGEST_READ`, only the beginning and the end are kept.
    """
    if len(text) < _LONG:
        return text
    seen = _PILED_UP.sub(r"\1", _UNSEEN.sub("", text))
    once = _ON_AND_ON.sub(r"\1\1\1", _BLANKS.sub(_one_blank, seen))
    letters = unicodedata.normalize("NFKC", once)  # one sign may stand for eighteen letters
    half = LONGEST_READ // 2
    return once if len(letters) <= LONGEST_READ else f"{letters[:half]} {letters[-half:]}"


def _one_blank(blanks: re.Match[str]) -> str:
    return "\n" if "\n" in blanks[0] else " "


def words(text: str) -> str:
    """Return a text in the plain words that the finder compares, joined by spaces.

    Phone spelling, long names and first names are replaced: « koi » by « quoi », « conseil régional » by « region »,
    « Nadia » by « prenom ». In a text
    without letters or digits, each emoji is replaced by what it says.
    """
    said = text if any(map(str.isalnum, text)) else "".join(EMOJI.get(char, char) for char in dict.fromkeys(text))
    names = first_names()
    read = " ".join(
        filter(None, (AS_READ if word in names else SPELLINGS.get(word, word) for word in plain(said).split()))
    )
    read = _J_FOR_JE.sub("je ", read)
    for long, short in _SHORT:
        read = long.sub(short, read)
    return read


def sentences(text: str) -> list[str]:
    """Split a message into sentences, stripped, each with its final mark; leave out those of punctuation alone."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip(" .!?;\n")]


def asks(text: str) -> bool:
    """Whether a piece of a message is a question: it ends with « ? », or is several words with a question word."""
    read = plain(text).split()
    return text.rstrip().endswith("?") or (len(read) > 1 and not _ASKS.isdisjoint(read))
