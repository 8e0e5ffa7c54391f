"""The transaction in which a command of the console acts as the operator."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.clock import Clock, machine_now
from bot.commands.tables import bring_tables
from bot.settings import Settings
from handlers.talk.act import Act
from handlers.talk.permissions import Actor
from storage.database import Database


@asynccontextmanager
async def operator_act(settings: Settings) -> AsyncIterator[Act]:
    """Open a transaction in which the operator of the console acts, and yield what an act needs.

    The tables are migrated first. The transaction is committed when the block ends, or undone when it raises.
    """
    async with Database(settings.database) as database:
        await bring_tables(database)
        async with database.transaction() as session:
            yield Act(
                session=session,
                now=await Clock(settings.demo_clock).now(session),
                machine_now=machine_now(),
                hours=settings.hours,
                actors=frozenset({Actor.OPERATOR}),
            )
