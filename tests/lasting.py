"""One bot for many tests: it goes on running from one to the next, and each finds it as if it had just started."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress
from copy import deepcopy
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.demo.files import FileStore
from bot.demo.journal import Entry
from bot.demo.limits import Limits
from bot.demo.server import LocalTelegram
from bot.demo.webhooks import LONGEST_DELAY
from bot.demo.world import Profile
from knowledge.snapshot import Knowledge
from storage.address import Address
from storage.records import METADATA
from tests.house import Ground, greeted, local_telegram, running, settings_for, settled
from tests.plans import Asked

MakeDatabase = Callable[[], AbstractAsyncContextManager[Address]]
PATIENCE = 2
"""Seconds that a test's bot may take to come to rest; one that takes longer is not used again."""


@dataclass
class Told:
    """What a bot tells Telegram at its start."""

    journal: list[Entry]
    profile: Profile


class Lasting:
    """A bot that tests use one after the other, with its database and its local Telegram.

    Where it cannot be made as new, a new one takes its place.
    """

    def __init__(self, make_database: MakeDatabase, knowledge: Knowledge, failures: Callable[[], int]) -> None:
        """`failures` counts the tests that have failed; after one that has, the bot is not used again."""
        self._make_database = make_database
        self._failures, self._failed = failures, 0
        self._knowledge = knowledge
        self._around = AsyncExitStack()
        self._here: Ground | None = None
        self._told = Told([], Profile())
        self.bot = AsyncExitStack()
        """Stops the bot, for a test that does so; such a bot is not used again."""

    async def as_new(self) -> Ground:
        """Return a bot that nobody has used, or of which nothing is left that a test could see."""
        failed, self._failed = self._failed, self._failures()
        if self._here is None or self._failed > failed or not await self._clean(self._here):
            await self.aclose()
            self._here = await self._open()
        return self._here

    async def aclose(self) -> None:
        self._here = None
        await self._around.aclose()

    async def _open(self) -> Ground:
        address = await self._around.enter_async_context(self._make_database())
        telegram = await self._around.enter_async_context(local_telegram())
        settings = await settings_for(telegram, address, webhook=True)
        self.bot = await self._around.enter_async_context(AsyncExitStack())
        house = await self.bot.enter_async_context(running(settings, self._knowledge))
        self.bot.callback(self._forget)
        if address.path is not None:
            asked = Asked(address.path, house.database.writer, house.database.reader)
            self._around.callback(_expect_indexes, asked)
        await greeted(telegram)
        self._told = Told(list(telegram.journal), deepcopy(telegram.world.profile))
        return Ground(telegram, house, settings)

    def _forget(self) -> None:
        self._here = None

    async def _clean(self, here: Ground) -> bool:
        """Take away all that the last test left; return False where that cannot be done.

        A base that a test has changed cannot be taken back, nor can messages that are to leave later.
        """
        here.telegram.faults.clear()
        with suppress(TimeoutError, SQLAlchemyError):
            async with asyncio.timeout(PATIENCE):
                await settled(here)
            await here.house.ingress.finish()
            if here.house.keeper.current() is not self._knowledge:
                return False
            async with here.house.database.transaction() as session:
                await _empty(session)
            _clear(here.telegram, self._told)
            return True
        return False


def _expect_indexes(asked: Asked) -> None:
    slow = list(asked.reading_whole_tables())
    assert not slow, "statements that read a whole table that grows:\n" + "\n".join(slow)


async def _empty(session: AsyncSession) -> None:
    """Delete all rows, and let the ids begin at 1 again."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    if not is_sqlite:
        names = ", ".join(METADATA.tables)
        await session.execute(text(f"LOCK TABLE {names} IN EXCLUSIVE MODE"))  # no row is added meanwhile
    for table in reversed(METADATA.sorted_tables):
        await session.execute(table.delete())
    restart = (
        "DELETE FROM sqlite_sequence"
        if is_sqlite
        else "SELECT setval(sequencename::regclass, 1, false) FROM pg_sequences"
    )
    await session.execute(text(restart))


def _clear(telegram: LocalTelegram, told: Told) -> None:
    """Take people, groups, messages and files away; only what the bot told Telegram at its start stays."""
    world = telegram.world
    for kept in (telegram.people, telegram.groups, world.chats, world.users, world.presses, world.typing):
        kept.clear()
    world.files = FileStore()
    world.profile = deepcopy(told.profile)
    world.webhook.last_error, world.webhook.longest_delay = None, LONGEST_DELAY
    telegram.journal[:] = told.journal
    telegram.limits = Limits.lifted()
