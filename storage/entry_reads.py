"""How often each entry was served as an answer, without saying to whom."""

from collections.abc import Mapping
from typing import ClassVar

from sqlalchemy import String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Policy, Record
from storage.upserts import Upsert, table_of


class EntryReads(Record):
    """The number of times that an entry was served."""

    __tablename__ = "entry_reads"
    policy: ClassVar = Policy()

    entry: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int]


_COUNT = table_of(EntryReads).c.count
_COUNT_ONE = Upsert(
    table_of(EntryReads),
    lambda insert: insert.values(count=1).on_conflict_do_update(index_elements=["entry"], set_={"count": _COUNT + 1}),
)


async def count_read(session: AsyncSession, entry: str) -> None:
    """Count that an entry was served once more."""
    await session.execute(_COUNT_ONE.of(session), {"entry": entry})


async def reads_by_entry(session: AsyncSession) -> Mapping[str, int]:
    """Return how often each entry was served, by its id; those never served are left out."""
    rows = await session.execute(select(EntryReads.entry, EntryReads.count))
    return {row[0]: int(row[1]) for row in rows}
