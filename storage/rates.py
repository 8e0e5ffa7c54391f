"""How often a person did each limited thing lately."""

from datetime import datetime, timedelta
from typing import ClassVar

from sqlalchemy import BigInteger, String, bindparam, case
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Policy, Record, delete_some
from storage.upserts import Upsert, table_of


class Rate(Record):
    """How often a person did something limited, of the kind `kind`, since the moment `since`."""

    __tablename__ = "rates"
    policy: ClassVar = Policy(person="telegram_id", lifetime="rates")

    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    since: Mapped[datetime] = mapped_column(Instant, index=True)
    count: Mapped[int] = mapped_column(default=1)


_COLUMNS = table_of(Rate).c
_IS_OVER = _COLUMNS.since < bindparam("over_since", type_=Instant)
_COUNT_ONE = Upsert(
    table_of(Rate),
    lambda insert: (
        insert.values(count=1)
        .on_conflict_do_update(
            index_elements=[_COLUMNS.telegram_id, _COLUMNS.kind],
            set_={
                "count": case((_IS_OVER, 1), else_=_COLUMNS.count + 1),
                "since": case((_IS_OVER, insert.excluded.since), else_=_COLUMNS.since),
            },
        )
        .returning(_COLUMNS.count)
    ),
)


async def count_one(session: AsyncSession, telegram_id: int, kind: str, now: datetime, window: timedelta) -> int:
    """Count one more act of a kind for a person, and return the count; it begins at 1 again after `window`."""
    values = {"telegram_id": telegram_id, "kind": kind, "since": now, "over_since": now - window}
    return int((await session.execute(_COUNT_ONE.of(session), values)).scalar_one())


async def count_lately(session: AsyncSession, telegram_id: int, kind: str, now: datetime, window: timedelta) -> int:
    """Return how many acts of a kind were counted for a person in the current window, without counting one more."""
    rate = await session.get(Rate, (telegram_id, kind))
    return rate.count if rate is not None and rate.since >= now - window else 0


async def forget_rates_before(session: AsyncSession, moment: datetime) -> bool:
    """Delete some of the counts that began before a moment; return True where more may be left."""
    return await delete_some(session, table_of(Rate), Rate.since < moment)
