"""Misspelt names, read only where something announces a place, since elsewhere any word would be one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from knowledge.places.fillers import FILLERS
from knowledge.places.gazetteer import RARE_FROM, TOWN, Gazetteer, Named
from knowledge.places.mentions import Mention
from knowledge.places.names import ARTICLES, SMALL, full_key, loose_key
from knowledge.places.spelling import Spelling
from knowledge.places.utterance import Before, Cue, Utterance

LONGEST = 7
TRIED = 5
SELDOM_FROM = 1500
SHORT = (6, 7)
KNOWN_CITY = 50_000
_NO_BEGINNING = SMALL - ARTICLES


class Misspelt:
    """Reads what the exact names left of a text, and longer names of which an exact one is a part."""

    def __init__(
        self,
        utterance: Utterance,
        gazetteer: Gazetteer,
        spelling: Spelling,
        coded: frozenset[int],
        exact: Sequence[Mention],
    ) -> None:
        self._utterance, self._gazetteer, self._spelling = utterance, gazetteer, spelling
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
        """Return all names of the text: exact ones that are no part of a longer one, and misspelt ones."""
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
        """Add rivals inside the region to an exact name outside, since a slip may have led there: « auterive »."""
        if not exact.may_be_a_slip:
            return exact
        words = self._words[exact.first : exact.last + 1]
        near = self._nearest({full_key(words)}, 0)
        return replace(exact, rivals=tuple(named for named, _, d in near if d == 1 and _is_rival(named, 0)))

    def _possible_starts(self) -> Iterator[tuple[int, Before]]:
        """Yield where a name may begin: after a strong cue, before a code, or at the first words of a short text."""
        content = [i for i, word in enumerate(self._folded) if word not in FILLERS and not word.isdigit()]
        short = bool(content) and content[-1] - content[0] < LONGEST
        for first, word in enumerate(self._words):
            opens = short and first in (content[0], content[0] - 1)
            if word not in _NO_BEGINNING and (opens or self._is_announced(first)):
                yield first, self._utterance.before(first)

    def _is_announced(self, first: int) -> bool:
        return not self._coded.isdisjoint(range(first, first + 4)) or self._utterance.before(first).cue > Cue.WEAK

    def _may_be_misspelt(self, first: int, last: int) -> bool:
        """Whether a span may be a misspelt name: it is whole, has an unknown word, and no exact name crosses it."""
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
        strange = self._is_lengthened(first, last) or any(
            word not in FILLERS and not self._gazetteer.is_known_word(word, alone) for word in unread
        )
        return strange and (alone or self._is_announced(first))

    def _rules_out(self, first: int, last: int, exact: Mention) -> bool:
        """Whether an exact name keeps this span from being a misspelt one.

        It does not where the span is longer and holds it whole: « st jean de lus », which is not Saint-Jean.
        """
        return not (first <= exact.first and exact.last <= last and (first, last) != (exact.first, exact.last))

    def _is_lengthened(self, first: int, last: int) -> bool:
        """Whether an exact name begins the span, and what follows it seldom does in a sentence: « st jean de lus ».

        Where nothing else is said, any words do.
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
        """Whether nothing else is said but other places, politely."""
        return all(first <= index <= last for index in self._telling)

    def _near(self, first: int, last: int) -> tuple[tuple[Named, ...], int]:
        """Return the names nearest to the words, with rivals to ask about, and their distance; without any, () and 0.

        For a short text also towns a letter further: « biarits ».
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
        least = min(found.values(), default=0)
        nearest = [named for named, distance in found.items() if distance == least]
        if found and not any(named.entry.inside for named in nearest):
            nearest += self._inside_a_letter_further(keys, least)
        if found:
            nearest += [named for named, _, d in near if named not in nearest and _is_rival(named, d - least)]
        return tuple(nearest), least

    def _inside_a_letter_further(self, keys: set[str], least: int) -> list[Named]:
        """Return places of the region a letter further than one outside, so that the person is asked."""
        beside = {named: distance for named, _, distance in self._nearest(keys, 1) if named.entry.inside}
        return [named for named, distance in beside.items() if named.form == "full" and distance <= least + 1]

    def _nearest(self, keys: set[str], more: int) -> Iterator[tuple[Named, str, int]]:
        """Yield the names near these keys, with the key and the distance of each.

        A beginning of a name is left out where the key is also a whole name of the region.
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
        """Return the words that are certainly well spelt, and so must be in the name as they are."""
        certain = {i for exact in self._exact for i in range(exact.first, exact.last + 1) if first <= i <= last}
        if not self._is_lengthened(first, last):
            certain |= {i for i in range(first, last + 1) if self._is_plain(self._words[i], RARE_FROM)}
        return {self._words[index] for index in certain} - SMALL


def _is_rival(named: Named, further: int) -> bool:
    """Whether to ask also about a place of the region: one too small to be guessed but as near, or a city further.

    `further` says by how many letters, one at the most: « la rochel ».
    """
    is_city = named.entry.population >= KNOWN_CITY
    return named.form == "full" and named.entry.inside and further <= (1 if is_city else 0)


def _is_likely(named: Named, key: str, alone: bool) -> bool:
    """Whether a near name may be guessed.

    Outside it may only for cities, and very short names only for towns; in a sentence names count as short sooner.
    """
    entry, least = named.entry, 5 if alone else 6
    if entry.kind != "commune":
        return len(key) > 5
    if not entry.inside:
        return named.form != "short" and entry.population >= KNOWN_CITY and len(key) > 4
    return len(key) >= least or entry.population >= TOWN
