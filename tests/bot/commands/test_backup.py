"""`aiguilleur backup` and `restore`, beside a bot at work, on both databases."""

import asyncio
import os
import re
import resource
import secrets
import sys
from pathlib import Path

import pytest
from telegram import BotCommandScopeChat

from bot.demo.people import Person
from bot.demo.server import LocalTelegram
from bot.ingress import Taken
from storage.address import Address
from storage.database import Database
from storage.outbox import State
from storage.records import METADATA
from storage.schema import migrate
from tests.bot.commands.console import KEPT, console
from tests.forked import fork
from tests.house import Ground, link, settled
from tests.lasting import Lasting
from tests.storage.filling import contents, fill_every_table, message, write

ROOT = Path(__file__).parents[3]
SMALLEST_DISK = 64 * 1024


def url_of(address: Address) -> str:
    return address.dsn or f"sqlite:///{address.path}"


async def aiguilleur(address: Address, *arguments: object) -> tuple[int, str, str]:
    """Return exit code, standard output, standard error."""
    shown = await asyncio.to_thread(console, *arguments, DATABASE_URL=url_of(address))
    return shown.returncode, shown.stdout, shown.stderr


def environment(address: Address) -> dict[str, str]:
    return {name: os.environ[name] for name in KEPT if name in os.environ} | {"DATABASE_URL": url_of(address)}


