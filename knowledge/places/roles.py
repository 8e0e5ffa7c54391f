"""The role of a place for the person: where the project is, their home, where they come from, or what it is not."""

import re
from enum import IntEnum

_NOT = re.compile(
    r"\b(?:n ?['’]?\w+|ne \w+|(?:suis|est|sommes|sont|habit\w+|vi[st]|vivons)) plus (?:à|a|en|dans|sur|au|vers)"
    r"(?: (?:la|le|les|l))?[ '’]*$|\b(?:pas|ni|sauf|hors|except[ée]|plut[ôo]t que|au lieu|non)(?: pas)?"
    r"(?: (?:de|d|du|des|à|a|en|dans|sur|le|la|les|l|au|pour|vraiment|exactement|directement))*[ '’]*$",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"\b(?:non|pardon|oups|erreur|enfin|je voulais dire|je me trompe|finalement|correction)\b", re.IGNORECASE
)
_FROM = re.compile(
    r"\b(?:vien[ts]|venons|viennent|venir|venue?s?|arriv\w+|quitt\w+|d[ée]m[ée]nag\w+|origin\w+|parti\w*|pars|partons|rentr\w+"
    r"|n[ée]e?s?|ancien\w*|avant|[ée]tais|[ée]tions|vivais|habitais|habitions)\b",
    re.IGNORECASE,
)
_OUT_OF = re.compile(r"(?:\bde(?: la| l)?|\bd|\bdu|\bdes|quitt\w+|quitt\w+ l[ae])[ '’]*$", re.IGNORECASE)
_FORMERLY = re.compile(r"\b(?:[ée]tais|[ée]tions|vivais|habitais|habitions|avant|n[ée]e?s?)\b", re.IGNORECASE)
_HOME = re.compile(
    r"\b(?:j ?['’]?habit\w+|habit\w+|vi[st]|vivons|r[ée]sid\w+|travaill\w+|boss\w+|domicili\w+|loge\w*"
    r"|si[èe]ge|amis?|copain\w*|coll[èe]gue\w*|comme|exemple|connais\w*|visit\w+)\b",
    re.IGNORECASE,
)
_PROJECT = re.compile(
    r"\b(?:projet\w*|local|locaux|lieu|install\w+|implant\w+|ouvr\w+|mont\w+|cr[ée]e\w*|achet\w+|rachet\w+|repr\w+|sera|serait"
    r"|cherch\w+|situ\w+|bas[ée]\w*|retap\w+|r[ée]nov\w+|b[âa]timent|friche|ferme|caf[ée]|grange|d[ée]m[ée]nag\w+ [àa]"
    r"|aller|vais|allons|mais)\b",
    re.IGNORECASE,
)


class Role(IntEnum):
    """What a place is to the person; the higher, the more likely it is where the project is.

    DENIED is not the place, LEFT where they come from, HOME where they live, PLAIN a place of which nothing is said,
    PROJECT where the project is.
    """

    DENIED = 0
    LEFT = 1
    HOME = 2
    PLAIN = 3
    PROJECT = 4


_JOINED = re.compile(
    r"[\s'’]*(?:et|ou|puis|,|/)(?:[\s'’]|à|a|de|d|du|des|la|le|les|l|en|dans|sur|pour)*", re.IGNORECASE
)


_NO = re.compile(r"\s*(?:(?:euh|ah|oh|mais|ben|bah|oups|pardon)\W+)*(?:non|nan)\W+", re.IGNORECASE)


def is_no_to_another(before: str) -> bool:
    """Whether only « non » stands before a place: what is refused is the place understood before, not this one."""
    return bool(_NO.fullmatch(before))


def is_joined(clause: str) -> bool:
    """Whether the words between two places merely join them, so that both have one role: « entre Dax et Bayonne »."""
    return bool(_JOINED.fullmatch(clause))


def role_of(clause: str, after: str) -> Role:
    """Return what a place is to the person: where the project is, their home, a place they left, or a place denied.

    `clause` are the words from the place before up to this one, `after` those from this one up to the next.
    """
    if _NOT.search(clause) or _TAKEN_BACK.search(after):
        return Role.DENIED
    if (_FROM.search(clause) and _OUT_OF.search(clause)) or _FORMERLY.search(clause):
        return Role.LEFT
    project, home = _last(_PROJECT, clause), _last(_HOME, clause)
    if project < 0 and home < 0:
        return Role.PLAIN
    return Role.PROJECT if project > home else Role.HOME


def _last(pattern: re.Pattern[str], clause: str) -> int:
    return max((match.start() for match in pattern.finditer(clause)), default=-1)
