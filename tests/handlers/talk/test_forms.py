"""What every form of the bot keeps to, including those to come."""

import json
from dataclasses import asdict

import pytest

from handlers.announcements.draft import Draft as Announced
from handlers.cases.core.piece import KeptPiece
from handlers.cases.person.callback import CallBack
from handlers.cases.person.form_draft import DemandDraft as Demand
from handlers.meetings.form import Registering
from handlers.places.asked import Where
from handlers.reception.declarations import DECLARATIONS
from handlers.talk.stored_answers import read_back
from tests.stories.test_danger_in_each_form import WAYS, WHOLE

FORMS = [form for one in DECLARATIONS for form in one.forms]


def test_danger_is_said_in_each_form_at_each_question() -> None:
    asked = {f"{form.name}:{step}" for form in FORMS for step in form.steps}
    told = {*WAYS, *WHOLE} - {"place"}
    assert asked == told, "a question that takes words has its line in tests/stories/test_danger_in_each_form.py"


def test_names_of_forms_are_their_own() -> None:
    names = [form.name for form in FORMS]
    assert sorted(names) == sorted(set(names))


def test_answers_are_read_back_as_they_were_kept() -> None:
    for answers in (
        Registering(7, "affiche", "Mia", "Mia Roy", Where("Niort (79)", "79", "79191"), "idee"),
        Demand(
            "fdva",
            "ami-depot",
            Where(),
            (KeptPiece(3, "texte", "Bonjour"), KeptPiece(4, "photo", album="a")),
            danger=("fire",),
        ),
        Announced(content={"html": "Bonjour", "file_id": None}, previews=(1, 2)),
    ):
        kept = json.loads(json.dumps(asdict(answers)))
        assert read_back(type(answers), kept) == answers


@pytest.mark.parametrize(
    "kept",
    [
        {"case": "12"},
        {},
        {"case": 12, "phone": True},
        {"case": 12, "number": "06"},
        {"case": None},
    ],
)
def test_answers_of_another_shape_are_none(kept: dict[str, object]) -> None:
    assert read_back(CallBack, kept) is None
