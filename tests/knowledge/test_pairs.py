"""The sentence that answers a question, chosen among the pairs of one entry."""

from dataclasses import replace

import numpy as np

from knowledge.base.facts import Fact
from knowledge.finder.pairs import Pairs, Row
from knowledge.text.words import words
from tests.knowledge.test_overlay import BEES

FACTS = (
    Fact(("combien paie l'AMI", "AMI plafond"), "L'AMI paie la moitié, 50 000 € au plus."),
    Fact(("date limite AMI", "jusqu'à quand l'AMI"), "L'AMI est ouvert jusqu'en 2028."),
    Fact(("qui peut demander l'AMI",), "Les associations et les mairies peuvent demander l'AMI."),
)
ENTRY = replace(BEES, title="C'est quoi l'AMI ?", answer="**L'AMI est une aide de la Région.** Elle se demande.")


class Words:
    """Features of a text for tests: its words, all of one weight."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __call__(self, text: str) -> Row:
        said = dict.fromkeys(words(text).split())
        return [self.numbers.setdefault(word, len(self.numbers)) for word in said], np.ones(len(said))


def asked(*texts: str, facts: tuple[Fact, ...] = FACTS) -> str | None:
    return Pairs(ENTRY, facts, Words()).asked(texts)


def test_pair_is_chosen_by_its_questions_and_by_its_sentence() -> None:
    assert asked("combien, et quel plafond ?") == "combien paie l'AMI"
    assert asked("ouvert jusqu'à quand ?") == "date limite AMI"
    assert asked("une mairie peut demander l'AMI ?") == "qui peut demander l'AMI"


def test_answer_itself_is_what_its_title_asks_for() -> None:
    assert asked("c'est quoi l'AMI") is None
    assert asked("l'aide de la Région, c'est quoi ?") is None


def test_words_that_all_pairs_have_or_none_has_choose_none() -> None:
    assert asked("l'AMI") is None
    assert asked("où garer mon vélo ?") is None
    assert asked("") is None


def test_question_within_a_message_chooses() -> None:
    story = "Bonjour, nous sommes nombreux ici et nous avons un jardin, une grange, un four et deux ateliers à ouvrir."
    assert asked(story) is None
    assert asked(f"{story} La date limite ?", "La date limite ?") == "date limite AMI"


def test_only_pair_is_chosen_where_it_is_asked_for() -> None:
    assert asked("combien paie l'AMI", facts=FACTS[:1]) == "combien paie l'AMI"
    assert asked("quand ?", facts=FACTS[:1]) is None
