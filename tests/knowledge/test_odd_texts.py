"""Texts that nobody would write are read as they would be without what is odd in them, and no slower."""

import pytest

from knowledge.finder.scorer import LONGEST_SCORED
from knowledge.finder.story import passages
from knowledge.snapshot import Knowledge
from knowledge.text.spelling import MOST_CORRECTED, Spelling
from knowledge.text.words import LONGEST_READ, squeezed
from tests.bench.odd_texts import SIGNS, odd_texts

BLANKS = (" ", "\t", "\n", "\r", "\u00a0", "\u2003", " \u200b", "\u202e ", " \ufeff", "\n \n")


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize("asked", ["c'est quoi{}le FDVA ?", "mon projet est à{}Saint-Junien", "je n'en peux{}plus"])
def test_thousands_of_blanks_are_one(knowledge: Knowledge, asked: str, blank: str) -> None:
    many, one = asked.format((blank * 3900)[:3900]), asked.format(" ")
    odd, usual = knowledge.understand(many), knowledge.understand(one)
    assert (odd.outcome, odd.entry, odd.suggestions) == (usual.outcome, usual.entry, usual.suggestions)
    found, expected = knowledge.places.find(many), knowledge.places.find(one)
    assert (found.outcome, found.place) == (expected.outcome, expected.place)


@pytest.mark.parametrize("sign", SIGNS)
def test_what_is_said_on_and_on_is_said_three_times(sign: str) -> None:
    assert len(squeezed(sign * 4000)) <= 6 * len(sign) * 8
    assert squeezed(sign * 4000) == squeezed(sign * 2000)


def test_text_is_never_longer_for_being_squeezed() -> None:
    for what, text in odd_texts().items():
        assert len(squeezed(text)) <= min(len(text), LONGEST_READ) + 1, what


def test_usual_text_stays_as_it_is() -> None:
    for text in ("Bonjour,\n\nLe 87000, 10000 habitants… Et 1 000 000 € ?", "non " * 5, "a" * 150 + " " * 20):
        assert squeezed(text) == text
    story = "Nous sommes douze, à Saint-Junien (87200). " + "La mairie nous prête une salle le mardi soir. " * 6
    assert squeezed(story) == story


def test_pieces_of_thousands_of_blanks_are_as_many_as_of_one() -> None:
    told = "c koi l'ami jai un projet de cafe et on est douze dans le village"
    assert passages(f"ok{' ' * 1500}{told}") == passages(f"ok {told}")


def test_few_unknown_words_are_looked_for() -> None:
    looked_for: list[str] = []

    class Counting(Spelling):
        def _nearest(self, word: str) -> str:
            looked_for.append(word)
            return super()._nearest(word)

    spelling = Counting(["association tiers lieu"] * 2)
    for words in (200, 400):
        looked_for.clear()
        spelling.correct(" ".join(f"mot{number}inconnu" for number in range(words, 2 * words)))
        assert len(looked_for) == MOST_CORRECTED
    assert spelling.correct("x" * LONGEST_SCORED) == "x" * LONGEST_SCORED
