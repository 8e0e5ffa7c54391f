"""`aiguilleur doctor`, in health and for each trouble: a line with its fix, and nothing is changed."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import text

from bot.__main__ import main
from bot.demo.server import LocalTelegram
from knowledge.snapshot import Knowledge
from storage.address import Address
from storage.database import Database
from storage.schema import Tables, look_at_tables, migrate
from tests.house import TOKEN, Ground, link, local_telegram, running, settings_for
from tests.storage.next_version import release_next_version


@pytest.fixture
async def telegram(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[LocalTelegram]:
    async with local_telegram() as server:
        monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
        monkeypatch.setenv("TELEGRAM_API_URL", server.url)
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/data/a.db")
        yield server


Said = tuple[int, dict[str, str]]


@pytest.fixture
def doctor(capsys: pytest.CaptureFixture[str]) -> "Doctor":
    return Doctor(capsys)


class Doctor:
    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    async def says(self) -> Said:
        """Return the exit code, and the line about each thing."""
        code = await asyncio.to_thread(main, ["doctor"])
        lines = self._capsys.readouterr().out.splitlines()
        return code, {line[6:].partition(":")[0]: line for line in lines}


async def test_all_is_well_once_the_bot_has_run_and_a_team_is_linked(
    telegram: LocalTelegram, tmp_path: Path, knowledge: Knowledge, doctor: Doctor
) -> None:
    settings = await settings_for(telegram, Address(tmp_path / "data" / "a.db", None))
    async with running(settings, knowledge) as house:
        await link(
            Ground(telegram, house, settings), telegram.person(id=204, first_name="Chloé"), "team", "Chloé Rivolet"
        )
    code, said = await doctor.says()
    assert code == 0
    checks = ["token", "webhook", "clock", "running", "database", "team", "knowledge", "mail"]
    assert list(said) == [*checks, "delegates", "facts", "answers", "doors"]
    assert said["delegates"].startswith("to do delegates: not linked: Karine Machat, Elodie Truong, Sophie Jadin: run ")
    assert said["facts"] == "to do facts: 12 that only the team knows are missing: /completer in the chat"
    assert said["doors"] == "to do doors: 3 of these stand before opening them"
    assert said["database"] == f"ok    database: sqlite:///{tmp_path}/data/a.db"
    assert said["team"] == "ok    team: 1 linked"
    assert said["webhook"].startswith("ok    webhook: none, long polling; ")


async def test_before_the_first_run_it_says_what_will_be_and_makes_nothing(
    telegram: LocalTelegram, tmp_path: Path, doctor: Doctor
) -> None:
    code, said = await doctor.says()
    assert code == 1
    assert said["database"] == (
        f"ok    database: sqlite:///{tmp_path}/data/a.db has no tables yet: "
        "aiguilleur run will bring it to this version"
    )
    assert said["team"].startswith("FIX   team: nobody is linked: run aiguilleur invite team ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("revision", "tables", "line"),
    [
        ("0012", Tables.UNRELEASED, "FIX   database: {} has tables made before the first release: move it away"),
        ("9999", Tables.NEWER, "FIX   database: {} has tables of a newer version: install the version of aiguilleur"),
    ],
)
async def test_tables_of_another_version_are_told_and_left_as_they_are(
    telegram: LocalTelegram, tmp_path: Path, doctor: Doctor, revision: str, tables: Tables, line: str
) -> None:
    database = Database(Address(tmp_path / "data" / "a.db", None))
    await migrate(database)
    async with database.transaction() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})
    _, said = await doctor.says()
    assert said["database"].startswith(line.format(f"sqlite:///{tmp_path}/data/a.db"))
    assert await look_at_tables(database) == tables
    await database.close()


async def test_tables_of_an_older_version_are_told_and_left_as_they_are(
    telegram: LocalTelegram, tmp_path: Path, doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(Address(tmp_path / "data" / "a.db", None))
    await migrate(database)
    release_next_version(monkeypatch, tmp_path)
    _, said = await doctor.says()
    assert said["database"] == (
        f"ok    database: sqlite:///{tmp_path}/data/a.db has tables of an older version: "
        "aiguilleur run will bring it to this version"
    )
    assert await look_at_tables(database) == Tables.OLDER
    await database.close()


async def test_database_out_of_reach_is_a_line(
    telegram: LocalTelegram, monkeypatch: pytest.MonkeyPatch, doctor: Doctor
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://bot:hush@127.0.0.1:1/aiguilleur?sslmode=disable")
    code, said = await doctor.says()
    assert code == 1
    assert said["database"].startswith("FIX   database: postgresql://")
    assert said["database"].endswith(": check DATABASE_URL")
    assert "hush" not in "".join(said.values())


async def test_token_that_telegram_does_not_know(
    telegram: LocalTelegram, monkeypatch: pytest.MonkeyPatch, doctor: Doctor
) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "4242:another-token")
    code, said = await doctor.says()
    assert (code, said["token"]) == (1, "FIX   token: Telegram does not know it: ask BotFather for the right one")


async def test_address_where_nothing_answers(
    telegram: LocalTelegram, monkeypatch: pytest.MonkeyPatch, doctor: Doctor
) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:1")
    code, said = await doctor.says()
    assert code == 1
    assert said["address"].endswith("does not answer (NotConnected): check TELEGRAM_API_URL")
    assert said["clock"].endswith("gives no time to compare with: check the network")


async def test_webhook_left_by_another_machine(telegram: LocalTelegram, doctor: Doctor) -> None:
    async with aiohttp.ClientSession() as session:
        await session.post(f"{telegram.url}/bot{TOKEN}/setWebhook", json={"url": "http://127.0.0.1:9/telegram"})
    code, said = await doctor.says()
    assert code == 1
    assert said["webhook"] == (
        "FIX   webhook: set to 'http://127.0.0.1:9/telegram' instead of '': start aiguilleur run once"
    )


async def test_what_stops_two_checks_is_said_once_and_a_folder_that_takes_no_file_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("TELEGRAM_TOKEN", raising=False)
    monkeypatch.setenv("DATABASE_URL", "sqlite:////proc/nowhere/a.db")
    assert await asyncio.to_thread(main, ["doctor"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if "TELEGRAM_TOKEN" in line] == [
        "FIX   token: TELEGRAM_TOKEN is missing: put the token that BotFather gave in it"
    ]
    assert "FIX   database: /proc may not be written to: check DATABASE_URL" in lines


@pytest.mark.parametrize(
    ("listed", "said"),
    [("meetings", "no meeting to come\n"), ("announcements", "no announcement\n"), ("cases", "no open case\n")],
)
async def test_empty_list_says_so(
    monkeypatch: pytest.MonkeyPatch, sqlite_address: Address, capsys: pytest.CaptureFixture[str], listed: str, said: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", str(sqlite_address))
    assert await asyncio.to_thread(main, [listed, "list"]) == 0
    assert capsys.readouterr().out == said
