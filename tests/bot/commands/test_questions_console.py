"""`aiguilleur questions`, while the bot runs: what found no good answer is listed, added, dropped."""

import asyncio
import json
from collections.abc import AsyncIterator
from copy import copy
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.__main__ import main
from bot.clock import machine_now
from bot.demo.people import Person
from handlers.curation import acts
from knowledge.base.overlay import ADDED
from knowledge.finder.workshop import Workshop
from knowledge.snapshot import Knowledge
from storage.address import Address
from storage.curation import BaseChange, begin_change
from tests.house import TOKEN, Ground, ground

ODD = "vous remboursez les frais de permis de conduire ?"


@pytest.fixture
async def here(
    sqlite_address: Address, few: Knowledge, tenth: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> AsyncIterator[Ground]:
    """Yield a bot on a tenth of the base, which keeps what it learns where the console finds it."""
    finder = copy(few.understanding.finder)
    finder.workshop = Workshop(tmp_path / "learned")
    mine = replace(few, understanding=replace(few.understanding, finder=finder))
    async with ground(sqlite_address, mine, webhook=True) as ready:
        monkeypatch.setenv("DATA_DIR", str(tmp_path))
        monkeypatch.setenv("KNOWLEDGE_DIR", str(tenth))
        monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{sqlite_address.path}")
        yield ready


@pytest.fixture
def aicha(here: Ground) -> Person:
    return here.telegram.person(id=101, first_name="Aïcha")


async def console(*arguments: str) -> int:
    return await asyncio.to_thread(main, list(arguments))


async def test_alike_questions_are_one_group_that_becomes_a_wording(
    here: Ground, aicha: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await console("questions", "list") == 0
    assert capsys.readouterr().out == "no question waits\n"
    await aicha.ask("Guéret")
    await aicha.ask(ODD)
    await aicha.ask("remboursez vous les frais de permis de conduire")
    assert await console("questions", "list", "--json") == 0
    (shown,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert shown == {
        "id": 1, "count": 2, "text": ODD, "reason": "unknown", "departments": {"23": 2},
        "texts": [ODD, "remboursez vous les frais de permis de conduire"],
    }  # fmt: skip
    assert await console("questions", "add", "2", "--to", "fdva") == 0
    assert capsys.readouterr().out == f"« {ODD} » is a wording of fdva; 2 questions dropped\n"
    await here.house.keeper.look()
    assert ODD in here.house.keeper.current().learned["fdva"]
    assert await console("ask", "--json", ODD) == 0
    assert json.loads(capsys.readouterr().out)["entry"] == "fdva"


async def test_list_keeps_to_one_department(here: Ground, aicha: Person, capsys: pytest.CaptureFixture[str]) -> None:
    await aicha.ask("Guéret")
    await aicha.ask(ODD)
    await here.telegram.person(id=102).ask("remboursez vous les frais de permis de conduire")
    assert await console("questions", "list", "--department", "23") == 0
    assert capsys.readouterr().out == f"1\t1 ×\tunknown\t23\t{ODD}\n"
    assert await console("questions", "list", "--department", "none") == 0
    assert capsys.readouterr().out == "2\t1 ×\tunknown\t-\tremboursez vous les frais de permis de conduire\n"
    assert await console("questions", "list", "--department", "79") == 0
    assert capsys.readouterr().out == "no question waits\n"


async def test_group_is_dropped(here: Ground, aicha: Person, capsys: pytest.CaptureFixture[str]) -> None:
    await aicha.ask(ODD)
    assert await console("questions", "drop", "1") == 0
    assert await console("questions", "list") == 0
    assert capsys.readouterr().out == "1 questions dropped\nno question waits\n"


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (("add", "1", "--to", "nothing"), 2, "aiguilleur: there is no entry 'nothing'"),
        (("add", "9", "--to", "fdva"), 2, "aiguilleur: no question has the number 9: see aiguilleur questions list"),
        (
            ("list", "--department", "Niort"),
            2,
            "aiguilleur: 'Niort' is not a department: write its code, as 79, or none",
        ),
        (("drop", "9"), 2, "aiguilleur: no question has the number 9: see aiguilleur questions list"),
    ],
)
async def test_what_is_not_there_is_one_line(
    here: Ground, aicha: Person, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, line: str
) -> None:
    await aicha.ask(ODD)
    assert await console("questions", *arguments) == code
    assert capsys.readouterr().err == f"{line}\n"


async def test_wording_that_the_team_adds_at_the_same_time_is_refused_and_no_question_dropped(
    here: Ground, aicha: Person, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def after_the_team(session: AsyncSession) -> None:
        change = {"entry": "fdva", "kind": ADDED, "old": "", "new": ODD, "base": ""}
        session.add(BaseChange(**change, by="Chloé Rivolet", made_at=machine_now()))
        await begin_change(session)

    await aicha.ask(ODD)
    monkeypatch.setattr(acts, "begin_change", after_the_team)
    assert await console("questions", "add", "1", "--to", "fdva") == 1
    said = capsys.readouterr()
    assert (said.out, "the wording stands already in the entry" in said.err) == ("", True)
