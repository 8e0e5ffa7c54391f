"""Telegram away in the middle of an announcement: nothing is lost or comes twice, and all leaves once it is back."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bot.commands.demo import free_port
from bot.demo.limits import Limits
from bot.demo.server import LocalTelegram
from knowledge.base.watch import SHIPPED
from storage.address import Address
from storage.database import Database
from tests.reliability.broadcast import Announcer, has_ended, prepare, queue_it, received


@dataclass
class Back:
    """What was seen. `seconds_after` are from Telegram's return until all had it, `answered` who wrote meanwhile."""

    recipients: int
    before: int
    seconds_away: float
    refused: int
    lost: int
    repeats: int
    seconds_after: float
    answered: bool
    ended: bool

    def lines(self) -> list[str]:
        away = f"{self.seconds_away:.0f} s ({self.refused} calls refused)"
        return [
            f"  {self.recipients} recipients, {self.before} had it when Telegram went away for {away}",
            f"  {self.lost} lost, {self.repeats} received twice; all had it {self.seconds_after:.0f} s after that",
            f"  who wrote meanwhile was {'' if self.answered else 'NOT '}answered",
        ]


async def announce_through_outage(
    address: Address, recipients: int, away: Callable[[Database], Awaitable[None]], base: Path = SHIPPED
) -> Back:
    """Announce, with Telegram away until `away` returns."""
    telegram = LocalTelegram(token="4242:test-token", limits=Limits(), retry_delay=0.05)
    await telegram.start()
    database, bot = Database(address), None
    try:
        await prepare(database, telegram, recipients)
        bot = Announcer(telegram, address, await free_port(), base)
        await bot.start()
        person = telegram.person(id=900, first_name="T")
        await person.ask("Guéret", timeout=240)  # the bot is alive
        await queue_it(database)
        while (before := len(received(telegram))) < recipients // 3:
            await asyncio.sleep(0.05)
        telegram.faults.down, began = True, time.monotonic()
        asked = await person.send("Niort")
        await away(database)
        refused = sum(1 for entry in telegram.journal if entry.status == 502)
        telegram.faults.down, back = False, time.monotonic()
        while len(received(telegram)) < recipients:
            await asyncio.sleep(0.1)
        after = time.monotonic() - back
        answered = bool(await person.wait_for(1, 120, after=asked))
        ended = await has_ended(database)
    finally:
        if bot is not None:
            await bot.kill()
        await database.close()
        await telegram.stop()
    counted = received(telegram)
    return Back(
        recipients=recipients, before=before, seconds_away=back - began, refused=refused, seconds_after=after,
        lost=recipients - len(counted), repeats=sum(counted.values()) - len(counted), answered=answered, ended=ended,
    )  # fmt: skip
