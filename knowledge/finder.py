"""A question finds its entry: the pipeline from words to a decision. Knows nothing of places or services."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.decision import Decision
from knowledge.entry import Entry
from knowledge.scores import OUT_OF_SCOPE, Scorer, Scores
from knowledge.words import sentences

# Below so many words a message is one question; above, the question may stand in one of its sentences.
STORY_WORDS = 12


@dataclass(frozen=True)
class Finding:
    """`outcome`: answer, suggest or unknown. `suggestions`: the best three entries, best first."""

    outcome: str
    suggestions: tuple[str, ...]
    confidence: float
    scores: Scores


class Finder:
    def __init__(self, entries: Iterable[Entry], out_of_scope: Sequence[str], decision: Decision) -> None:
        self._scorer = Scorer(*labelled_texts(entries, out_of_scope))
        self._decision = decision

    def find(self, text: str) -> Finding:
        """The whole text, or the sentence of a story that says most surely what is asked."""
        whole = self._finding(text)
        if whole.scores.length <= STORY_WORDS:
            return whole
        parts = [self._finding(part) for part in sentences(text)]
        return max([whole, *parts], key=lambda finding: finding.confidence)

    def _finding(self, text: str) -> Finding:
        scores = self._scorer.score(text)
        confidence = self._decision.confidence(scores)
        best = tuple(entry for entry, _ in scores.ranked[:3])
        return Finding(self._decision.outcome(confidence), best, confidence, scores)


def labelled_texts(entries: Iterable[Entry], out_of_scope: Sequence[str]) -> tuple[list[str], list[str]]:
    """Every wording with its entry, titles included, and what is out of scope."""
    pairs = [(text, entry.id) for entry in entries for text in (entry.title, *entry.questions)]
    pairs += [(text, OUT_OF_SCOPE) for text in out_of_scope]
    return [text for text, _ in pairs], [label for _, label in pairs]
