"""A backup restored in the middle of an announcement: nothing leaves by itself, nobody receives it twice."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from handlers.announcements import screens
from handlers.announcements.rules import Transition
from handlers.announcements.sending import MOST_IN_OUTBOX
from knowledge.snapshot import Knowledge
from storage.announcements import AnnouncementScreen, Progress
from storage.backup.restore import restore
from storage.backup.write import write_backup
from storage.database import Database
from storage.deliveries import release_ledger
from storage.roles import Role
from tests.house import tick_at
from tests.storage.test_announcements import (
    NOON,
    act,
    announce,
    deliver_all,
    people,
    state,
    tick,
    until_sent,
    waiting,
)

MORE = 20


async def test_announcement_on_its_way_is_held_shown_and_sent_once_to_each(
    database: Database, knowledge: Knowledge, tmp_path: Path
) -> None:
    await people(database, MOST_IN_OUTBOX + MORE)
    async with database.transaction() as session:
        session.add(Role(telegram_id=1, role="team", name="Chloé Rivolet", linked_at=NOON))
    number = await announce(database)
    await tick(database, knowledge)
    await write_backup(database, tmp_path / "middle.backup", NOON)
    reached = await deliver_all(database)  # since the backup
    await tick(database, knowledge)
    await restore(database, tmp_path / "middle.backup", NOON)
    assert await state(database, number) == Progress.HELD
    await tick(database, knowledge)
    # What was queued before the restore leaves, and nothing more does.
    assert [row.chat_id for row in await waiting(database)] == list(
        range(MOST_IN_OUTBOX + 1, MOST_IN_OUTBOX + MORE + 1)
    )
    reached += await deliver_all(database)
    async with database.transaction() as session:
        await screens.refresh(tick_at(session, NOON, knowledge))
        assert [one.telegram_id for one in await session.scalars(select(AnnouncementScreen))] == [1]
    (shown,) = await waiting(database)
    assert "retenue" in str(shown.params["text"])
    assert [button["text"] for row in shown.params["reply_markup"]["inline_keyboard"] for button in row] == [
        "Aperçu", "Envoyer", "Ne pas envoyer",
    ]  # fmt: skip
    await deliver_all(database)
    await act(database, number, Transition.SEND_HELD)
    async with database.transaction() as session:
        await release_ledger(session, number)
    reached += await until_sent(database, knowledge, number)
    assert sorted(reached) == list(range(1, MOST_IN_OUTBOX + MORE + 1))


async def test_what_fell_due_since_the_backup_is_held_and_what_is_to_come_is_not(
    database: Database, knowledge: Knowledge, tmp_path: Path
) -> None:
    await people(database, 2)
    due = await announce(database, due_at=NOON + timedelta(minutes=5))
    coming = await announce(database, due_at=NOON + timedelta(hours=2))
    await write_backup(database, tmp_path / "before.backup", NOON)
    await restore(database, tmp_path / "before.backup", NOON + timedelta(hours=1))
    assert [await state(database, number) for number in (due, coming)] == [Progress.HELD, Progress.SCHEDULED]
    await act(database, due, Transition.DROP_HELD)
    await tick(database, knowledge, NOON + timedelta(hours=1))
    assert (await waiting(database), await state(database, due)) == ([], Progress.STOPPED)
