"""The base's own wordings, each read by a model that learned nothing of its author; part of `tests.measure_reading`."""

from collections.abc import Iterator, Sequence

from knowledge.finder.decision import Decision
from knowledge.finder.finder import labelled_texts
from knowledge.finder.scorer import Scorer
from knowledge.finder.services import read_services
from knowledge.learning.hands import hand_of
from knowledge.learning.held_out import HeldOut, hands_apart
from knowledge.learning.train import train
from knowledge.snapshot import Knowledge
from knowledge.text.meanings import Meanings


def of_hands(knowledge: Knowledge) -> Iterator[str]:
    """Yield a line for each hand: how many wordings, how often the entry is first, and is served where it is."""
    texts, classes = labelled_texts(knowledge.entries.values(), knowledge.out_of_scope, read_services())
    by_hand: dict[str, list[HeldOut]] = {}
    for apart in hands_apart(texts, classes):
        by_hand[apart.hand] = [one for one in apart.scored() if one.label in knowledge.entries]
    decision = Decision.of(None)
    yield f"{'hand of the base':20}{'wordings':>9}{'first':>7}{'among 3':>9}{'served':>8}{'wrong':>7}"
    for hand, some in by_hand.items():
        served = [decision.outcome(one.scores) == "answer" for one in some]
        right = [one.right for one in some]
        shares = [
            sum(right),
            sum(one.near for one in some),
            sum(a and b for a, b in zip(served, right, strict=True)),
            sum(a and not b for a, b in zip(served, right, strict=True)),
        ]
        first, three, well, badly = (f"{share / len(some):.0%}" for share in shares)
        yield f"{hand:20}{len(some):9}{first:>7}{three:>9}{well:>8}{badly:>7}"


def curve(knowledge: Knowledge, asked: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield how often the entry of these questions is first, by a model of one hand, of two, and so on.

    `asked` are texts with the entries that are right, joined by commas.
    """
    texts, classes = labelled_texts(knowledge.entries.values(), knowledge.out_of_scope, read_services())
    hands, meanings = [hand_of(text) for text in texts], Meanings.load()
    order = sorted(set(hands), key=hands.count, reverse=True)
    yield f"{'learned, lines':20}{'first':>7}{'among 3':>9}   of {len(asked)} questions"
    for many in range(1, len(order) + 1):
        kept = [place for place, hand in enumerate(hands) if hand in order[:many]]
        scorer = Scorer(train([texts[i] for i in kept], [classes[i] for i in kept], meanings), meanings)
        ranked = [[name for name, _ in scores.ranked[:3]] for scores in scorer.score([text for text, _ in asked])]
        rights = [set(right.split(",")) for _, right in asked]
        first = sum(best[0] in right for best, right in zip(ranked, rights, strict=True)) / len(asked)
        three = sum(not right.isdisjoint(best) for best, right in zip(ranked, rights, strict=True)) / len(asked)
        yield f"{len(kept):20}{first:>7.0%}{three:>9.0%}"
