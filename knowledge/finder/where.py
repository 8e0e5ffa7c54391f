"""Where a message says that somebody is, and what it says beside that. Pure; places are found elsewhere."""

import re
from collections.abc import Callable

from knowledge.finder.finder import Finding
from knowledge.finder.services import WHERE
from knowledge.places.fillers import FILLERS, only
from knowledge.places.found import Found
from knowledge.text.words import plain

# So few words beside a place are part of it: « biscarrosse plage ».
FEW_WORDS = 2
_DENIED = re.compile(
    r"\b(?:pas|plus|ni) (?:[àa] |de |d['’]|[àa] la |[àa] l['’])?[^\W\d_]+(?:-[^\W\d_]+)*[ ,]*",
    re.IGNORECASE,
)
_MOST = 4  # places taken out of one text
_ARTICLE = r"(?:(?:la|le|les|l)\W+)?"
_WHO = r"(?:(?:je|j|on|nous|moi je|(?:notre|nos|mon|ma|l|le|la)(?:\W+\w+){1,3}?)\W+)?"
_IS = (
    r"(?:suis|sui|est|sommes|habit\w+|vi[st]|vivons|r[ée]sid\w+|(?:se )?(?:situe|trouve)|bas[ée]\w*|install[ée]\w*"
    r"|vien[st]|venons|arrivons?|arrive|mairie|commune|[ée]lue?)"
)
_AT = r"(?:[àa]|au|en|dans|sur|de|d|du|vers|pr[èe]s|la|le|les|l|ville|c[ôo]t[ée]|commune|d[ée]partement)"
# What announces a place is taken out of a text with it, and so is « en Corrèze » after another place.
_ANNOUNCED = re.compile(
    rf"(?:\b(?:bonjour|alors|oui|donc|et)\W+)*\b{_WHO}{_IS}(?:\W+{_AT})*\W*$"
    rf"|\b(?:[àa]|au|en|dans|sur|de|d|du|vers|pr[èe]s de|chez)\W+{_ARTICLE}$",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"\b(?:[àa]|de|du|des|d|en|dans|sur|vers|pr[èe]s|mairie|commune)\W+{_ARTICLE}$", re.IGNORECASE)

Place = Callable[[str], Found]


def is_announced(text: str, found: Found) -> bool:
    """Whether a word such as « de » or « mairie » announces a place, so that it is no name of a person."""
    return bool(_NAMED.search(text[: (found.span or (0, 0))[0]]))


def without_places(text: str, place: Place) -> str:
    """Return a text without its places and the words that announce them, such as « je suis à »."""
    rest = text
    for _ in range(_MOST):
        found = place(rest)
        if found.span is None or found.outcome == "unknown":
            break
        before, after = rest[: found.span[0]], rest[found.span[1] :]
        rest = f"{_ANNOUNCED.sub('', before[-200:])} {after.lstrip(' ,.;:')}".strip()
    return rest


def says_only_where(text: str, found: Found, finding: Finding) -> bool:
    """Whether a text names a place (`found`) and asks nothing else."""
    if found.outcome == "unknown":
        return False
    beside = _beside(text, found)
    if only(beside, FILLERS) or finding.service == WHERE:
        return True
    scores = finding.scores
    foreign = scores.out_margin > max(scores.ranked[0][1], dict(scores.services).get(WHERE, -1.0))
    return finding.outcome == "unknown" and not (foreign and len(beside) > FEW_WORDS)


def says_nothing_but_where(text: str, found: Found, place: Place) -> bool:
    """Whether a text is exact names of places and fillers alone: « non, Niort »; Sers, which looks like a service."""
    if found.outcome == "unknown" or not found.exact:
        return False
    return only(plain(without_places(_DENIED.sub("", text), place)).split(), FILLERS)


def _beside(text: str, found: Found) -> list[str]:
    begin, end = found.span or (0, len(text))
    return plain(text[:begin] + " " + text[end:]).split()
