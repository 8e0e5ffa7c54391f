"""An entry as it is served: the sentence asked for first, its own source, the rest behind a button, the next step."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.answers.entry import answer, rest
from handlers.talk.replies import Button
from knowledge.base.entry import Approval, Entry
from knowledge.base.facts import Fact, Next, Source, Step
from knowledge.snapshot import Knowledge

REGION, BOOK = Source("la Région", "https://a.fr", "2025", "region"), Source("un livre", None, "2026", "livre")
OWN = Fact(("qui paie",), "La Région paie 5 € (2026).", BOOK, date(2026, 12, 31))
SAID = Fact(("et le reste",), "Le reste, non.")


@pytest.fixture
def bees(knowledge: Knowledge) -> Entry:
    return replace(
        knowledge.entries["ami-region"],
        answer="**Elle paie la moitié.** Le reste, non.\n\nDemandez.",
        more="Plus loin.",
        sources=(REGION, BOOK),
        carried=(("Le reste, non", BOOK),),
        facts=(OWN, SAID),
        related=(),
        next=None,
    )


def test_sentence_asked_for_comes_first_in_bold_with_its_source(bees: Entry, knowledge: Knowledge) -> None:
    said = answer(bees, knowledge, "87", fact=SAID).html
    assert said.startswith(
        "<b>Le reste, non.</b>\n\nElle paie la moitié.\n\nDemandez.\n\n<i>Source : un livre, 2026, et 1"
    )
    said = answer(bees, knowledge, "87", fact=OWN).html
    assert said.startswith("<b>La Région paie 5 € (2026).</b>\n\nElle paie la moitié. Le reste, non.\n\nDemandez.")
    assert "Source : un livre, 2026" in said
    said = answer(bees, knowledge, "87").html
    assert said.startswith("<b>Elle paie la moitié.</b> Le reste, non.\n\nDemandez.\n\n<i>Source : la Région, 2025")


def test_delegate_of_a_place_named_in_the_question_confirms(bees: Entry, knowledge: Knowledge) -> None:
    shown = answer(replace(bees, next=Next(Step.TALK)), knowledge, None, knowledge.places.find("Guéret"))
    assert "À confirmer auprès de Karine Machat." in shown.html
    assert shown.rows[0][0].label == "Parler à Karine Machat"


def test_figure_past_its_date_is_said_to_be_old(bees: Entry, knowledge: Knowledge) -> None:
    old = "Chiffres à revérifier depuis le 31 décembre 2026 : ils ont pu changer."
    assert old not in answer(bees, knowledge, "87", fact=OWN, today=date(2026, 12, 31)).html
    assert old in answer(bees, knowledge, "87", fact=OWN, today=date(2027, 1, 1)).html
    assert "revérifier" not in answer(bees, knowledge, "87", fact=SAID, today=date(2030, 1, 1)).html
    money = replace(bees, answer="**Elle donne 5 € (2026).**", review_by=date(2027, 1, 31))
    assert "revérifier depuis le 31 janvier 2027" in answer(money, knowledge, "87", today=date(2027, 2, 1)).html
    approved = replace(money, approval=Approval("Chloé Rivolet", date(2027, 2, 1)))
    assert "revérifier" not in answer(approved, knowledge, "87", today=date(2027, 2, 1)).html


@pytest.mark.parametrize(
    ("step", "department", "button"),
    [
        (Next(Step.LINK, "https://a.fr", "Lire"), "87", Button("Lire", url="https://a.fr")),
        (Next(Step.CALL), "87", Button("Être rappelé", "humain:0:appel")),
        (Next(Step.TALK), "87", Button("Parler à Karine Machat", "humain")),
        (Next(Step.TALK), None, Button("Parler à quelqu'un", "humain")),
        (Next(Step.COMMAND, "supprimer"), "87", None),
        (None, "87", None),
    ],
)
def test_next_step_is_the_first_button(
    bees: Entry, knowledge: Knowledge, step: Next | None, department: str | None, button: Button | None
) -> None:
    rows = [list(row) for row in answer(replace(bees, next=step), knowledge, department).rows]
    more = [Button("En savoir plus", "plus:ami-region")]
    assert rows[:-1] == [*([[button]] if button else []), more]


def test_answer_that_ends_on_the_delegate_has_the_button_to_her(bees: Entry, knowledge: Knowledge) -> None:
    asking = replace(
        bees, answer="**Elle paie.** Demandez à votre déléguée.", next=Next(Step.LINK, "https://a.fr", "Lire")
    )
    labels = [row[0].label for row in answer(asking, knowledge, "87").rows]
    assert labels[:3] == ["Lire", "Parler à Karine Machat", "En savoir plus"]


def test_rest_of_an_answer_has_its_source_and_the_next_step(bees: Entry, knowledge: Knowledge) -> None:
    shown = rest(replace(bees, next=Next(Step.CALL)), knowledge, "87")
    assert shown.plain.startswith("Plus loin.\n\nSource : la Région, 2025, et 1 autre source.")
    assert [button.label for row in shown.rows for button in row] == ["Être rappelé"]
    assert len(answer(replace(bees, more="", next=None), knowledge, "87").rows) == 1
