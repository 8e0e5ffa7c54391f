"""The restore of a backup: the whole file is checked, then one transaction replaces every row.

Kept from the database before the restore: which updates were handled, who was erased, which roles ended (`rights.py`),
which consents ended (`consents.py`), how long Telegram wants us to wait, and messages that wait (`messages.py`).
"""

import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, MetaData, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.address import Address
from storage.alerts import About, held_cause, raise_alert
from storage.announcements import hold_announcements
from storage.backup.consents import end_consents_again, present_consents
from storage.backup.lines import Header, examine, rows_in
from storage.backup.messages import (
    count_messages,
    hold_what_waited,
    is_undecided,
    merge_messages,
    present_messages,
)
from storage.backup.problems import BackupRefused
from storage.backup.rights import close_links, end_rights_again, present_rights
from storage.backup.tables import advance_sequences, empty_tables, fill_tables, lock_all
from storage.backup.write import write_backup
from storage.clock import how_far_ahead
from storage.database import Database
from storage.ended_roles import key_of
from storage.erasure import scrub
from storage.erasures import Erasures, add_erasures, all_erasures
from storage.inventory import all_ids_kept, erase_rows_of
from storage.kept_questions import forget_questions_by
from storage.mails import drop_waiting_mails
from storage.news import news_of
from storage.outbox import State
from storage.pauses import Pause, pause
from storage.records import METADATA
from storage.roles import all_roles
from storage.schema import Tables, migrate, newest_revision, place_of

_NEVER = datetime.min.replace(tzinfo=UTC)
RolesChanged = Callable[[AsyncSession, Collection[int]], Awaitable[None]]
"""Called in the same transaction with the people whose roles the restore changed."""


@dataclass(frozen=True)
class Restored:
    """What a restore did, in numbers of rows.

    `rows` counts all restored rows. `held` counts messages that waited in the backup and are held now; `waiting`,
    messages that wait and will be sent; `erased`, people erased again; `withdrawn`, roles of the backup that ended
    since; `closed`, invitations of the backup that may have been used since; `stopped`, subscriptions and consents that
    people ended since.
    """

    rows: int
    made_at: datetime
    held: int
    waiting: int
    erased: int
    withdrawn: int
    closed: int
    stopped: int


async def restore(
    database: Database, path: Path, now: datetime | None = None, roles_changed: RolesChanged | None = None
) -> Restored:
    """Replace every row of the database by those of a backup, in one transaction, and return what was done.

    What has happened since the backup still counts: people stay erased, ended roles and consents stay ended, sent
    messages are not sent again. Messages that waited in the backup are held until the team decides. `roles_changed` is
    called with the people whose roles changed. `now` dates the alert about held messages; by default it is the moment
    of the backup. Raises BackupRefused or SchemaRefused with nothing changed.
    """
    header = examine(path)
    _refuse_unknown(path, header)
    await migrate(database)
    async with _in_current_tables(path, header) as current:
        async with database.transaction() as session:
            restored, changed = await _replace(session, current, header, now or header.made_at)
            if roles_changed is not None:
                await roles_changed(session, changed)
        await scrub(database)
    return restored


async def _replace(
    session: AsyncSession, path: Path, header: Header, now: datetime
) -> tuple[Restored, Collection[int]]:
    """Replace every row by those of the backup, then apply to them again what has happened since.

    Return what was done, and the Telegram ids of the people whose roles are not those of before.
    """
    await lock_all(session, METADATA)
    erasures = await all_erasures(session)
    pauses = {row.chat_id: row.until for row in await session.execute(select(Pause.chat_id, Pause.until))}
    rights, consents = await present_rights(session), await present_consents(session)
    messages = await present_messages(session, _undecided_in(path))
    await empty_tables(session, METADATA)
    await fill_tables(session, METADATA, path)
    await advance_sequences(session, METADATA)
    await hold_what_waited(session)
    await drop_waiting_mails(session)
    await hold_announcements(session, now + await how_far_ahead(session))
    erased = await _erase_again(session, erasures)
    withdrawn, closed = await end_rights_again(session, rights), await close_links(session, rights, header.made_at)
    stopped = await end_consents_again(session, consents)
    for chat_id, until in pauses.items():
        await pause(session, chat_id, until)
    await merge_messages(session, messages)
    news_of(session).anew = True
    held, waiting = await count_messages(session, State.HELD), await count_messages(session, State.WAITING)
    if held:
        await raise_alert(session, held_cause(header.made_at), now, About.HELD)
    changed = rights.roles ^ {key_of(role) for role in await all_roles(session)}
    restored = Restored(header.total, header.made_at, held, waiting, erased, withdrawn, closed, stopped)
    return restored, {telegram_id for telegram_id, _, _ in changed}


async def _erase_again(session: AsyncSession, present: Erasures) -> int:
    """Erase from the restored rows the people who were erased after the backup was made; return how many.

    A person whose last erasure the backup already remembers, and who has come back since, is kept.
    """
    restored, again = await all_erasures(session), []
    for telegram_id in await all_ids_kept(session) if present.moments else ():
        now, then = present.last_of(telegram_id), restored.last_of(telegram_id)
        if now is not None and (then is None or then < now):
            again.append(telegram_id)
    await erase_rows_of(session, again)
    since = [one for one, moment in present.moments.items() if restored.moments.get(one, _NEVER) < moment]
    await forget_questions_by(session, since)
    await add_erasures(session, present)
    return len(again)


def _undecided_in(path: Path) -> Iterable[int]:
    """Yield the ids of the outbox messages that wait or are held in a backup."""
    for table, columns, values in rows_in(path):
        if table == "outbox" and is_undecided(values[columns.index("state")]):
            yield values[columns.index("id")]


def _refuse_unknown(path: Path, header: Header) -> None:
    """Raise BackupRefused where the tables of a backup are of a version that this program cannot read."""
    place = place_of(header.schema)
    if place == Tables.UNRELEASED:
        raise BackupRefused(
            f"{path} was made before the first release of aiguilleur, and this version cannot read it: "
            "restore a backup made since"
        )
    if place == Tables.NEWER:
        raise BackupRefused(
            f"{path} was written by a newer version of aiguilleur (tables {header.schema}, "
            f"this one knows {newest_revision()}): install that version"
        )


@asynccontextmanager
async def _in_current_tables(path: Path, header: Header) -> AsyncIterator[Path]:
    """Yield the path of the backup in the tables of this version: `path`, or a converted copy of an older backup.

    An older one is loaded into a temporary SQLite database, migrated, and written out again.
    """
    if header.schema == newest_revision():
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        current = Path(folder, "current.backup")
        async with Database(Address(Path(folder, "older.db"), None)) as database:
            await migrate(database, header.schema)
            async with database.transaction() as session:
                older = MetaData()
                await (await session.connection()).run_sync(_reflect, older)
                await fill_tables(session, older, path)
            await migrate(database)
            await write_backup(database, current, header.made_at)
        yield current


def _reflect(connection: Connection, tables: MetaData) -> None:
    tables.reflect(connection)
