"""Finds the names in a sentence: exact ones everywhere they may stand, misspelt ones where a place is announced."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.places.fillers import FILLERS, PLAIN, only
from knowledge.places.gazetteer import RARE_FROM, TOWN, Gazetteer, Named
from knowledge.places.names import ARTICLES, SMALL, full_key, loose_key
from knowledge.places.reading import Before, Cue, Reading
from knowledge.places.spelling import Spelling

LONGEST = 9
MISSPELT_LONGEST = 5
MISSPELT_TRIED = 8
CITY = 20_000


@dataclass(frozen=True)
class Mention:
    """Words of the text, by their places, that may name something."""

    first: int
    last: int
    named: tuple[Named, ...]
    before: Before
    alone: bool
    distance: int = 0

    def overlaps(self, other: "Mention") -> bool:
        return self.first <= other.last and other.first <= self.last


class Mentions:
    """Reads one text against the gazetteer."""

    def __init__(self, reading: Reading, gazetteer: Gazetteer, spelling: Spelling, coded: frozenset[int]) -> None:
        """`coded` are the words before which a code stands: « La Souteraine 23 » is announced by its number."""
        self._reading, self._gazetteer, self._spelling, self._coded = reading, gazetteer, spelling, coded
        self._words = tuple(word.word for word in reading.words)
        self._folded = tuple(word.folded for word in reading.words)

    def find(self) -> list[Mention]:
        """Longest names first, none over another; then the misspelt ones in what is left."""
        exact = [mention for mention in self._spans() if self._accepts(mention)]
        exact.sort(key=lambda mention: (mention.first - mention.last, mention.first))
        kept: list[Mention] = []
        for mention in exact:
            if not any(mention.overlaps(other) for other in kept):
                kept.append(mention)
        for mention in self._misspelt(kept):
            kept = [other for other in kept if not mention.overlaps(other)] + [mention]
        return sorted(kept, key=lambda mention: mention.first)

    def _spans(self) -> Iterator[Mention]:
        for first in range(len(self._words)):
            before = None
            for last in self._lasts(first, LONGEST):
                named = self._named(self._words[first : last + 1])
                if named:
                    before = before or self._reading.before(first)
                    yield Mention(first, last, named, before, self._alone(first, last, FILLERS))

    def _lasts(self, first: int, longest: int) -> Iterator[int]:
        for last in range(first, min(first + longest, len(self._words))):
            if last > first and not self._reading.linked(last - 1):
                return
            yield last

    def _named(self, words: tuple[str, ...]) -> tuple[Named, ...]:
        if words[-1] in SMALL and len(words) > 1:
            return ()
        known = self._gazetteer.names
        full = known.get(full_key(words), ())
        if any(named.form == "full" for named in full):
            return full
        if words[0] in SMALL - ARTICLES:
            return full
        return full or known.get(loose_key(words), ())

    def _alone(self, first: int, last: int, fillers: frozenset[str]) -> bool:
        around = self._folded[:first] + self._folded[last + 1 :]
        return only((word for word in around if not word.isdigit()), fillers)

    def _accepts(self, mention: Mention) -> bool:
        words = self._words[mention.first : mention.last + 1]
        if mention.before.street or self._is_part(mention):
            return False
        population = max(named.entry.population for named in mention.named)
        coded = mention.last in self._coded
        if self._gazetteer.is_common(words, population):
            return self._accepts_common(mention, population, coded)
        if (
            mention.alone
            or coded
            or mention.before.cue > Cue.WEAK
            or any(n.entry.kind != "commune" for n in mention.named)
        ):
            return True
        return self._accepts_bare(mention, population)

    def _accepts_common(self, mention: Mention, population: int, coded: bool) -> bool:
        """A word of everyday language is a place when it stands alone or is named as one."""
        before, cue = mention.before, mention.before.cue
        if before.article and self._adds_article(mention):
            return cue is Cue.STRONG and self._capital(mention) and self._is_big_area(mention)
        alone = self._alone(mention.first, mention.last, PLAIN) and (
            mention.named[0].form == "full" or population >= TOWN
        )
        if alone or coded or cue is Cue.NAMED:
            return True
        if self._capital(mention):
            return cue is Cue.STRONG or (cue is Cue.WEAK and self._is_known(mention))
        return population >= TOWN and cue is Cue.STRONG and mention.named[0].form != "short"

    def _accepts_bare(self, mention: Mention, population: int) -> bool:
        """A name that no word of place announces: a town, or a capital, and not somebody's surname."""
        weak, capital = mention.before.cue is Cue.WEAK, self._capital(mention)
        outside = not any(named.entry.inside for named in mention.named)
        if outside and population < CITY and not (capital and weak):
            return False
        letters = sum(len(word) for word in self._words[mention.first : mention.last + 1])
        if letters < 4 or mention.named[0].form == "short":
            return population >= TOWN or (weak and capital)
        return weak or population >= TOWN or (capital and not self._after_first_name(mention)) or letters > 6

    def _after_first_name(self, mention: Mention) -> bool:
        left = mention.first - 1
        return left >= 0 and self._reading.words[left].capital and self._reading.between(left, left + 1) == " "

    def _is_part(self, mention: Mention) -> bool:
        """« Trifouillis-les-Oies » is no « Oies », though « Bordeaux-centre » is Bordeaux."""
        left = mention.first > 0 and self._reading.hyphened(mention.first - 1)
        right = mention.last + 1 < len(self._words) and self._reading.hyphened(mention.last)
        city = any(named.entry.population >= CITY for named in mention.named)
        return (left or right) and not (city and not left)

    def _adds_article(self, mention: Mention) -> bool:
        return all(mention.before.article not in named.entry.words[:1] for named in mention.named)

    def _is_big_area(self, mention: Mention) -> bool:
        return any(named.entry.kind in ("department", "region") for named in mention.named)

    def _is_known(self, mention: Mention) -> bool:
        return any(named.entry.kind != "commune" or named.entry.population >= TOWN for named in mention.named)

    def _capital(self, mention: Mention) -> bool:
        telling = [index for index in range(mention.first, mention.last + 1) if self._words[index] not in SMALL]
        first = self._reading.starts_sentence(mention.first)
        return not first and not self._reading.shouted and all(self._reading.words[i].capital for i in telling)

    def _misspelt(self, kept: list[Mention]) -> list[Mention]:
        found: list[Mention] = []
        tried = 0
        for first, before in self._announced(kept):
            if tried >= MISSPELT_TRIED:
                break
            for last in reversed(list(self._lasts(first, MISSPELT_LONGEST))):
                if not self._may_be_misspelt(first, last, kept):
                    continue
                tried += 1
                named, distance = self._near(first, last)
                if named:
                    found.append(Mention(first, last, named, before, self._alone(first, last, FILLERS), distance))
                    break
        return found

    def _announced(self, kept: list[Mention]) -> Iterator[tuple[int, Before]]:
        """Where a misspelt name may begin: after a strong cue, before a code, or at the first word that says something."""
        content = [i for i, word in enumerate(self._folded) if word not in FILLERS and not word.isdigit()]
        for first in range(len(self._words)):
            before = self._reading.before(first)
            only_content = bool(content) and first == content[0] and content[-1] - content[0] < MISSPELT_LONGEST
            coded = any(index in self._coded for index in range(first, first + 4))
            if self._words[first] not in SMALL and (before.cue > Cue.WEAK or only_content or coded):
                yield first, before

    def _may_be_misspelt(self, first: int, last: int, kept: list[Mention]) -> bool:
        """Some word is of no language we know, the span is whole, and no exact name covers it already."""
        words = self._words[first : last + 1]
        if words[-1] in SMALL or any(word.isdigit() for word in words):
            return False
        if self._reading.hyphened(last) or (first and self._reading.hyphened(first - 1)):
            return False
        if any(first <= other.last and other.first <= last for other in kept if not self._extends(first, last, other)):
            return False
        unknown = [word for word in words if word not in SMALL and not self._gazetteer.is_common((word,), 0)]
        return bool(unknown) and not all(word in FILLERS for word in words)

    def _extends(self, first: int, last: int, exact: Mention) -> bool:
        """« Saint-Jean » was read in « st jean de lus », which is more."""
        return first == exact.first and last > exact.last and exact.named[0].entry.kind == "commune"

    def _near(self, first: int, last: int) -> tuple[tuple[Named, ...], int]:
        """All names at the least distance, whether the small words are counted or not."""
        words = self._words[first : last + 1]
        near: dict[str, int] = {}
        for key in {full_key(words), loose_key(words)}:
            for name, distance in self._spelling.near(key):
                near[name] = min(distance, near.get(name, distance))
        if not near:
            return (), 0
        least = min(near.values())
        best = [named for name, distance in near.items() if distance == least for named in self._gazetteer.names[name]]
        return tuple(named for named in dict.fromkeys(best) if self._keeps(words, named)), least

    def _keeps(self, words: tuple[str, ...], named: Named) -> bool:
        """A word of everyday language is no misspelling: it stands in the name as it is written."""
        plain = [
            word for word in words if word not in SMALL and self._gazetteer.common.get(word, RARE_FROM) < RARE_FROM
        ]
        return all(word in named.entry.words for word in plain)
