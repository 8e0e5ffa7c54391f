"""What the dispatcher reads of the outbox: at its start all that waits, then only what nobody tells it.

Messages written in this process it is told of (`storage/news.py`), and on PostgreSQL of those of other processes. On
SQLite, where nobody tells what another process wrote, the rows added since the last look are read. And since an error
may have kept back any news, it reads now and then a page of all that waits, the next each time,
and the most urgent always.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import machine_now
from storage.database import Database
from storage.news import EVERYTHING, PAUSES
from storage.pauses import pauses_under_way
from storage.waiting import Waiting, highest_id, waiting_above, waiting_after, waiting_among

PAGE, PAGE_AT_START = 100, 1_000  # rows
QUICK_SECONDS = 0.25  # until a message is seen that another process wrote on SQLite
SLOW_SECONDS = 5.0  # between two pages of all that waits


@dataclass(frozen=True)
class Seen:
    """What a look saw: messages that wait, those named that wait no more, and the pauses where they were read."""

    rows: Sequence[Waiting]
    gone: Iterable[int] = ()
    pauses: Mapping[int, datetime] | None = None


class Looks:
    """The looks at the outbox: when the next is due, and what it reads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._quick_at, self._last_change = 0.0, ""
        self._named: set[int] = set()  # messages that another process wrote
        self._newest = 0  # the id of the last message that was written in this process
        self._highest = 0  # a look for new rows on SQLite reads only those with a higher id
        self._begun = 0  # how often all was to be read anew
        self.begin_anew()

    @property
    def is_filling(self) -> bool:
        """Whether there is more that waits and was not read since the start."""
        return self._filling

    def begin_anew(self) -> None:
        """Read all that waits at the next looks."""
        self._begun += 1
        self._filling, self._pauses_anew, self._slow_at = True, True, 0.0
        self._last: Waiting | None = None  # the last row of the page read last

    def hear(self, payload: str) -> None:
        """Read at the next look what another process has told of."""
        if payload == EVERYTHING:
            self.begin_anew()
        elif payload == PAUSES:
            self._pauses_anew = True
        else:
            self.name(map(int, payload.split(",")))

    def name(self, ids: Iterable[int]) -> None:
        """Read these messages at the next look."""
        self._named |= set(ids)

    def note_written(self, ids: Iterable[int]) -> None:
        """Note messages that were written in this process.

        On SQLite their ids grow from one transaction to the next, unless a backup was restored between.
        """
        newest = max(ids, default=0)
        if 0 < newest < self._newest and self._database.address.is_sqlite:
            self.begin_anew()
        self._newest = newest or self._newest

    def is_due(self, now: float) -> bool:
        """Return whether there is anything to read now."""
        quick = self._database.address.is_sqlite and now >= self._quick_at
        return self._filling or self._pauses_anew or bool(self._named) or now >= self._slow_at or quick

    async def look(self, now: float) -> Seen:
        """Read what is due."""
        named, is_quick = set(self._named), await self._may_be_new(now)
        if not (named or is_quick or self._pauses_anew or self._filling or now >= self._slow_at):
            return Seen(())
        async with self._database.reading(first=True) as session:
            rows = list(await waiting_among(session, named)) if named else []
            gone = named - {row.id for row in rows}
            pauses = None
            if self._pauses_anew or now >= self._slow_at:
                self._pauses_anew = False  # before the reading: what is told meanwhile is read at the next look
                pauses = await pauses_under_way(session, machine_now())
            if self._filling or now >= self._slow_at:
                rows += await self._next_page(session, now)
            if is_quick:
                rows += await self._what_is_new(session)
        self._named -= named
        return Seen(rows, gone, pauses)

    async def _next_page(self, session: AsyncSession, now: float) -> Sequence[Waiting]:
        if self._filling and self._last is None:
            self._highest = await highest_id(session)
        begun, size = self._begun, PAGE_AT_START if self._filling else PAGE
        urgent = [] if self._filling or self._last is None else await waiting_after(session, None, size)
        rows = await waiting_after(session, self._last, size)
        if self._begun != begun:
            return rows  # more was told meanwhile: all is read anew from the next look on
        is_the_end = len(rows) < size
        self._last = None if is_the_end else rows[-1]
        self._filling = self._filling and not is_the_end
        self._slow_at = now + SLOW_SECONDS
        return [*urgent, *rows]

    async def _may_be_new(self, now: float) -> bool:
        """Return whether it is time to look for what another process wrote on SQLite, and anything was written."""
        if not self._database.address.is_sqlite or now < self._quick_at:
            return False
        self._quick_at, before = now + QUICK_SECONDS, self._last_change
        self._last_change = await self._database.last_change()
        return self._last_change != before

    async def _what_is_new(self, session: AsyncSession) -> Sequence[Waiting]:
        rows = await waiting_above(session, self._highest, PAGE)
        self._highest = max([self._highest, *(row.id for row in rows)])
        return rows
