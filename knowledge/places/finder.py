"""The way from a text to a place: words, codes, names, what each means beside the others, and its delegate."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from knowledge.places import table
from knowledge.places.answer import answer
from knowledge.places.areas import read_areas
from knowledge.places.codes import find_codes
from knowledge.places.found import NOTHING, Found
from knowledge.places.gazetteer import Gazetteer, build
from knowledge.places.mentions import Mentions
from knowledge.places.misspelt import Misspelt
from knowledge.places.nearest import nearest
from knowledge.places.postcodes import Postcodes
from knowledge.places.settle import Settled, settle
from knowledge.places.sounding import Sounding
from knowledge.places.spelling import Spelling
from knowledge.places.table import Commune
from knowledge.places.territory import Department, Territory
from knowledge.places.utterance import Utterance
from knowledge.text.words import squeezed

LONGEST_TEXT = 1000  # characters read, half at the beginning and half at the end, where people say where they are
GAP = "\n"
MOST_PLACES = 20

_WORD_BEGUN, _WORD_ENDED = re.compile(r"\w{1,40}\Z"), re.compile(r"\A\w{1,40}")


class Places:
    """A reader that finds places in texts, and the delegate of each. Nothing changes once the tables are loaded."""

    def __init__(self, communes: tuple[Commune, ...], territory: Territory, gazetteer: Gazetteer) -> None:
        self._communes, self._territory, self._gazetteer = communes, territory, gazetteer
        self._by_insee = {each.insee: each for each in sorted(communes, key=lambda each: each.kind == "current")}
        self._spelling, self._sounding = Spelling(gazetteer.names), Sounding(gazetteer.names)
        self._postcodes = Postcodes(communes, territory)

    @classmethod
    def load(cls, delegates: Mapping[str, str]) -> "Places":
        """Load the tables of places, once a process for the same delegates.

        Raises ValueError unless each department of the region has a delegate.

        `delegates` maps the codes of these twelve departments to the delegates' names.
        """
        return _load(tuple(sorted(delegates.items())))

    def find(self, text: str) -> Found:
        """Return the place that a text names and its delegate, or departments to choose from; NOTHING without any.

        The text may be a sentence or only the place. Of a text longer than `LONGEST_TEXT`, the middle is not read.
        """
        if len(text) <= LONGEST_TEXT:
            return self._find(text)
        read = squeezed(text)
        found = self._find_in_a_long_one(read)
        return (
            found
            if read == text or found.span is None
            else replace(found, span=_span_in_original(text, read, found.span))
        )

    def _find_in_a_long_one(self, text: str) -> Found:
        if len(text) <= LONGEST_TEXT:
            return self._find(text)
        half = LONGEST_TEXT // 2
        first, last = _WORD_BEGUN.sub("", text[:half]), _WORD_ENDED.sub("", text[-half:])
        found = self._find(first + GAP + last)
        return _span_in_whole(found, len(first), len(text) - len(first + GAP + last))

    def _find(self, text: str) -> Found:
        utterance = Utterance.of(text)
        codes = find_codes(utterance, self._postcodes)
        coded = frozenset(index for code in codes if (index := _word_before(utterance, code.start)) is not None)
        exact = Mentions(utterance, self._gazetteer, coded).exact_names()
        misspelt = Misspelt(utterance, self._gazetteer, self._spelling, self._sounding, coded, exact)
        mentions = misspelt.all_names()
        settled: tuple[Settled, ...] = settle(
            utterance, mentions[:MOST_PLACES], codes[:MOST_PLACES], self._postcodes, self._territory
        )
        return answer(utterance, settled, self._territory) if settled else NOTHING

    def department(self, code: str) -> Department:
        """Return the department of a code such as "79". Raises KeyError where there is none."""
        return self._territory.departments[code]

    def commune(self, insee: str) -> Commune:
        """Return the commune of an INSEE code. Raises KeyError where there is none."""
        return self._by_insee[insee]

    def nearest(self, latitude: float, longitude: float, k: int = 4) -> tuple[Commune, ...]:
        """Return the `k` communes nearest to a position, in the region or not, from which the person chooses."""
        return nearest(self._communes, latitude, longitude, k)


@lru_cache(maxsize=1)
def _load(delegates: tuple[tuple[str, str], ...]) -> Places:
    territory = Territory.followed_by(dict(delegates), table.departments())
    communes = table.communes()
    areas = read_areas()
    common = {**table.common_words(), **dict.fromkeys(areas.never, 0)}
    gazetteer = build(communes, territory, areas, table.groupings(), common, table.rare_words())
    return Places(communes, territory, gazetteer)


def _span_in_whole(found: Found, cut: int, shift: int) -> Found:
    """Return `found` with its span counted in the whole text, where the text was read without its middle.

    Positions after `cut` move by `shift` characters.
    """
    if found.span is None:
        return found
    start, end = (at if at <= cut else at + shift for at in found.span)
    return replace(found, span=(start, end))


def _span_in_original(text: str, read: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """Return where the words at `span` of the shortened text `read` stand in the original `text`; None if nowhere."""
    words = read[slice(*span)]
    start = text.find(words)
    return (start, start + len(words)) if start >= 0 else None


def _word_before(utterance: Utterance, start: int) -> int | None:
    """Return the index of the word directly before the postcode or number at `start`; None where there is none.

    Only blanks, commas, colons, hyphens and brackets may stand between the two.
    """
    for index in range(len(utterance.words) - 1, -1, -1):
        word = utterance.words[index]
        if word.end <= start:
            between = utterance.text[word.end : start].strip(" (,-:")
            return index if not between else None
    return None
