"""A restored backup gives nobody a right that ended since, nor a used link back, on both databases."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.address import Address
from storage.backup.restore import restore
from storage.backup.write import write_backup
from storage.consents import keep_consent, withdraw_consent
from storage.database import Database
from storage.dialogues import Dialogue, keep_dialogue
from storage.ended_roles import end_roles
from storage.office import OfficeLink, OfficeSession
from storage.people import meet
from storage.roles import Invitation, Role, roles_named, use_invitation
from storage.schema import migrate
from storage.subscriptions import subjects_of, subscribe, unsubscribe
from tests.storage.filling import NOW, contents

CHLOE, KARINE = "Chloé Rivolet", "Karine Machat"
HOUR = timedelta(hours=1)
TOKEN = "a" * 64


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.backup"


@pytest.fixture
async def new(tmp_path: Path) -> AsyncIterator[Database]:
    """Yield an empty database, where that of the backup was lost."""
    opened = Database(Address(tmp_path / "new.db", None))
    await migrate(opened)
    yield opened
    await opened.close()


async def give(database: Database, telegram_id: int, name: str, moment: datetime = NOW) -> None:
    async with database.transaction() as session:
        session.add(Role(telegram_id=telegram_id, role="team", name=name, linked_at=moment))


async def withdraw(database: Database, name: str, moment: datetime) -> None:
    async with database.transaction() as session:
        await end_roles(session, await roles_named(session, name), moment)


async def roles_linked(database: Database) -> list[tuple[int, str]]:
    async with database.reading() as session:
        return [(role.telegram_id, role.name) for role in await session.scalars(select(Role).order_by(Role.name))]


async def invite(database: Database) -> None:
    async with database.transaction() as session:
        session.add(Invitation(token_hash=TOKEN, role="team", name=CHLOE, expires_at=NOW + timedelta(days=7)))


async def usable(database: Database) -> list[str]:
    async with database.reading() as session:
        found = await session.scalars(select(Invitation))
        return [link.token_hash for link in found if link.used_at is None and link.expires_at > NOW + HOUR]


async def test_role_withdrawn_since_the_backup_stays_ended_however_often_it_is_restored(
    database: Database, file: Path
) -> None:
    await give(database, 101, CHLOE)
    await give(database, 102, KARINE)
    async with database.transaction() as session:
        await meet(session, 101, NOW)
        await keep_dialogue(session, 101, "draft", {}, NOW)
    await write_backup(database, file, NOW + HOUR)
    await withdraw(database, CHLOE, NOW + 2 * HOUR)
    for _ in range(3):
        assert (await restore(database, file)).withdrawn == 1
        assert await roles_linked(database) == [(102, KARINE)]
    async with database.reading() as session:
        assert list(await session.scalars(select(Dialogue))) == []


async def test_role_linked_again_before_the_backup_is_kept(database: Database, file: Path) -> None:
    await give(database, 101, CHLOE)
    await withdraw(database, CHLOE, NOW + HOUR)
    await give(database, 101, CHLOE, NOW + 2 * HOUR)
    await write_backup(database, file, NOW + 3 * HOUR)
    assert (await restore(database, file)).withdrawn == 0
    assert await roles_linked(database) == [(101, CHLOE)]


async def test_role_withdrawn_and_linked_again_since_the_backup_is_kept(database: Database, file: Path) -> None:
    await give(database, 101, CHLOE)
    await write_backup(database, file, NOW + HOUR)
    await withdraw(database, CHLOE, NOW + 2 * HOUR)
    await give(database, 101, CHLOE, NOW + 3 * HOUR)
    assert (await restore(database, file)).withdrawn == 0
    assert await roles_linked(database) == [(101, CHLOE)]


async def test_ends_of_roles_travel_with_backups(database: Database, new: Database, file: Path, tmp_path: Path) -> None:
    """A role withdrawn here is known to a later backup; where that is restored, an older one gives nothing back."""
    await give(database, 101, CHLOE)
    await write_backup(database, file, NOW + HOUR)
    await withdraw(database, CHLOE, NOW + 2 * HOUR)
    await write_backup(database, tmp_path / "later.backup", NOW + 3 * HOUR)
    await restore(new, tmp_path / "later.backup")
    assert (await restore(new, file)).withdrawn == 1
    assert await roles_linked(new) == []


async def test_roles_come_back_where_the_database_was_lost(database: Database, new: Database, file: Path) -> None:
    await give(database, 101, CHLOE)
    await write_backup(database, file, NOW + HOUR)
    assert (await restore(new, file)).withdrawn == 0
    assert await roles_linked(new) == [(101, CHLOE)]


async def test_ended_role_names_nobody(database: Database) -> None:
    await give(database, 987_654_321, CHLOE)
    await withdraw(database, CHLOE, NOW)
    kept = await contents(database)
    assert len(kept["ended_roles"]) == 1
    assert "987654321" not in str(kept)
    assert CHLOE not in str(kept)


async def test_link_used_since_the_backup_stays_used(database: Database, file: Path) -> None:
    await invite(database)
    await write_backup(database, file, NOW)
    async with database.transaction() as session:
        assert await use_invitation(session, TOKEN, 102, NOW + HOUR)
    for _ in range(2):
        await restore(database, file)
        assert await usable(database) == []
        async with database.transaction() as session:
            assert not await use_invitation(session, TOKEN, 103, NOW + HOUR)


async def test_link_ended_since_the_backup_stays_ended(database: Database, file: Path) -> None:
    await invite(database)
    await write_backup(database, file, NOW)
    async with database.transaction() as session:
        await session.execute(Invitation.__table__.delete())
    assert ((await restore(database, file)).closed, await usable(database)) == (1, [])


async def test_link_still_unused_stays_usable(database: Database, file: Path) -> None:
    await invite(database)
    await write_backup(database, file, NOW)
    assert ((await restore(database, file)).closed, await usable(database)) == (0, [TOKEN])


async def test_announcement_stopped_since_the_backup_stays_stopped(database: Database, file: Path) -> None:
    async with database.transaction() as session:
        for telegram_id in (101, 102, 103):
            await subscribe(session, telegram_id, "visios", "Oui", NOW)
    await write_backup(database, file, NOW)
    async with database.transaction() as session:
        await unsubscribe(session, 101, ["visios"], NOW + HOUR)
        await unsubscribe(session, 103, ["visios"], NOW + HOUR)
        await subscribe(session, 103, "visios", "Oui", NOW + 2 * HOUR)
    for _ in range(2):
        assert (await restore(database, file)).stopped == 1
    async with database.reading() as session:
        held = [await subjects_of(session, telegram_id) for telegram_id in (101, 102, 103)]
    assert held == [set(), {"visios"}, {"visios"}]


async def test_consent_taken_back_since_the_backup_is_not_given_again(database: Database, file: Path) -> None:
    async with database.transaction() as session:
        for telegram_id in (101, 102):
            (await meet(session, telegram_id, NOW)).place_kept = True
            await keep_consent(session, telegram_id, "place", "Oui", NOW)
    await write_backup(database, file, NOW)
    async with database.transaction() as session:
        await withdraw_consent(session, 101, "place")
        (await meet(session, 101, NOW)).place_kept = False
    assert (await restore(database, file)).stopped == 1
    kept = await contents(database)
    assert [row["telegram_id"] for row in kept["consents"]] == [102]
    assert [(row["telegram_id"], row["place_kept"]) for row in kept["people"]] == [(101, False), (102, True)]


async def test_consents_come_back_where_the_database_was_lost(database: Database, new: Database, file: Path) -> None:
    async with database.transaction() as session:
        await meet(session, 101, NOW)
        await keep_consent(session, 101, "place", "Oui", NOW)
        await subscribe(session, 101, "visios", "Oui", NOW)
    await write_backup(database, file, NOW)
    assert (await restore(new, file)).stopped == 0
    assert await contents(new) == await contents(database)


async def test_no_link_of_a_backup_is_usable_where_the_database_was_lost(
    database: Database, new: Database, file: Path
) -> None:
    await invite(database)
    await write_backup(database, file, NOW)
    assert ((await restore(new, file)).closed, await usable(new)) == (1, [])


async def test_office_is_closed_by_a_restore(database: Database, file: Path) -> None:
    async with database.transaction() as session:
        session.add(OfficeSession(token_hash=TOKEN, telegram_id=101, device="phone", begun_at=NOW, ends_at=NOW + HOUR))
        session.add(OfficeLink(token_hash=TOKEN, telegram_id=101, expires_at=NOW + HOUR))
    await write_backup(database, file, NOW)
    await restore(database, file)
    kept = await contents(database)
    assert (kept["office_sessions"], kept["office_links"]) == ([], [])
