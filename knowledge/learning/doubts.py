"""Doubts for a curator to look at: wordings that find another entry, entries that share words. They are no faults."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from knowledge.finder.decision import Decision
from knowledge.learning.held_out import FOLDS, HeldOut, wordings_held_out
from knowledge.snapshot import Knowledge

MOST_WORDINGS, MOST_PAIRS = 25, 10
# A pair of entries is named where so many wordings of either find the other.
CLAIMED_FROM = 4


def doubts(knowledge: Knowledge) -> Iterator[str]:
    """Yield lines for a curator: wordings most surely taken for another entry, then pairs of entries most confused.

    Each wording is scored by a classifier that was trained without it.
    """
    if any(len(entry.wordings) + 1 < FOLDS for entry in knowledge.entries.values()):
        yield f"an entry has fewer than {FOLDS} wordings: too few to try them one against the others"
        return
    yield from doubts_about(wordings_held_out(knowledge), Decision.of(knowledge.understanding.finder.vectors))


def doubts_about(tried: Iterable[HeldOut], decision: Decision) -> Iterator[str]:
    """Yield these lines from the scores of all wordings."""
    wrong = [one for one in tried if not one.right]
    yield from _astray(wrong, decision)
    yield from _claimed(wrong)


def _astray(tried: Sequence[HeldOut], decision: Decision) -> Iterator[str]:
    """Yield a line for each wording that another entry would have answered, the surest mistake first."""
    served = [one for one in tried if decision.outcome(one.scores) == "answer"]
    served.sort(key=lambda one: (-decision.confidence(one.scores), one.text))
    for one in served[:MOST_WORDINGS]:
        yield f"{one.label}: « {one.text} », left out, finds {one.best[0]} ({decision.confidence(one.scores):.0%})"
    if len(served) > MOST_WORDINGS:
        yield f"and {len(served) - MOST_WORDINGS} more wordings find another entry when left out"


def _claimed(tried: Sequence[HeldOut]) -> Iterator[str]:
    """Yield a line for each pair of entries where at least `CLAIMED_FROM` wordings of one find the other."""
    pairs = Counter(tuple(sorted((one.label, one.best[0]))) for one in tried)
    named = sorted(
        ((pair, times) for pair, times in pairs.items() if times >= CLAIMED_FROM),
        key=lambda found: (-found[1], found[0]),
    )
    for (first, second), times in named[:MOST_PAIRS]:
        yield f"{first} and {second} claim the same words: {times} wordings of one find the other"
