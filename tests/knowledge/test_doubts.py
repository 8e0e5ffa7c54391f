"""Warnings of `knowledge check`: wordings that find another entry, and entries that claim the same words."""

from pathlib import Path

from knowledge.learning.doubts import doubts
from knowledge.snapshot import Knowledge
from tests.knowledge.base_of_one import write_base


def test_doubts_name_wordings_and_pairs_of_the_shipped_base(knowledge: Knowledge) -> None:
    told = list(doubts(knowledge))
    astray = [line for line in told if " », left out, finds " in line]
    claimed = [line for line in told if " claim the same words: " in line]
    assert len(astray) == 25
    assert 0 < len(claimed) <= 10
    assert {line.partition(":")[0] for line in astray} <= set(knowledge.entries)


def test_base_of_few_wordings_is_told_so_instead_of_tried(tmp_path: Path) -> None:
    small = Knowledge.load(write_base(tmp_path / "base"))
    assert list(doubts(small)) == ["an entry has fewer than 5 wordings: too few to try them one against the others"]
