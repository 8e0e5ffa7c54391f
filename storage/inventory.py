"""The inventory: which person each row of the database belongs to, by the policies that the records declare.

Export, erasure and purge follow it. A table with a column that names a person and no policy fails a test.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.base import Condition, Json, Policy, Record, delete_some, parts
from storage.case_search import drop_words_of
from storage.erasures import first_salt, hash_person
from storage.news import news_of
from storage.records import METADATA
from storage.traces import Traces, traces_of
from storage.traces_erased import erase_traces

PEOPLE_AT_ONCE = 20  # of those whose time is over


@dataclass(frozen=True)
class Holding:
    """A table, with the policy that says to which person its rows belong."""

    table: Table
    policy: Policy

    @property
    def person(self) -> ColumnElement[Any]:
        """The column that names the person to whom a row belongs."""
        return self.table.c[str(self.policy.person)]


INVENTORY: Mapping[str, Holding] = {
    table.name: Holding(table, mapper.class_.policy)
    for mapper in Record.registry.mappers
    if isinstance(table := mapper.local_table, Table)
}
# What can be told to a person, and what goes with them.
EXPORTED = {name: one for name, one in INVENTORY.items() if one.policy.person and one.policy.exported}
ERASED = {name: one for name, one in INVENTORY.items() if one.policy.person and one.policy.erased}
NAMED_BESIDE = tuple((one.table, column) for one in INVENTORY.values() for column in one.policy.named_beside)


async def rows_of(session: AsyncSession, holding: Holding, telegram_id: int) -> list[Json]:
    """Return a person's rows in a table as dicts by column, without the columns that name somebody else."""
    columns = [column for column in holding.table.columns if column.name not in holding.policy.named_beside]
    found = await session.execute(select(*columns).where(await _belongs_to(session, holding, [telegram_id])))
    return [dict(row) for row in found.mappings()]


async def _belongs_to(session: AsyncSession, holding: Holding, telegram_ids: Collection[int]) -> Condition:
    """Return the SQL condition that a row of this table belongs to one of these persons."""
    named: list[int] | list[str] = list(telegram_ids)
    if holding.policy.hashed:
        salt = await first_salt(session)
        named = [hash_person(one, salt) for one in telegram_ids]
    return holding.person.in_(named)


async def erase_rows_of(session: AsyncSession, telegram_ids: Collection[int], traces: Traces | None = None) -> None:
    """Delete all rows of these persons, and erase what rows of other people hold of them.

    `traces` say where other rows hold something of them, read before their cases were deleted; None to read it here.
    """
    await erase_traces(session, traces or await traces_of(session, telegram_ids))
    for some in parts(sorted(telegram_ids)):
        await drop_words_of(session, some)
        for holding in ERASED.values():
            await session.execute(delete(holding.table).where(await _belongs_to(session, holding, some)))
        for table, column in NAMED_BESIDE:
            await session.execute(update(table).where(table.c[column].in_(some)).values({column: None}))
    # What this transaction had queued before may be among them.
    news_of(session).name_none()


async def all_ids_kept(session: AsyncSession) -> set[int]:
    """Return the Telegram ids of all people of whom any table holds something; rows under a hash do not count."""
    columns = [holding.person for holding in ERASED.values() if not holding.policy.hashed]
    columns += [table.c[column] for table, column in NAMED_BESIDE]
    everybody: set[int] = set()
    for column in columns:
        everybody.update(await session.scalars(select(column).where(column.is_not(None)).distinct()))
    return everybody


async def people_unseen_since(session: AsyncSession, moment: datetime) -> list[int]:
    """Return the Telegram ids of people who hold no role and did not write since a moment, the longest unseen first.

    There are at most `PEOPLE_AT_ONCE`.
    """
    people, roles = METADATA.tables["people"], METADATA.tables["roles"]
    unseen = select(people.c.telegram_id).where(people.c.last_seen_at < moment)
    unseen = unseen.where(people.c.telegram_id.not_in(select(roles.c.telegram_id)))
    return list(await session.scalars(unseen.order_by(people.c.last_seen_at, people.c.id).limit(PEOPLE_AT_ONCE)))


async def forget_people_before(session: AsyncSession, moment: datetime) -> list[int]:
    """Erase from all tables the people whom `people_unseen_since` returns; return their Telegram ids."""
    ids = await people_unseen_since(session, moment)
    await erase_rows_of(session, ids)
    return ids


async def forget_outlived(
    session: AsyncSession, lifetimes: Mapping[str, timedelta], now: datetime, machine_now: datetime
) -> bool:
    """Delete rows whose lifetime is over, in every table whose policy says since when it counts.

    Return True where more may be left.
    """
    more = False
    for table, policy in ((one.table, one.policy) for one in INVENTORY.values()):
        if policy.since is not None:
            clock = machine_now if policy.by_machine else now
            until = clock - lifetimes[str(policy.lifetime)]
            more |= await delete_some(session, table, table.c[policy.since] < until)
    return more
