"""The shipped file is fresh; numpy alone gives the scores of scikit-learn.

What learns is imported by the tests: its libraries take a second of each process that collects them.
"""

import numpy as np
import pytest

from knowledge.base.watch import SHIPPED
from knowledge.finder.learned import Learned, from_bytes, key_and_maker
from knowledge.finder.workshop import NAME
from knowledge.snapshot import Knowledge

FILE = SHIPPED / NAME
LARGEST = 4_000_000  # in bytes, since every change of the base brings a new file
STALE = "the base, or how a text is read, has changed: run make learned (python -m knowledge.learning finder)"
STRANGE = ("", "?!", "zzzz qqqq", "bonjour", "é" * 30, "combien donne l'ami combien donne l'ami combien")


@pytest.fixture(scope="module")
def learned(knowledge: Knowledge) -> Learned:
    """Learn the base as it is now."""
    from knowledge.learning.train import train

    lesson = knowledge.understanding.finder.lesson
    return train(lesson.texts, lesson.labels, lesson.meanings)


def test_file_shipped_holds_what_is_learned_now(knowledge: Knowledge, learned: Learned) -> None:
    from knowledge.learning.train import MADE_WITH

    lesson = knowledge.understanding.finder.lesson
    assert key_and_maker(FILE.read_bytes()) == (lesson.key, MADE_WITH), STALE
    shipped = from_bytes(FILE.read_bytes(), lesson.key, lesson.texts, lesson.labels)
    for part in ("read", "letters", "word_meanings", "classes"):
        assert getattr(shipped, part) == getattr(learned, part), STALE
    for part in ("starts", "columns", "values"):
        np.testing.assert_array_equal(getattr(shipped.found, part), getattr(learned.found, part), STALE)
    np.testing.assert_allclose(shipped.probed, learned.probed, rtol=0, atol=1e-3, err_msg=STALE)
    assert FILE.stat().st_size < LARGEST


def test_scores_are_those_of_the_library_that_learned_them(knowledge: Knowledge, learned: Learned) -> None:
    """Every tenth text; `make chaos` asks all of them."""
    from tests.knowledge.reference import compare

    compare(knowledge, learned, [*STRANGE, *learned.texts[::10]])
