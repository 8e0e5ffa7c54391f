"""The sentence that answers a question, chosen among the pairs of one entry."""

import numpy as np

from knowledge.base.facts import Fact
from knowledge.finder.pairs import Pairs, Row
from knowledge.text.words import words

FACTS = (
    Fact(("combien paie l'AMI", "AMI plafond"), "L'AMI paie la moitié, 50 000 € au plus."),
    Fact(("date limite AMI", "jusqu'à quand l'AMI"), "L'AMI est ouvert jusqu'en 2028."),
    Fact(("qui peut demander l'AMI",), "Les associations et les mairies peuvent demander l'AMI."),
)


class Words:
    """Features of a text for tests: its words, all of one weight."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __call__(self, text: str) -> Row:
        said = dict.fromkeys(words(text).split())
        return [self.numbers.setdefault(word, len(self.numbers)) for word in said], np.ones(len(said))


def test_pair_is_chosen_by_its_questions_and_by_its_sentence() -> None:
    pairs = Pairs(FACTS, Words())
    assert pairs.asked(["c'est quoi le plafond de l'AMI ?"]) == "combien paie l'AMI"
    assert pairs.asked(["ouvert jusqu'à quand ?"]) == "date limite AMI"
    assert pairs.asked(["une mairie peut demander l'AMI"]) == "qui peut demander l'AMI"


def test_words_that_all_pairs_have_choose_none() -> None:
    pairs = Pairs(FACTS, Words())
    assert pairs.asked(["l'AMI"]) is None
    assert pairs.asked(["où garer mon vélo ?"]) is None
    assert pairs.asked([""]) is None


def test_question_within_a_message_chooses() -> None:
    pairs = Pairs(FACTS, Words())
    story = "Bonjour, nous sommes nombreux ici et nous avons un jardin, une grange, un four et deux ateliers à ouvrir."
    assert pairs.asked([f"{story} La date limite ?", "La date limite ?"]) == "date limite AMI"


def test_only_pair_is_chosen_where_it_is_asked_for() -> None:
    pairs = Pairs(FACTS[:1], Words())
    assert pairs.asked(["combien paie l'AMI"]) == "combien paie l'AMI"
    assert pairs.asked(["quand ?"]) is None
