"""What the `semantic` extra adds, with a little encoder instead of its model, which need not be installed."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.base.watch import SHIPPED
from knowledge.finder.decision import FEATURES, KEPT_WITH_VECTORS, SERVICE_FEATURES, Decision
from knowledge.finder.finder import labelled_texts
from knowledge.finder.learned import Learned
from knowledge.finder.scorer import Scorer
from knowledge.finder.scores import DISTRESS, OUT_OF_SCOPE
from knowledge.finder.services import read_services
from knowledge.finder.vectors import NAME, Rows, Vectors, key, read_kept, write_kept
from knowledge.snapshot import Knowledge
from knowledge.text.meanings import Meanings

MOST_WITHOUT_A_VECTOR = 200  # some four seconds more at every start
TEXTS = ["mon chat dort", "le chat mange", "un petit chat", "mon chien dort", "le chien mange", "un petit chien",
         "la lune brille", "une nuit de lune", "un cri", "on crie"]  # fmt: skip
CLASSES = ["cat"] * 3 + ["dog"] * 3 + [OUT_OF_SCOPE] * 2 + [DISTRESS] * 2


@pytest.fixture(scope="module")
def learned() -> Learned:
    from knowledge.learning.train import train  # here, since its libraries take a second of each process that collects

    return train(TEXTS, CLASSES, Meanings({}))


class LittleEncoder:
    """An encoder that knows which animal a word names; all other texts are far from both. It counts its texts."""

    animals = ("chat", "matou", "félin"), ("chien", "toutou", "molosse")

    def __init__(self) -> None:
        self.asked: list[str] = []

    def query(self, texts: list[str], /) -> Rows:
        self.asked += texts
        return np.array([self._row(text) for text in texts], dtype=np.float32)

    def _row(self, text: str) -> list[float]:
        named = [float(any(word in text for word in words)) for words in self.animals]
        return [*named, 0.0 if any(named) else 1.0, 0.1]


def test_word_that_no_wording_uses_finds_its_entry_by_what_it_means(learned: Learned) -> None:
    scorer = Scorer(learned, Meanings({}), Vectors(LittleEncoder(), {}))
    ranked = [scores.ranked[0][0] for scores in scorer.score(["quel matou", "quel molosse"])]
    assert ranked == ["cat", "dog"]


def test_danger_is_told_by_the_words_alone(learned: Learned) -> None:
    by_words = Scorer(learned, Meanings({}))
    by_vectors = Scorer(learned, Meanings({}), Vectors(LittleEncoder(), {}))
    asked = ["un cri dans la nuit", "quel matou"]
    assert [one.distress for one in by_vectors.score(asked)] == [one.distress for one in by_words.score(asked)]


def test_text_whose_row_is_kept_is_not_read_again(tmp_path: Path) -> None:
    model = LittleEncoder()
    write_kept(tmp_path / NAME, TEXTS, Vectors(model, {}))
    later = LittleEncoder()
    vectors = Vectors(later, read_kept(tmp_path / NAME))
    rows = vectors.of([*TEXTS, "quel matou", "quel matou"])
    assert later.asked == ["quel matou"]
    assert np.allclose(rows[: len(TEXTS)], Vectors(model, {}).of(TEXTS), atol=0.01)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)


def test_base_without_a_file_of_vectors_is_read_by_the_model(tmp_path: Path) -> None:
    assert read_kept(tmp_path / NAME) == {}


def test_nearly_every_text_of_the_base_shipped_has_its_vector(knowledge: Knowledge) -> None:
    kept = read_kept(SHIPPED / NAME)
    texts, _ = labelled_texts(knowledge.entries.values(), knowledge.out_of_scope, read_services())
    assert sum(key(text) not in kept for text in set(texts)) <= MOST_WITHOUT_A_VECTOR


def test_decision_learned_with_vectors_reads_as_many_values_as_it_names() -> None:
    decision = Decision.load(KEPT_WITH_VECTORS)
    assert len(decision.right.weights) == len(decision.near.weights) == len(FEATURES)
    assert len(decision.served.weights) == len(SERVICE_FEATURES)
    assert 0 < decision.near.yes_from < decision.right.yes_from < 1
