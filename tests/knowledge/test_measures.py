"""Measures of every answer, for a person who reads on a phone; none may be out of bounds."""

from dataclasses import replace

import pytest

from knowledge.base.facts import Fact
from knowledge.base.glossary import Glossary, Term
from knowledge.base.measures import findings, measure, syllables_of
from knowledge.snapshot import Knowledge
from tests.knowledge.test_overlay import BEES

FACTS = tuple(Fact((f"quoi {n}",), "Elles volent.") for n in range(3))
GLOSSARY = Glossary({"ami": Term("AMI", "…", ("abeilles",), ("aide de la Région",))}, frozenset({"SARL"}))


def test_shipped_base_has_nothing_to_mend(knowledge: Knowledge) -> None:
    told = list(findings(knowledge.entries, knowledge.glossary, len(knowledge.out_of_scope), knowledge.team))
    assert told == []


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("a", 1), ("lieu", 1), ("tiers", 1), ("aide", 1), ("tables", 1), ("région", 2), ("demander", 3),
     ("association", 4), ("aident", 1)],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_said(word: str, syllables: int) -> None:
    assert syllables_of(word) == syllables


def test_short_words_in_short_sentences_are_easier() -> None:
    plain = measure("Elle aide les gens. Elle vient chez vous.", GLOSSARY)
    hard = measure("L'accompagnement institutionnel préfigure une contractualisation territoriale.", GLOSSARY)
    assert plain.ease > 80
    assert hard.ease < 0


def test_sentence_is_counted_whole_and_a_list_line_by_line() -> None:
    assert measure(f"{'un ' * 21}mot. Puis deux.\n\n- trois mots ici ;\n- rien.", GLOSSARY).longest_sentence == 22


@pytest.mark.parametrize(
    ("answer", "unexplained"),
    [
        ("L'AMI paie.", ("AMI",)),
        ("L'AMI, l'aide de la Région, paie.", ()),
        ("Une SARL et le ZZTOP.", ("ZZTOP",)),
    ],
)
def test_acronym_that_nothing_explains_is_found(answer: str, unexplained: tuple[str, ...]) -> None:
    assert measure(answer, GLOSSARY).unexplained == unexplained


def test_findings_name_what_a_curator_should_look_at(knowledge: Knowledge) -> None:
    entry = replace(BEES, answer=f"{'mot ' * 25}fin. L'AMI paie. Appelez le 06 12 34 56 78.")
    told = list(findings({"abeilles": entry}, GLOSSARY, 3, knowledge.team))
    assert told == [
        "abeilles: a sentence of 26 words: 20 read better",
        "abeilles: AMI is not explained: say what it is, or teach glossary.yaml how it is said there",
        "abeilles: 2 wordings: 20 are needed",
        "abeilles: 0 pairs: 3 are needed",
        "abeilles: the number 06 12 34 56 78 is not public in team.yaml: take it out",
        "outofscope.txt: 3 texts: 150 are needed",
    ]


def test_number_that_the_team_file_shows_may_stand_in_an_answer(knowledge: Knowledge) -> None:
    first = replace(knowledge.team.members[0], phone="+33 6 12 34 56 78", phone_public=True)
    team = replace(knowledge.team, members=(first, *knowledge.team.members[1:]))
    entry = replace(
        BEES, answer="Appelez le 06 12 34 56 78.", questions=tuple(f"question {n}" for n in range(20)), facts=FACTS
    )
    assert list(findings({"abeilles": entry}, GLOSSARY, 150, team)) == []
    hidden = replace(team, members=(replace(first, phone_public=False), *team.members[1:]))
    assert len(list(findings({"abeilles": entry}, GLOSSARY, 150, hidden))) == 1
