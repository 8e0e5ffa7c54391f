"""Misspelt names, read only where something announces a place, since elsewhere any word would be one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from knowledge.places.fillers import FILLERS
from knowledge.places.gazetteer import RARE_FROM, TOWN, Gazetteer, Named
from knowledge.places.mentions import Mention
from knowledge.places.names import ARTICLES, SMALL, full_key, loose_key
from knowledge.places.sounding import Sounding
from knowledge.places.spelling import Spelling
from knowledge.places.utterance import Before, Cue, Utterance
from knowledge.text.first_names import first_names

LONGEST = 7
TRIED = 5
SELDOM_FROM = 1500
SHORT = (6, 7)
KNOWN_CITY = 50_000
HEARD = 2  # letters that count as wrong in a name that only sounds like a place
_NO_BEGINNING = SMALL - ARTICLES


class Misspelt:
    """A reader that finds misspelt names of places in one text, also where a part of one is an exact name."""

    def __init__(
        self,
        utterance: Utterance,
        gazetteer: Gazetteer,
        spelling: Spelling,
        sounding: Sounding,
        coded: frozenset[int],
        exact: Sequence[Mention],
    ) -> None:
        self._utterance, self._gazetteer = utterance, gazetteer
        self._spelling, self._sounding = spelling, sounding
        self._coded, self._exact = coded, exact
        self._words = tuple(word.word for word in utterance.words)
        self._folded = tuple(word.folded for word in utterance.words)
        self._owners: dict[int, list[Mention]] = {}
        for each in exact:
            for index in range(each.first, each.last + 1):
                self._owners.setdefault(index, []).append(each)
        self._known = self._owners.keys()
        telling = (i for i, word in enumerate(self._folded) if word not in FILLERS and not word.isdigit())
        self._telling = list(islice((i for i in telling if i not in self._known), LONGEST + 1))

    def all_names(self) -> list[Mention]:
        """Return the names of places in the text, in order: misspelt ones, and exact ones that these do not cover."""
        found: list[Mention] = []
        tried = 0
        for first, before in self._possible_starts():
            if tried >= TRIED:
                break
            for last in reversed(list(self._utterance.spans_from(first, LONGEST))):
                if any(first <= other.last for other in found):
                    break
                if not self._may_be_misspelt(first, last):
                    continue
                tried += 1
                named, distance = self._near(first, last)
                if named:
                    found.append(Mention(first, last, named, before, self._is_alone(first, last), distance))
        kept = [self._with_rivals(exact) for exact in self._exact if not any(exact.overlaps(other) for other in found)]
        return sorted([*kept, *found], key=lambda mention: mention.first)

    def _with_rivals(self, exact: Mention) -> Mention:
        """Return a mention with the places of the region one letter away as its rivals: « auterive ».

        That is for the exact name of a small commune outside, said alone; any other mention is returned unchanged.
        """
        if not exact.may_be_a_slip:
            return exact
        words = self._words[exact.first : exact.last + 1]
        near = self._nearest({full_key(words)}, 0)
        return replace(exact, rivals=tuple(named for named, _, d in near if d == 1 and _is_rival(named, 0)))

    def _possible_starts(self) -> Iterator[tuple[int, Before]]:
        """Yield the index of each word where a misspelt name may begin, and how the words before it announce a place.

        That is after words that strongly announce one, shortly before a postcode or a department's number, or at the
        first words of a text of at most 7 words, fillers around them not counted.
        """
        content = [i for i, word in enumerate(self._folded) if word not in FILLERS and not word.isdigit()]
        short = bool(content) and content[-1] - content[0] < LONGEST
        for first, word in enumerate(self._words):
            opens = short and first in (content[0], content[0] - 1)
            if word not in _NO_BEGINNING and (opens or self._is_announced(first)):
                yield first, self._utterance.before(first)

    def _is_announced(self, first: int) -> bool:
        return not self._coded.isdisjoint(range(first, first + 4)) or self._utterance.before(first).cue > Cue.WEAK

    def _may_be_misspelt(self, first: int, last: int) -> bool:
        """Whether the words from `first` to `last` may be one misspelt name, by themselves and by what is around.

        An unknown word must be among them, or words added to an exact name; no hyphen may tie them to others, and
        something must announce a place unless they stand alone.
        """
        words = self._words[first : last + 1]
        if words[-1] in SMALL or any(word.isdigit() for word in words):
            return False
        if self._utterance.hyphened(last) or (first and self._utterance.hyphened(first - 1)):
            return False
        span = range(first, last + 1)
        if any(self._rules_out(first, last, exact) for index in span for exact in self._owners.get(index, ())):
            return False
        unread = [self._words[index] for index in span if index not in self._known]
        alone = self._is_alone(first, last)
        strange = self._is_lengthened(first, last) or any(self._is_strange(word, alone) for word in unread)
        return strange and (alone or self._is_announced(first))

    def _is_strange(self, word: str, alone: bool) -> bool:
        """Whether a word is no everyday word and no first name, so that it may be a misspelt place."""
        return not (word in FILLERS or word in first_names() or self._gazetteer.is_known_word(word, alone))

    def _rules_out(self, first: int, last: int, exact: Mention) -> bool:
        """Whether an exact name keeps the words from `first` to `last` from being read as one misspelt name.

        It does unless they are more words and contain all of it, as « st jean de lus » contains Saint-Jean.
        """
        return not (first <= exact.first and exact.last <= last and (first, last) != (exact.first, exact.last))

    def _is_lengthened(self, first: int, last: int) -> bool:
        """Whether the words from `first` to `last` are the exact name of a commune and more words.

        The words after it must be ones that seldom follow in a sentence. So « st jean de lus » is not Saint-Jean. Where
        nothing else is said in the text, any words may follow.
        """
        exact = self._owners.get(first, ())
        ends = [each.last for each in exact if each.first == first and each.last < last and each.only_communes]
        if not ends:
            return False
        if self._is_alone(first, last):
            return True
        beyond = [word for word in self._words[max(ends) + 1 : last + 1] if word not in SMALL]
        return all(self._gazetteer.common.get(word, SELDOM_FROM) >= SELDOM_FROM for word in beyond)

    def _is_plain(self, word: str, rank: int) -> bool:
        return word in SMALL or word in FILLERS or self._gazetteer.common.get(word, rank) < rank

    def _is_alone(self, first: int, last: int) -> bool:
        """Whether every word outside `first` to `last` is a filler word, a number or part of another exact name."""
        return all(first <= index <= last for index in self._telling)

    def _near(self, first: int, last: int) -> tuple[tuple[Named, ...], int]:
        """Return the names of places spelt most like the words from `first` to `last`, and how many letters differ.

        Return () and 0 where none is near. After the nearest, to which the number belongs, come rivals that may differ
        more, so that the person is asked; so do towns that sound alike: « st mexan ». Where nothing is near, a town is
        found by its sound, and for a word of 6 or 7 letters that stands alone, a town of the region a letter further
        away: « biarits ».
        """
        words, alone = self._words[first : last + 1], self._is_alone(first, last)
        standing, whole = self._well_spelt(first, last), self._is_lengthened(first, last)
        keys = {full_key(words), loose_key(words)}
        near = list(self._nearest(keys, 0))
        found = {
            named: distance
            for named, key, distance in near
            if _is_likely(named, key, alone)
            and standing <= set(named.entry.words)
            and not (whole and named.form == "short")
        }
        if not found and alone and first == last and SHORT[0] <= len(full_key(words)) <= SHORT[1]:
            further = self._nearest(keys, 1)
            found = {named: d for named, _, d in further if named.entry.inside and named.entry.population >= TOWN}
        heard = self._sounding.alike(full_key(words))
        if not found and heard:
            return tuple(heard), HEARD
        least = min(found.values(), default=0)
        nearest = [named for named, distance in found.items() if distance == least]
        if found and not any(named.entry.inside for named in nearest):
            nearest += self._inside_a_letter_further(keys, least)
        if found:
            nearest += [named for named, _, d in near if named not in nearest and _is_rival(named, d - least)]
            nearest += [named for named in heard if named not in nearest and named.entry.population >= TOWN]
        return tuple(nearest), least

    def _inside_a_letter_further(self, keys: set[str], least: int) -> list[Named]:
        """Return the places of the region at most one letter further away than `least`, so that the person is asked.

        `least` is how many letters differ from the nearest place, which is outside the region.
        """
        beside = {named: distance for named, _, distance in self._nearest(keys, 1) if named.entry.inside}
        return [named for named, distance in beside.items() if named.form == "full" and distance <= least + 1]

    def _nearest(self, keys: set[str], more: int) -> Iterator[tuple[Named, str, int]]:
        """Yield each name of a place near one of these keys, with its own key and how many letters differ.

        `more` letters are allowed beyond the usual. Where a key is the full name of a place of the region, places of
        whose names it is only the beginning are left out.
        """
        near: dict[str, int] = {}
        for key in keys:
            for name, distance in self._spelling.near(key, more):
                near[name] = min(distance, near.get(name, distance))
        for name, distance in near.items():
            known = self._gazetteer.names[name]
            whole = [named for named in known if named.form == "full" and named.entry.inside]
            for named in known:
                if not whole or named.form != "short":
                    yield named, name, distance

    def _well_spelt(self, first: int, last: int) -> set[str]:
        """Return the words from `first` to `last` that are certainly well spelt, and so must be in the name too."""
        certain = {i for exact in self._exact for i in range(exact.first, exact.last + 1) if first <= i <= last}
        if not self._is_lengthened(first, last):
            certain |= {i for i in range(first, last + 1) if self._is_plain(self._words[i], RARE_FROM)}
        return {self._words[index] for index in certain} - SMALL


def _is_rival(named: Named, further: int) -> bool:
    """Whether the person is also asked about this place, `further` letters further away than the nearest one.

    It must be in the region under its full name, and as near as the nearest; a city may be one letter further: « la
    rochel ».
    """
    is_city = named.entry.population >= KNOWN_CITY
    return named.form == "full" and named.entry.inside and further <= (1 if is_city else 0)


def _is_likely(named: Named, key: str, alone: bool) -> bool:
    """Whether a place whose name is near may be taken for what somebody misspelt.

    Outside the region that is only for cities; a very short name is only for towns. A name in a sentence must be longer
    than one that stands alone.
    """
    entry, least = named.entry, 5 if alone else 6
    if entry.kind != "commune":
        return len(key) > 5
    if not entry.inside:
        return named.form != "short" and entry.population >= KNOWN_CITY and len(key) > 4
    return len(key) >= least or entry.population >= TOWN
