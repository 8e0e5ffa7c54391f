"""`aiguilleur announce` and `announcements list`: from the command line to all who asked, while the bot runs."""

import asyncio
import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.clock import machine_now
from bot.demo.people import Person
from storage.clock import how_far_ahead, move_ahead
from storage.people import Person as Row
from storage.people import meet
from storage.subscriptions import subscribe
from tests.house import TOKEN, Ground, at_ten_tomorrow, do_now, link
from tests.lasting import Lasting

WORDS = (
    "**La visio de décembre** aura lieu jeudi.\n\n1. Venez\n2. [Inscrivez-vous](https://example.org)\n\n<i>5 < 6</i>\n"
)
SHOWN = (
    "La visio de décembre aura lieu jeudi.\n\n1. Venez\n2. Inscrivez-vous\n\n<i>5 < 6</i>\n\n"
    "Vous avez choisi « Les visios ». Pour arrêter : /stop"
)


@pytest.fixture
async def here(sqlite_lasting: Lasting, monkeypatch: pytest.MonkeyPatch) -> Ground:
    ready = await sqlite_lasting.as_new()
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API_URL", ready.telegram.url)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{ready.settings.database.path}")
    monkeypatch.setenv("DEMO_CLOCK", "1")
    await at_ten_tomorrow(ready)
    return ready


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "annonce.md"
    path.write_text(WORDS, encoding="utf-8")
    return str(path)


async def console(*arguments: str) -> int:
    return await asyncio.to_thread(main, list(arguments))


async def listed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert await console("announcements", "list", "--json") == 0
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return rows


