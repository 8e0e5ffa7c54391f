"""Words about one's own coming to a meeting, and one's opinion of it: they do what the buttons do."""

import re

from handlers.talk.short_answers import part_of, yes_or_no_and_more
from knowledge.text.words import plain

MOST_WORDS = 14
_COMES = re.compile(
    r"\b(?:je|j|on|nous) (?:(?:y|en|vous) )?(?:serai|serons|sera|suis|(?:viens|vient|venons)(?! d)"
    r"|viendrai|viendra|viendrons"
    r"|participe\w*|assiste\w*|confirme|maintiens|garde|reste|compte venir|compte participer|compte bien)\b"
    r"|^(?:toujours )?(?:presente?|partante?)\b|\bcomptez sur moi\b|\btoujours (?:partante?|presente?|ok|d accord)\b"
    r"|\b(?:veux|souhaite|voudrais|aimerais) (?:bien )?(?:garder|conserver|maintenir)\b|\ba (?:demain|tout a l heure)$"
)
_IS_THERE = re.compile(
    r"\b(?:la|present\w*|visio|reunion|rencontre|rendez vous|presence|place|inscription|partant\w*|comptez"
    r"|viens|viendr\w+|venons|vient|venir|particip\w+|assist\w+|confirme)\b"
)
_DOES_NOT = re.compile(
    r"\b(?:viens|viendrai|viendra|venons|pourrai|pourrais|pourrons|peux|peut|pouvons|serai|serons|suis|participe\w*"
    r"|assiste\w*|compte|prefere) (?:finalement |malheureusement |vraiment )?(?:pas|plus)\b"
    r"|\b(?:dois|prefere|veux|vais|souhaite)(?: \w+){0,2} (?:annuler|renoncer|laisser|ceder|liberer)\b"
    r"|\b(?:laisse|cede|libere|rends|abandonne)(?: \w+){0,2} (?:place|inscription|tour)\b"
    r"|\b(?:je|j|on|nous) (?:renonce|annule)\b"
    r"|\b(?:absente?|empeche\w*|malade|indisponible|souffrante?|hospitalise\w*|contretemps|imprevu|empechement)\b"
    r"|\bpas (?:dispo\w*|libre|la|possible|pouvoir|en mesure)\b|\bne pourra\w* pas\b"
)
_REFUSES_TO_CANCEL = re.compile(
    r"\b(?:annul|desinscri|supprim|retir|enlev|desist)\w*(?: \w+)? (?:pas|surtout pas|jamais)\b"
    r"|\bpas (?:\w+ ){0,2}(?:annul|desinscri|supprim|retir|enlev|desist)\w*"
)
_VERY_USEFUL = re.compile(
    r"\btres (?:utile|bien|interessant\w*|riche|instructi\w+)\b"
    r"|\b(?:super|genial\w*|excellent\w*|top|parfait\w*|passionnant\w*|enrichissant\w*|formidable|bravo|nickel)\b"
)
_LITTLE_USE = re.compile(
    r"\b(?:peu|pas|guere)(?: tres| trop| vraiment| bien| si)? (?:utile|interessant\w*|clair\w*|bien|terrible|ouf)\b"
    r"|\b(?:inutile|bof|decu\w*|decevant\w*|nul|nulle|ennuyeu\w+|pas trop|pas vraiment)\b"
)
_USEFUL = re.compile(
    r"^(?:oui )?(?:c etait |assez |plutot |moyennement )*(?:utile|bien|interessant\w*|correct|pas mal|oui|ca va)\b"
)


def comes_or_not(words: str) -> bool | None:
    """Return whether a text says that its author comes to a meeting, or does not; None where it says neither."""
    said = " ".join(plain(words).split())
    if "?" in words or not 0 <= len(said.split()) <= MOST_WORDS:
        return None
    if refuses_to_leave(words):
        return True
    if _DOES_NOT.search(said):
        return False
    if (answer := yes_or_no_and_more(words)) is not None:
        return answer
    return True if says_coming(words) else None


def says_coming(words: str) -> bool:
    """Whether a text says outright that its author comes, as « je serai à la visio »; a mere yes does not."""
    said = " ".join(plain(words).split())
    if "?" in words or _DOES_NOT.search(said) or re.search(r"\b(?:ne|n|non)\b", said):
        return False
    return bool(_COMES.search(said) and _IS_THERE.search(said))


def refuses_to_leave(words: str) -> bool:
    """Whether a text asks not to be taken off the list, as « ne me désinscrivez pas »."""
    said = " ".join(plain(words).split())
    keeps = re.search(
        r"\b(?:garder|gardez|conserve\w*|maint\w+) (?:bien )?(?:ma|mon|la|notre) (?:place|inscription)\b", said
    )
    return "?" not in words and bool(_REFUSES_TO_CANCEL.search(said) or keeps) and not _DOES_NOT.search(said)


def coming_said(words: str) -> str | None:
    """Read words typed under « Vous venez toujours ? »."""
    return part_of(comes_or_not(words))


def opinion_said(words: str) -> str | None:
    """Read words typed under the question whether a meeting was useful: "3", "2" or "1"; None for anything else."""
    said = " ".join(plain(words).split())
    if "?" in words or len(said.split()) > MOST_WORDS:
        return None
    if _LITTLE_USE.search(said):
        return "1"
    if _VERY_USEFUL.search(said):
        return "3"
    return "2" if _USEFUL.search(said) else None