async def process(address: Address, *arguments: object, largest_file: int) -> tuple[int, str, str]:
    """Run the command as a process; return exit code, standard output, standard error."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *map(str, arguments), env=environment(address), cwd=ROOT,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, preexec_fn=limit,
    )  # fmt: skip
    out, errors = await asyncio.wait_for(started.communicate(), 60)
    return started.returncode or 0, out.decode(), errors.decode()


async def test_backup_and_restore_say_what_they_did(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "a.backup"
    await fill_every_table(database)
    before = await contents(database)
    rows = sum(map(len, before.values()))
    code, out, errors = await aiguilleur(database.address, "backup", file)
    size = file.stat().st_size
    assert (code, out, errors) == (0, f"{file}: {rows} rows of {len(before)} tables, {size} bytes\n", "")
    await write(database, message())
    code, out, errors = await aiguilleur(database.address, "restore", file)
    first, *others = out.splitlines()
    assert re.fullmatch(rf"{rows} rows restored, as of \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d", first)
    assert (code, errors, others) == (0, "", [
        "0 messages that waited then are held: they will not leave by themselves",
        "1 messages that wait now will leave",
        "0 roles that ended since then stay ended",
        "0 invitation links are closed, as they may have been used since: make new ones",
        "0 subscriptions and consents that people ended since then stay ended",
        "0 people erased since then were erased again",
    ])  # fmt: skip


async def test_backup_restores_into_a_database_that_is_not_there_yet(tmp_path: Path) -> None:
    first, second = (Database(Address(tmp_path / name / "aiguilleur.db", None)) for name in ("first", "second"))
    (tmp_path / "first").mkdir()
    await migrate(first)
    await fill_every_table(first)
    await aiguilleur(first.address, "backup", tmp_path / "a.backup")
    code, _, _ = await aiguilleur(second.address, "restore", tmp_path / "a.backup")
    found, expected = await contents(second), await contents(first)
    news = [row for row in found["outbox"] if row["method"] == "set_my_commands"]
    found["outbox"] = [row for row in found["outbox"] if row not in news]
    expected |= {"office_links": [], "office_sessions": []}  # nobody stays in the office
    assert (code, found) == (0, expected)
    assert [row["chat_id"] for row in news] == [role["telegram_id"] for role in expected["roles"]]
    await first.close()
    await second.close()


async def test_existing_file_is_replaced_only_with_force(tmp_path: Path) -> None:
    file, database = tmp_path / "a.backup", Database(Address(tmp_path / "a.db", None))
    await migrate(database)
    await database.close()
    file.write_text("precious")
    refused = await aiguilleur(database.address, "backup", file)
    assert refused == (
        1, "", f"aiguilleur: {file} exists already: name another file, or add --force to replace it\n"
    )  # fmt: skip
    assert file.read_text() == "precious"
    assert (await aiguilleur(database.address, "backup", file, "--force"))[0] == 0


async def test_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    file, database = tmp_path / "kept" / "a.backup", Database(Address(tmp_path / "a.db", None))
    file.parent.mkdir()
    await migrate(database)
    await write(database, *(message(text=secrets.token_hex(1000)) for _ in range(200)))
    file.write_text("the last good one")
    told = await process(database.address, "backup", file, "--force", largest_file=SMALLEST_DISK)
    assert told == (
        1, "", f"aiguilleur: {file} was not written (File too large): make room, or write elsewhere\n"
    )  # fmt: skip
    assert [(path.name, path.read_text()) for path in file.parent.iterdir()] == [("a.backup", "the last good one")]
    await database.close()


async def test_disk_that_fills_while_restoring_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    large, small = (Database(Address(tmp_path / name, None)) for name in ("large.db", "small.db"))
    await migrate(large)
    await migrate(small)
    await write(large, *(message(text=secrets.token_hex(1000)) for _ in range(300)))
    await fill_every_table(small)
    before = await contents(small)
    await aiguilleur(large.address, "backup", tmp_path / "a.backup")
    code, out, errors = await process(small.address, "restore", tmp_path / "a.backup", largest_file=256 * 1024)
    assert (code, out, errors.count("\n")) == (1, "", 1)
    assert errors.startswith(f"aiguilleur: the database at {small.address} could not be changed, and is as it was (")
    assert await contents(small) == before
    await large.close()
    await small.close()


async def test_damaged_backup_is_one_line(tmp_path: Path) -> None:
    database, file = Database(Address(tmp_path / "a.db", None)), tmp_path / "a.backup"
    await migrate(database)
    await database.close()
    await aiguilleur(database.address, "backup", file)
    file.write_bytes(file.read_bytes()[:-20])
    assert await aiguilleur(database.address, "restore", file) == (
        1, "", f"aiguilleur: {file} is cut short: nothing was changed, take another backup\n"
    )  # fmt: skip


async def test_missing_database_is_one_line_and_is_not_made(tmp_path: Path) -> None:
    address = Address(tmp_path / "a.db", None)
    told = await aiguilleur(address, "backup", tmp_path / "a.backup")
    assert told == (1, "", f"aiguilleur: there is no database at {address}: check DATABASE_URL\n")
    assert list(tmp_path.iterdir()) == []


async def test_unreachable_database_is_one_line_without_its_secret(tmp_path: Path) -> None:
    address = Address(None, "postgresql://u:secret@127.0.0.1:1/a")
    code, out, errors = await aiguilleur(address, "backup", tmp_path / "a.backup")
    assert (code, out, errors.count("\n"), "secret" in errors) == (1, "", 1, False)


@pytest.fixture
async def here(lasting: Lasting) -> Ground:
    return await lasting.as_new()


async def keep_asking(telegram: LocalTelegram, first: int, stop: asyncio.Event) -> list[Person]:
    """Let one person after the other ask, each once the one before was answered, until `stop`."""
    people: list[Person] = []
    while not stop.is_set():
        people.append(telegram.person(id=first + len(people), first_name="Aïcha"))
        (said,) = await people[-1].ask("Guéret", timeout=30)
        assert "votre déléguée est Karine Machat." in said.text
        await asyncio.sleep(0.05)  # leaves the processor to the commands
    return people


async def test_people_are_answered_once_each_while_backups_and_restores_go_on(here: Ground, tmp_path: Path) -> None:
    file, stop = tmp_path / "a.backup", asyncio.Event()
    chats = [asyncio.create_task(keep_asking(here.telegram, 10_000 * number, stop)) for number in (1, 2)]
    codes = []
    for command in (("backup", file, "--force"), ("restore", file)):
        apart = await fork(
            "bot", *map(str, command), environ=environment(here.settings.database), written=tmp_path / "written"
        )
        codes.append(await apart.wait())
    for command in (("backup", file, "--force"), ("restore", file)):
        codes.append((await aiguilleur(here.settings.database, *command))[0])
    stop.set()
    people = await asyncio.gather(*chats)
    await settled(here)
    assert {len(person.received) for asked in people for person in asked} == {1}
    assert (codes, min(map(len, people)) > 0) == ([0] * 4, True)
    assert [row["state"] for row in (await contents(here.house.database))["outbox"]].count(State.WAITING) == 0


async def test_update_repeated_by_telegram_after_a_restore_does_nothing(here: Ground, tmp_path: Path) -> None:
    file = tmp_path / "a.backup"
    await aiguilleur(here.settings.database, "backup", file)
    person = {"id": 101, "first_name": "Aïcha", "is_bot": False}
    chat = {"id": 101, "type": "private"}
    words = {"message_id": 1, "date": 1, "chat": chat, "from": person, "text": "Guéret"}
    payload = {"update_id": 900_000_001, "message": words}
    assert await here.house.ingress.take(payload) == Taken.HANDLED
    await aiguilleur(here.settings.database, "restore", file)
    assert await here.house.ingress.take(payload) == Taken.REPEATED


async def test_messages_of_a_backup_do_not_leave_twice_nor_by_themselves(here: Ground, tmp_path: Path) -> None:
    """The backup is taken in the middle of an announcement, and restored once it has left."""
    file = tmp_path / "a.backup"
    people = [here.telegram.person(id=200 + number, first_name="Léo") for number in range(6)]
    for person in people:
        await person.ask("/start")
    await settled(here)
    here.telegram.faults.down = True
    announced = [message(person.user.id, "La visio est jeudi.", priority=3) for person in people]
    await write(here.house.database, *announced)
    await aiguilleur(here.settings.database, "backup", file)
    here.telegram.faults.down = False
    for person in people:
        await person.wait_for(2)
    _, told, _ = await aiguilleur(here.settings.database, "restore", file)
    assert "0 messages that waited then are held" in told
    async with here.house.database.transaction() as session:
        await session.execute(METADATA.tables["outbox"].delete())
    _, told, _ = await aiguilleur(here.settings.database, "restore", file)
    assert "6 messages that waited then are held" in told
    await people[0].ask("/aide")
    assert [len(person.received) for person in people] == [3, *[2] * 5]


async def test_person_erased_in_the_chat_stays_erased_after_a_restore(here: Ground, tmp_path: Path) -> None:
    file = tmp_path / "a.backup"
    aicha = here.telegram.person(id=101, first_name="Aïcha")
    await aicha.ask("Guéret")
    await aiguilleur(here.settings.database, "backup", file)
    (asked,) = await aicha.ask("/supprimer")
    await aicha.press(asked.message_id, "Tout effacer")
    await aicha.wait_for(1, after=asked.message_id)
    _, told, _ = await aiguilleur(here.settings.database, "restore", file)
    assert told.splitlines()[-1] == "1 people erased since then were erased again"
    (answer,) = await aicha.ask("combien paie l'AMI de la Région ?")
    assert "À confirmer auprès de votre déléguée." in answer.text


async def test_commands_shown_follow_the_roles_that_a_restore_gives_and_takes(here: Ground, tmp_path: Path) -> None:
    file = tmp_path / "a.backup"
    chloe, karine = (here.telegram.person(id=number, first_name="Staff") for number in (204, 201))
    await link(here, chloe, "team", "Chloé Rivolet")
    await aiguilleur(here.settings.database, "backup", file)
    await link(here, karine, "delegate", "Karine Machat")
    async with here.house.database.transaction() as session:
        await session.execute(METADATA.tables["roles"].delete())  # as where the database was lost
    await here.house.bot.delete_my_commands(scope=BotCommandScopeChat(204))
    assert (await shown(here, 204), "dossiers" in await shown(here, 201)) == ([], True)
    await aiguilleur(here.settings.database, "restore", file)
    await settled(here)
    assert "inviter" in await shown(here, 204)
    await link(here, karine, "delegate", "Karine Machat")
    await aiguilleur(here.settings.database, "restore", file)
    await settled(here)
    assert ("inviter" in await shown(here, 204), "dossiers" in await shown(here, 201)) == (True, False)


async def shown(here: Ground, chat_id: int) -> list[str]:
    await settled(here)
    return [one.command for one in await here.house.bot.get_my_commands(scope=BotCommandScopeChat(chat_id))]