async def sent(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Wait until the last announcement is sent, and return its row in the list."""
    async with asyncio.timeout(20):
        while (row := (await listed(capsys))[-1])["state"] != "sent":
            await asyncio.sleep(0.1)
    return row


async def sent_soon(here: Ground, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Do what is due without waiting for the next second, until the last announcement is sent."""
    async with asyncio.timeout(20):
        while (row := (await listed(capsys))[-1])["state"] != "sent":
            await do_now(here, "announcements")
    return row


async def subscriber(here: Ground, number: int, subject: str = "visios", department: str | None = None) -> Person:
    person = here.telegram.person(id=number, first_name=f"P{number}")
    await person.ask("/start")
    async with here.house.database.transaction() as session:
        row = await meet(session, number, machine_now())
        row.department, row.place_kept = department, department is not None
        await subscribe(session, number, subject, "oui", machine_now())
    return person


def heard(people: Sequence[Person]) -> list[int]:
    """Return how many announcements each received."""
    return [sum(1 for said in one.received if said.text == SHOWN) for one in people]


async def test_announcement_reaches_those_who_asked_for_its_subject_once(
    here: Ground, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    people = [await subscriber(here, 301), await subscriber(here, 302), await subscriber(here, 303, "formation")]
    assert await console("announce", file, "--subject", "visios") == 0
    assert capsys.readouterr().out == "1: 2 recipients, leaves now\n"
    row = await sent(capsys)
    assert heard(people) == [1, 1, 0]
    assert people[0].received[-1].labels == [["Ne plus recevoir"]]
    assert {name: row[name] for name in ("id", "subject", "segment", "recipients", "sent", "failed", "blocked")} == {
        "id": 1, "subject": "visios", "segment": "all", "recipients": 2, "sent": 2, "failed": 0, "blocked": 0,
    }  # fmt: skip


async def test_segment_narrows_it_to_a_department_or_a_territory(
    here: Ground, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    people = [await subscriber(here, 301, department="79"), await subscriber(here, 302, department="16"),
              await subscriber(here, 303)]  # fmt: skip
    assert await console("announce", file, "--subject", "visios", "--to", "department:79") == 0
    assert capsys.readouterr().out == "1: 1 recipients, leaves now\n"
    await sent_soon(here, capsys)
    assert await console("announce", file, "--subject", "visios", "--to", 'delegate:"Elodie Truong"') == 0
    assert capsys.readouterr().out == "2: 2 recipients, leaves now\n"
    await sent_soon(here, capsys)
    assert heard(people) == [2, 1, 0]


async def test_partners_get_theirs_apart(here: Ground, capsys: pytest.CaptureFixture[str], file: str) -> None:
    other, partner = await subscriber(here, 301), here.telegram.person(id=302, first_name="Incubateur")
    await link(here, partner, "partner", "Incubateur Emergence")
    assert await console("announce", file, "--to", "partners") == 0
    await sent_soon(here, capsys)
    assert partner.received[-1].text == SHOWN.rpartition("\n\n")[0]
    assert partner.received[-1].labels == [["Quitter mon rôle"]]
    assert heard([other]) == [0]


async def test_one_who_blocked_the_bot_is_counted_and_comes_back_by_writing(
    here: Ground, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    people = [await subscriber(here, 301), await subscriber(here, 302)]
    # Telegram's word that she blocked the bot is lost, so that the bot finds out when it writes to her.
    people[0]._private.closed_because = "bot was blocked by the user"
    assert await console("announce", file, "--subject", "visios") == 0
    row = await sent_soon(here, capsys)
    assert (row["sent"], row["blocked"], row["failed"]) == (1, 1, 0)
    people[0]._private.closed_because = None
    assert await console("announce", file, "--subject", "visios") == 0
    assert (await sent_soon(here, capsys))["recipients"] == 1
    await people[0].ask("/aide")
    assert await console("announce", file, "--subject", "visios") == 0
    assert (await sent_soon(here, capsys))["recipients"] == 2
    assert heard(people) == [1, 3]


async def test_way_out_under_it_ends_the_subject_and_is_counted(
    here: Ground, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    person = await subscriber(here, 301)
    assert await console("announce", file, "--subject", "visios") == 0
    await sent_soon(here, capsys)
    await person.press(person.received[-1].message_id, "Ne plus recevoir")
    said = await person.wait_for(lambda one: one.text.startswith("C'est fait. Vous ne recevez plus : Les visios."))
    assert said.labels == [["Choisir mes sujets"]]
    assert (await listed(capsys))[-1]["unsubscribed"] == 1
    assert await console("announce", file, "--subject", "visios") == 1
    assert capsys.readouterr().err == ("aiguilleur: nobody would receive it: nobody of this segment asked for this\n")


async def test_scheduled_one_waits_for_its_time_and_for_the_day(
    here: Ground, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    person = await subscriber(here, 301)
    async with here.house.database.reading() as session:
        now = (machine_now() + await how_far_ahead(session)).astimezone(here.settings.timezone)
    at = now.replace(hour=22, minute=30).strftime("%Y-%m-%dT%H:%M")
    assert await console("announce", file, "--subject", "visios", "--at", at) == 0
    morning = (now + timedelta(days=1)).strftime("%Y-%m-%dT08:00")
    assert capsys.readouterr().out == f"1: 1 recipients, leaves at {morning}\n"
    await _move(here, timedelta(hours=13))
    assert await console("announce", file, "--subject", "visios") == 0
    rows = await listed(capsys)
    assert [row["state"] for row in rows] == ["scheduled", "scheduled"]
    assert heard([person]) == [0]
    await _move(here, timedelta(hours=10))
    await sent_soon(here, capsys)
    assert heard([person]) == [2]


async def _move(here: Ground, much: timedelta) -> None:
    async with here.house.database.transaction() as session:
        await move_ahead(session, await how_far_ahead(session) + much)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--subject is missing: one of visios, financements, formation, reseau"),
        (["--subject", "visios", "--to", "department:75"], "'75' is not a department of the region"),
        (["--subject", "visios", "--at", "2020-01-01T10:00"],
         "this time is past: choose one to come, or leave --at out to send now"),
        (["--subject", "visios", "--at", "tomorrow"], "'tomorrow' is not a time such as 2026-12-03T12:30"),
    ],
)  # fmt: skip
async def test_wrong_use_is_one_line(
    here: Ground, capsys: pytest.CaptureFixture[str], file: str, arguments: list[str], said: str
) -> None:
    assert await console("announce", file, *arguments) == 2
    assert capsys.readouterr().err == f"aiguilleur: {said}\n"
    assert await listed(capsys) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [(b"", "is empty"), (b"\xff\xfe", "is not text in UTF-8"),
     ("é".encode() * 5000, "is 1000 characters too long for one message of Telegram"),
     (b"**Jeudi", ": '**' would be read as it is: close it, or take it out (see --help)"),
     (b"# Jeudi", ": '#' would be read as it is: close it, or take it out (see --help)"),
     (b"Voir [ici](https://example.org", ": '](' would be read as it is: close it, or take it out (see --help)"),
     (None, "cannot be read (No such file or directory)")],
)  # fmt: skip
async def test_file_that_cannot_be_sent_is_told(
    here: Ground, capsys: pytest.CaptureFixture[str], tmp_path: Path, words: bytes | None, said: str
) -> None:
    path = tmp_path / "other.md"
    if words is not None:
        path.write_bytes(words)
    assert await console("announce", str(path), "--subject", "visios") == 2
    assert capsys.readouterr().err == f"aiguilleur: {path}{'' if said.startswith(':') else ' '}{said}\n"


async def test_blocked_person_is_not_in_the_count(here: Ground, capsys: pytest.CaptureFixture[str], file: str) -> None:
    await subscriber(here, 301)
    gone = await subscriber(here, 302)
    await gone.block()
    await here.telegram.idle()
    async with here.house.database.reading() as session:
        row = (await session.get(Row, 2)) or pytest.fail("no row")
        assert row.blocked_at is not None
    assert await console("announce", file, "--subject", "visios") == 0
    assert capsys.readouterr().out == "1: 1 recipients, leaves now\n"
