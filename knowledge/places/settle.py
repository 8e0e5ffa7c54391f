"""Names and codes read together: « Mauléon dans les Deux-Sèvres » and « Saint-Denis (93) » are one place each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.places.choose import dominant, is_plain_guess, meant, within
from knowledge.places.codes import Code
from knowledge.places.gazetteer import TOWN, Entry
from knowledge.places.mentions import Mention
from knowledge.places.names import SMALL
from knowledge.places.postcodes import Postcodes
from knowledge.places.territory import REGION, Territory
from knowledge.places.utterance import Utterance

RANKS = {"commune": 0, "area": 1, "department": 2, "region": 3}
MOST_GUESSED = 4


@dataclass(frozen=True)
class Settled:
    """A place read in a text at `start` to `end`; `entries` are all that it may be, and `said` is how it was written.

    `exact` is False for a misspelt name, `sure` False for a number that may be no place; `mention` is None for numbers.
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    said: str
    exact: bool = True
    mention: Mention | None = None
    sure: bool = True

    @property
    def departments(self) -> tuple[str, ...]:
        """Return the codes of all departments where the place may be, sorted."""
        return tuple(sorted({code for entry in self.entries for code in entry.departments}))

    @property
    def rank(self) -> int:
        """Return how large a thing the place may be: 0 for a commune, 1 an area, 2 a department, 3 a region."""
        return max(RANKS[entry.kind] for entry in self.entries)


def settle(
    utterance: Utterance,
    mentions: Sequence[Mention],
    codes: Sequence[Code],
    postcodes: Postcodes,
    territory: Territory,
) -> tuple[Settled, ...]:
    """Combine the names and numbers of a text into places, in order: « Mauléon dans les Deux-Sèvres » is one.

    Left out are numbers that may be no place, and names too vague to tell one.
    """
    named = [_named(utterance, mention, territory) for mention in mentions]
    coded = [each for code in codes if (each := _coded(utterance, code, postcodes, territory))]
    places = [each for each in named if each.entries]
    kept = _narrowed(utterance, places, [*places, *coded], territory)
    return tuple(sorted((each for each in kept if each.sure and not _is_vague(each)), key=lambda each: each.start))


def _named(utterance: Utterance, mention: Mention, territory: Territory) -> Settled:
    start, end = utterance.words[mention.first].start, utterance.words[mention.last].end
    entries = meant(mention, utterance.words[mention.first].word)
    if not mention.rivals and (not mention.distance or is_plain_guess(entries)):
        entries = dominant(entries, _delegates(territory))
    return Settled(start, end, entries, utterance.text[start:end], mention.distance == 0, mention)


def _coded(utterance: Utterance, code: Code, postcodes: Postcodes, territory: Territory) -> Settled | None:
    said = utterance.text[code.start : code.end]
    communes = postcodes.communes(code.value) if code.is_postcode else ()
    if len(communes) == 1 and territory.departments[communes[0].department].inside:
        entry = _commune(communes[0].name, communes[0].insee, communes[0].department, communes[0].population, territory)
        return Settled(code.start, code.end, (entry,), said, sure=code.sure)
    departments = postcodes.departments(code.value) if code.is_postcode else (code.value,)
    known = [territory.departments[each] for each in departments if each in territory.departments]
    entries = tuple(Entry(each.name, "department", (), (each.code,), each.inside, region=each.region) for each in known)
    return Settled(code.start, code.end, entries, said, sure=code.sure) if entries else None


def _commune(name: str, insee: str, department: str, population: int, territory: Territory) -> Entry:
    owner = territory.departments[department]
    return Entry(name, "commune", (), (department,), owner.inside, population, insee, owner.region)


def _narrowed(
    utterance: Utterance, places: list[Settled], all_of_them: list[Settled], territory: Territory
) -> list[Settled]:
    """Restrict each name to the larger places or postcodes beside it: « Saint-Denis (93) » is only the one in 93.

    The larger places that served for this are left out of the result. So is a name that a postcode or department number
    after it contradicts.
    """
    used: list[Settled] = []
    kept: list[Settled] = []
    for place in sorted(places, key=lambda each: each.rank):
        current: Settled | None = place
        for larger in all_of_them:
            if larger is place or current is None or not _is_larger(larger, place):
                continue
            inner = within(_mention(place), larger.departments)
            if inner:
                current = replace(current, entries=dominant(_agreed(current, inner), _delegates(territory)))
                used.append(larger)
            elif _contradicts(utterance, place, larger):
                current = None
        if current is not None:
            kept.append(current)
    rest = [each for each in all_of_them if each not in places]
    return [each for each in (*kept, *rest) if not any(_same(each, larger) for larger in used)]


def _mention(place: Settled) -> Mention:
    if place.mention is None:
        raise AssertionError("only names are narrowed")
    return place.mention


def _agreed(current: Settled, inner: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the entries of `inner` that `current` had too, or all of `inner` where there are none."""
    both = tuple(entry for entry in inner if entry in current.entries)
    return both or inner


def _same(one: Settled, other: Settled) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _is_larger(larger: Settled, place: Settled) -> bool:
    """Whether `larger` can restrict the name `place`: a number always can, a name where it is of a larger kind."""
    if larger.mention is None:
        return True
    return (
        larger.rank > min(RANKS[named.entry.kind] for named in _mention(place).named)
        and larger.rank > 0
        and (larger.rank > place.rank or larger.departments != place.departments)
    )


def _contradicts(utterance: Utterance, place: Settled, larger: Settled) -> bool:
    """Whether the number or larger place that follows a name shows that the name is not the place it seemed to be.

    It does where the name was misspelt, or a small commune with a number outside the region after it: « Campagne (60)
    ».
    """
    if not _follows(utterance, place, larger):
        return False
    if not place.exact:
        return True
    outside = not any(entry.inside for entry in larger.entries)
    return outside and all(entry.population < TOWN for entry in place.entries if entry.kind == "commune")


def _follows(utterance: Utterance, place: Settled, larger: Settled) -> bool:
    if larger.start < place.end:
        return False
    between = [word.word for word in utterance.words if place.end <= word.start < larger.start]
    return len(between) <= 3 and all(word in SMALL or word in ("dans", "code", "postal", "cp") for word in between)


def _is_vague(place: Settled) -> bool:
    """Whether a place is too vague to count: the region's name in a sentence, or a slip that fits many departments."""
    mention = place.mention
    if mention is None:
        return False
    if any(entry.kind == "region" and entry.name == REGION for entry in place.entries):
        return not mention.alone
    return not place.exact and len(place.departments) > MOST_GUESSED


def _delegates(territory: Territory) -> dict[str, str | None]:
    return {code: each.delegate for code, each in territory.departments.items()}
