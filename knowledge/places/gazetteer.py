"""The names of all places, by their keys: what a name may be, never what a text means."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.places.areas import Areas
from knowledge.places.names import SAINTS, SMALL, full_key, loose_key, short_forms, words_of
from knowledge.places.table import Commune
from knowledge.places.territory import FORMER_REGIONS, REGION, Territory

Kind = Literal["region", "department", "area", "commune"]
Form = Literal["full", "loose", "short"]
TOWN = 5000
GROUPING_TITLES = frozenset({"cc", "ca", "cu", "metropole"})
RARE_FROM = 8000


@dataclass(frozen=True)
class Entry:
    """A place that has a name; `words` are the words of that name, `inside` says whether it is in Nouvelle-Aquitaine.

    `departments` are its codes, () abroad. `population` is 0 and `insee` None for what is no commune.
    """

    name: str
    kind: Kind
    words: tuple[str, ...]
    departments: tuple[str, ...]
    inside: bool
    population: int = 0
    insee: str | None = None
    region: str | None = None


@dataclass(frozen=True)
class Named:
    """A place under one form of its name: full, loose (without articles), or short (only its beginning)."""

    entry: Entry
    form: Form


BEGINNING = 9


@dataclass(frozen=True)
class Gazetteer:
    """An index of place names, and of everyday words that may be mistaken for them.

    `names` maps the key of a name to the places that it may be. `common` gives everyday words their rank, 0 for the
    most frequent; `rare` are rarer words.
    """

    names: Mapping[str, tuple[Named, ...]]
    common: Mapping[str, int]
    rare: Set[str]
    beginnings: Set[str] = frozenset()  # the first letters of all keys

    def may_begin(self, words: Sequence[str]) -> bool:
        """Whether the name of a place may begin with these words; it certainly does not where False is returned."""
        letters = "".join(words)[:BEGINNING]
        if letters in self.beginnings:
            return True
        telling = "".join(word for word in words if word not in SMALL)
        return not telling or telling[:BEGINNING] in self.beginnings

    def is_known_word(self, word: str, alone: bool) -> bool:
        """Whether a word is a well spelt French word, and so no misspelt place.

        Where it stands alone in a text, only the most frequent words count: « limoge » may then be Limoges.
        """
        rank = self.common.get(word)
        if rank is None:
            return word in self.rare and not alone
        return rank < 2 * RARE_FROM or not alone

    def is_common(self, words: Iterable[str], population: int) -> bool:
        """Whether a name is made of everyday words only, so that the words alone do not prove that a place is meant.

        For a place of `TOWN` people or more, only the most frequent words count as such; « saint » never does.
        """
        telling = [word for word in words if word not in SMALL]
        if SAINTS & set(telling):
            return False
        ranks = [self.common.get(word, len(self.common)) for word in telling]
        rare = RARE_FROM if population >= TOWN else len(self.common)
        return all(rank < rare for rank in ranks)


def build(
    communes: Iterable[Commune],
    territory: Territory,
    areas: Areas,
    groupings: Iterable[tuple[str, tuple[str, ...]]],
    common: Mapping[str, int],
    rare: Set[str],
) -> Gazetteer:
    """Build the index of place names: regions, departments, areas, communes, and groups of communes.

    A group is left out where its name already means something else.
    """
    index: dict[str, list[Named]] = {}
    for entry in (*_official(territory), *_areas(areas)):
        _add(index, full_key(entry.words), Named(entry, "full"))
        _add(index, loose_key(entry.words), Named(entry, "loose"))
    gazetteer = Gazetteer({}, common, rare)
    for commune in communes:
        _add_commune(index, commune, territory, gazetteer)
    _add_written(index, areas)
    for entry in _groupings(groupings):
        for key in {full_key(entry.words), loose_key(entry.words)}:
            if key not in index:
                _add(index, key, Named(entry, "full"))
    beginnings = frozenset(key[:length] for key in index for length in range(1, BEGINNING + 1))
    return Gazetteer({key: tuple(named) for key, named in index.items()}, common, rare, beginnings)


def _add(index: dict[str, list[Named]], key: str, named: Named) -> None:
    known = index.setdefault(key, [])
    if not any(each.entry is named.entry for each in known):
        known.append(named)


def _official(territory: Territory) -> Iterator[Entry]:
    regions: dict[str, None] = dict.fromkeys(each.region for each in territory.departments.values())
    for department in territory.departments.values():
        yield Entry(
            department.name,
            "department",
            words_of(department.name),
            (department.code,),
            department.inside,
            region=department.region,
        )
    for region in regions:
        codes = tuple(code for code, each in territory.departments.items() if each.region == region)
        yield Entry(region, "region", words_of(region), codes, region == REGION, region=region)
    for region, codes in FORMER_REGIONS.items():
        yield Entry(region, "region", words_of(region), codes, True, region=REGION)


def _areas(areas: Areas) -> Iterator[Entry]:
    for area in areas.areas:
        inside = bool(area.departments)
        region = REGION if inside else area.region
        yield Entry(area.name, "area", words_of(area.said), area.departments, inside, region=region)


def _add_commune(index: dict[str, list[Named]], commune: Commune, territory: Territory, gazetteer: Gazetteer) -> None:
    department, words = territory.departments[commune.department], words_of(commune.name)
    entry = Entry(
        commune.name,
        "commune",
        words,
        (department.code,),
        department.inside,
        commune.population,
        commune.insee,
        department.region,
    )
    _add(index, full_key(words), Named(entry, "full"))
    _add(index, loose_key(words), Named(entry, "loose"))
    if commune.kind != "former" and (department.inside or commune.population >= TOWN):
        for beginning in short_forms(words):
            if _is_telling(beginning, department.inside, commune, gazetteer):
                _add(index, full_key(beginning), Named(entry, "short"))
                _add(index, loose_key(beginning), Named(entry, "short"))


def _is_telling(beginning: tuple[str, ...], inside: bool, commune: Commune, gazetteer: Gazetteer) -> bool:
    """Whether the beginning of a commune's name stands for all of it: « Brive » for Brive-la-Gaillarde.

    It does not where it has fewer than four letters or is made of everyday words (« Mont »), except for a town of the
    region whose name begins with an article: « La Teste ».
    """
    if sum(map(len, beginning)) < 4:
        return False
    if not gazetteer.is_common(beginning, 0):
        return True
    return commune.population >= TOWN and beginning[0] in SMALL and inside


def _add_written(index: dict[str, list[Named]], areas: Areas) -> None:
    for name, ways in areas.written.items():
        communes = [each for each in index[full_key(words_of(name))] if each.entry.kind == "commune"]
        for way in ways:
            for named in communes:
                _add(index, full_key(words_of(way)), Named(replace(named.entry, words=words_of(way)), "full"))


def _groupings(groupings: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Entry]:
    """Yield each group of communes twice: as « CC du Thouarsais », and without its title, as « Thouarsais »."""
    for name, codes in groupings:
        words = words_of(name)
        yield Entry(name, "area", words, codes, True, region=REGION)
        rest = words[1:] if words[0] in GROUPING_TITLES else words
        while rest and rest[0] in SMALL:
            rest = rest[1:]
        yield Entry(name, "area", rest, codes, True, region=REGION)
