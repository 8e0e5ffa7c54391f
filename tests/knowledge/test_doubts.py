"""Warnings of `knowledge check`: wordings that find another entry, and entries that claim the same words."""

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from knowledge.finder.decision import Decision
from knowledge.snapshot import Knowledge
from tests.knowledge.base_of_one import write_base

if TYPE_CHECKING:  # imported by the tests that learn: the libraries take a second of each process that collects
    from knowledge.learning.held_out import HeldOut

TRIED, LEAST_RIGHT = 1_500, 0.77


@pytest.fixture(scope="module")
def tried(knowledge: Knowledge) -> "list[HeldOut]":
    """Try two fifths of the wordings on a finder that has not learned them; `make chaos` tries all."""
    from knowledge.learning.held_out import wordings_held_out

    return list(islice(wordings_held_out(knowledge), TRIED))


def test_wordings_left_out_find_their_entry_three_times_of_four(tried: "list[HeldOut]") -> None:
    assert sum(one.right for one in tried) / len(tried) >= LEAST_RIGHT


def test_doubts_name_wordings_and_pairs_of_the_shipped_base(knowledge: Knowledge, tried: "list[HeldOut]") -> None:
    from knowledge.learning.doubts import doubts_about

    told = list(doubts_about(tried, Decision.load()))
    astray = [line for line in told if " », left out, finds " in line]
    claimed = [line for line in told if " claim the same words: " in line]
    assert len(astray) == 25
    assert 0 < len(claimed) <= 10
    assert {line.partition(":")[0] for line in astray} <= set(knowledge.entries)


def test_ten_pairs_are_named_at_most(tried: "list[HeldOut]") -> None:
    from knowledge.learning.doubts import doubts_about

    told = list(doubts_about([*tried, *tried, *tried], Decision.load()))  # so that more pairs claim the same words
    assert sum(" claim the same words: " in line for line in told) == 10


def test_base_of_few_wordings_is_told_so_instead_of_tried(tmp_path: Path) -> None:
    from knowledge.learning.doubts import doubts

    small = Knowledge.load(write_base(tmp_path / "base"))
    assert list(doubts(small)) == ["an entry has fewer than 5 wordings: too few to try them one against the others"]
