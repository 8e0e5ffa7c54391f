"""From the places of a text to one answer: a delegate, a question, outside the region, or nothing."""

import re
from collections.abc import Sequence

from knowledge.places.found import NOTHING, Choice, Found
from knowledge.places.roles import Role, is_joined, is_no_to_another, role_of
from knowledge.places.settle import Settled
from knowledge.places.territory import REGION, Territory
from knowledge.places.utterance import Utterance

SHOWN = 4
_BUT = re.compile(r"\b(?:mais|finalement|plut[ôo]t|en fait)\b", re.IGNORECASE)


def answer(utterance: Utterance, settled: Sequence[Settled], territory: Territory) -> Found:
    """Return what a text says of places: a delegate, departments to choose from, outside the region, or NOTHING.

    `settled` are the places read in it. Only those count that are most likely where the project is; of places under
    several delegates, only the last where « mais » or the like stands before it.
    """
    places = _of_the_project(utterance, settled)
    if not places:
        return NOTHING
    inside = [each for each in places if any(entry.inside for entry in each.entries)]
    if not inside:
        return _outside(places[-1], territory)
    if len(territory.delegates_of(_codes(inside))) > 1 and len(inside) > 1:
        before_last = utterance.text[inside[-2].end : inside[-1].start]
        inside = inside[-1:] if _BUT.search(before_last) else inside
    return _inside(inside, territory)


def _of_the_project(utterance: Utterance, settled: Sequence[Settled]) -> list[Settled]:
    """Keep the places that are most likely where the project is; none where each is denied: « pas à Dax »."""
    roles: list[Role] = []
    for index, each in enumerate(settled):
        start = settled[index - 1].end if index else 0
        end = settled[index + 1].start if index + 1 < len(settled) else each.end
        clause = utterance.text[start : each.start]
        joined = bool(roles) and roles[-1] > Role.LEFT and is_joined(clause)
        roles.append(roles[-1] if joined else role_of(clause, utterance.text[each.end : end]))
    if len(settled) == 1 and is_no_to_another(utterance.text[: settled[0].start]):
        roles = [Role.PLAIN]
    highest = max(roles)
    if highest is Role.DENIED:
        return []
    return [each for each, role in zip(settled, roles, strict=True) if role is highest]


def _codes(places: Sequence[Settled]) -> tuple[str, ...]:
    return tuple(sorted({code for each in places for code in each.departments}))


def _inside(places: Sequence[Settled], territory: Territory) -> Found:
    codes = _codes(places)
    delegates = territory.delegates_of(codes)
    whose = next(iter(delegates)) if len(delegates) == 1 else None
    entries = [entry for each in places for entry in each.entries]
    communes = {entry.insee for entry in entries}
    choices = tuple(Choice(territory.departments[code].label, code) for code in codes)
    return Found(
        outcome="delegate" if whose else "ambiguous",
        departments=codes,
        delegate=whose,
        place=_place(places),
        choices=() if whose else choices,
        region=REGION,
        span=(places[0].start, places[-1].end),
        exact=all(each.exact for each in places),
        commune=entries[0].insee if len(communes) == 1 else None,
        why=tuple(_why(each) for each in places),
    )


def _outside(place: Settled, territory: Territory) -> Found:
    regions = {entry.region for entry in place.entries}
    return Found(
        outcome="outside",
        departments=place.departments,
        place=_place([place]),
        region=regions.pop() if len(regions) == 1 else None,
        span=(place.start, place.end),
        exact=place.exact,
        why=(_why(place),),
    )


def _place(places: Sequence[Settled]) -> str | None:
    """Return the names of places to show, joined by « et »; None for no places.

    A name is the official one, or what the person wrote where that may be several communes.
    """
    names = dict.fromkeys(_name(each) for each in places)
    return " et ".join(names) or None


def _name(place: Settled) -> str:
    names = {entry.name for entry in place.entries if entry.kind == "commune"}
    return place.said if len(names) > 1 else place.entries[0].name


def _why(place: Settled) -> str:
    codes = ", ".join(place.departments) or "hors de la région"
    names = list(dict.fromkeys(entry.name for entry in place.entries))
    listed = ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
    return f"« {place.said} » se lit {listed} ({codes})"
