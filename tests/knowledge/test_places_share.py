"""The share read right: of the development set, of a fixed sample of the region's names, of misspelt ones."""

import json
import random
from collections import Counter
from pathlib import Path

import pytest

from knowledge.places.finder import Places
from tests.bench.places import DELEGATES, FRAMES, Name, former_names, judge, misspellings, names_of_the_region, plain

SET = Path(__file__).parent / "sets" / "routing.jsonl"


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.load(DELEGATES)


@pytest.fixture(scope="module")
def names() -> list[Name]:
    return random.Random(2026).sample(list(names_of_the_region()), 150)


def test_development_set_is_routed_right(places: Places) -> None:
    lines = [json.loads(line) for line in SET.read_text(encoding="utf-8").splitlines()]
    found = [(line, places.find(line["text"])) for line in lines]
    missed = [line["text"] for line, got in found if (got.outcome, got.delegate) != (line["outcome"], line["delegate"])]
    misled = [line["text"] for line, got in found if got.delegate and got.delegate != line["delegate"]]
    assert len(missed) <= 0.03 * len(lines), missed
    assert len(misled) <= 0.01 * len(lines), misled


def test_names_that_look_like_something_else_are_right(places: Places) -> None:
    """Names of communes that are also a department's, or that hold brackets: all of them, in every frame."""
    odd = [each for each in names_of_the_region() if "(" in each[0] or each[0] in ("Landes", "La Réunion", "Brie")]
    assert len(odd) == 7
    for frame in ("{}", *FRAMES):
        assert [name for name, expected in odd if judge(places.find(frame.format(name)), expected) != "right"] == []


def test_names_alone_are_all_right(places: Places, names: list[Name]) -> None:
    assert [name for name, expected in names if judge(places.find(name), expected) != "right"] == []
    assert [name for name, expected in names if judge(places.find(plain(name)), expected) != "right"] == []


def test_names_of_communes_that_were_merged_are_right_and_seldom_guessed(places: Places) -> None:
    names = list(former_names())
    assert [name for name, expected in names if judge(places.find(name), expected) != "right"] == []
    verdicts = Counter(judge(places.find(typed), expected) for typed, expected in misspellings(names, 1))
    assert verdicts["wrong"] <= 0.015 * sum(verdicts.values())


@pytest.mark.parametrize("frame", FRAMES)
def test_names_in_a_sentence_are_all_right(places: Places, names: list[Name], frame: str) -> None:
    missed = [name for name, expected in names if judge(places.find(frame.format(name)), expected) != "right"]
    assert missed == []


@pytest.mark.parametrize(("typos", "least_right", "most_wrong"), [(1, 0.9, 0.005), (2, 0.68, 0.02)])
def test_misspelt_names_are_right_or_asked_and_seldom_wrong(
    places: Places, typos: int, least_right: float, most_wrong: float
) -> None:
    names = random.Random(5).sample(list(names_of_the_region()), 600)
    verdicts = Counter(judge(places.find(typed), expected) for typed, expected in misspellings(names, typos))
    total = sum(verdicts.values())
    assert verdicts["right"] >= least_right * total
    assert verdicts["wrong"] <= most_wrong * total
