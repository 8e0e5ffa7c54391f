"""An announcement to many at Telegram's limits, the bot killed in the middle, while a few people go on chatting."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from bot.clock import machine_now
from bot.commands.demo import free_port
from bot.demo.limits import Limits
from bot.demo.people import Person
from bot.demo.server import LocalTelegram
from handlers.announcements.content import content
from handlers.announcements.queueing import queue
from handlers.announcements.rules import Segment
from knowledge.base.watch import SHIPPED
from storage.address import Address
from storage.announcements import Progress, all_announcements
from storage.clock import move_ahead
from storage.database import Database
from storage.people import Person as Row
from storage.schema import migrate
from storage.subscriptions import Subscription
from tests.bench.figures import percentile
from tests.house import acting
from tests.reliability.kills import Victim

FIRST = 10_000  # the Telegram id of the first recipient
TALKERS, EVERY = 4, 4.0  # people who chat meanwhile; seconds between their questions
WORDS = "La visio de décembre aura lieu jeudi à 12 h 30."


@dataclass
class Seen:
    """What was seen. `seconds` are without those in which the bot was dead; `floods` are calls refused as too many."""

    recipients: int
    seconds: float = 0.0
    sent: int = 0
    lost: int = 0
    repeats: int = 0
    floods: int = 0
    kills: int = 0
    waits: list[float] = field(default_factory=list)
    ended: bool = False

    @property
    def rate(self) -> float:
        return self.sent / self.seconds

    def lines(self) -> list[str]:
        p50, p95 = percentile(self.waits, 0.5) * 1000, percentile(self.waits, 0.95) * 1000
        return [
            f"  {self.recipients} recipients, {self.sent} messages (answers too) in {self.seconds:.0f} s of life: "
            f"{self.rate:.1f} a second (Telegram's limit: 30)",
            f"  {self.kills} kills: {self.lost} lost, {self.repeats} received twice; 429s: {self.floods}",
            f"  meanwhile {len(self.waits)} questions answered: p50 {p50:.0f} ms, p95 {p95:.0f} ms, "
            f"longest {max(self.waits) * 1000:.0f} ms",
        ]


class Announcer(Victim):
    """The bot as a process at Telegram's own pace, with a clock that tests may move."""

    def __init__(self, telegram: LocalTelegram, address: Address, port: int, base: Path) -> None:
        super().__init__(telegram, address, base, webhook=True, port=port)
        self._environment |= {"TELEGRAM_PACE": "30", "DEMO_CLOCK": "1"}


async def announce_and_kill(address: Address, recipients: int, kills: int, base: Path = SHIPPED) -> Seen:
    seen = Seen(recipients)
    telegram = LocalTelegram(token="4242:test-token", limits=Limits(), retry_delay=0.05)
    await telegram.start()
    try:
        database = Database(address)
        await prepare(database, telegram, recipients)
        bot = Announcer(telegram, address, await free_port(), base)
        await bot.start()
        talkers = [telegram.person(id=900 + number, first_name=f"T{number}") for number in range(TALKERS)]
        talking = [asyncio.create_task(_talk(person, seen.waits, number)) for number, person in enumerate(talkers)]
        await talkers[0].wait_for(1, 240)  # the bot is alive
        await queue_it(database)
        dead = await _kill_on_the_way(bot, telegram, seen, kills)
        seen.ended = await has_ended(database)
        for task in talking:
            task.cancel()
        await asyncio.wait(talking)
        await bot.kill()
        await database.close()
        _count(telegram, seen, dead)
    finally:
        await telegram.stop()
    return seen


async def prepare(database: Database, telegram: LocalTelegram, recipients: int) -> None:
    """Create people who wrote once and asked for a subject, and set business time to ten in the morning."""
    await migrate(database)
    now = machine_now()
    ids = range(FIRST, FIRST + recipients)
    async with database.transaction() as session:
        people = [{"telegram_id": one, "first_seen_at": now, "last_seen_at": now, "last_suggestions": [],
                   "place_kept": False} for one in ids]  # fmt: skip
        yes = [{"telegram_id": one, "subject": "visios", "wording": "oui", "asked_at": now, "given_at": now}
               for one in ids]  # fmt: skip
        await session.execute(insert(Row), people)
        await session.execute(insert(Subscription), yes)
        await move_ahead(session, _ten_in_the_morning(now) - now)
    for one in ids:
        telegram.person(id=one, first_name="R")._private.opened = True


def _ten_in_the_morning(now: datetime) -> datetime:
    return (now.astimezone(ZoneInfo("Europe/Paris")) + timedelta(days=1)).replace(hour=10)


async def queue_it(database: Database) -> None:
    async with database.transaction() as session:
        now = _ten_in_the_morning(machine_now())
        await queue(acting(session, now), subject="visios", segment=Segment("all"), content=content(WORDS))


async def _talk(person: Person, waits: list[float], number: int) -> None:
    """Ask now and then until cancelled, and add to `waits` how long each answer took."""
    await asyncio.sleep(EVERY * number / TALKERS)
    while True:
        began = time.monotonic()
        await person.ask("Guéret", timeout=120)
        waits.append(time.monotonic() - began)
        await asyncio.sleep(EVERY)


def received(telegram: LocalTelegram) -> Counter[int]:
    """Return how often each recipient has the announcement."""
    return Counter(
        entry.chat_id or 0 for entry in telegram.journal
        if entry.accepted and entry.method == "sendMessage" and (entry.chat_id or 0) >= FIRST
    )  # fmt: skip


async def _kill_on_the_way(bot: Announcer, telegram: LocalTelegram, seen: Seen, kills: int) -> float:
    """Kill the bot at even shares of the way; return the seconds in which it sent nothing because of that."""
    marks = [seen.recipients * (number + 1) // (kills + 1) for number in range(kills)]
    dead = 0.0
    while (reached := len(received(telegram))) < seen.recipients:
        if marks and reached >= marks[0]:
            marks.pop(0)
            killed = time.monotonic()
            await bot.kill()
            seen.kills += 1
            before = len(_sends(telegram))
            await bot.start()
            while len(_sends(telegram)) == before:
                await asyncio.sleep(0.02)
            dead += time.monotonic() - killed
        await asyncio.sleep(0.5)
    return dead


def _sends(telegram: LocalTelegram) -> list[float]:
    return [entry.at for entry in telegram.journal if entry.accepted and (entry.chat_id or 0) >= FIRST]


async def has_ended(database: Database) -> bool:
    """Tell whether the announcement is recorded as sent, for which it has a moment."""
    async with asyncio.timeout(60):
        while True:
            async with database.reading() as session:
                if (await all_announcements(session))[0].state == Progress.SENT:
                    return True
            await asyncio.sleep(0.5)


def _count(telegram: LocalTelegram, seen: Seen, dead: float) -> None:
    counted, sends = received(telegram), _sends(telegram)
    everything = [entry.at for entry in telegram.journal if entry.accepted and entry.message_id is not None]
    seen.sent = sum(1 for at in everything if sends[0] <= at <= sends[-1])
    seen.lost = seen.recipients - len(counted)
    seen.repeats = sum(count - 1 for count in counted.values())
    seen.seconds = sends[-1] - sends[0] - dead
    seen.floods = sum(1 for entry in telegram.journal if entry.status == 429)
