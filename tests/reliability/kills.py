"""Kill the bot while people chat, start it again, and count: every message answered, nothing done twice."""

import asyncio
import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import chain, count, pairwise
from pathlib import Path

from sqlalchemy import func, select

from bot.commands.demo import free_port
from bot.demo.people import Person
from bot.demo.server import LocalTelegram
from handlers.talk.limits import ACTS
from storage.address import Address
from storage.database import Database
from storage.outbox import OutboxMessage, State
from tests.forked import Forked, fork
from tests.house import SECRET, TOKEN, local_telegram
from tests.knowledge.base_of_one import write_base

ANYWHERE = "at any moment"


@dataclass(frozen=True)
class Load:
    """How many people chat, at which pace the bot may send, and how many seconds Telegram takes to answer."""

    people: int
    pace: int
    seconds: float


CALM = Load(people=8, pace=10_000, seconds=0.0)
BUSY = Load(people=60, pace=30, seconds=0.08)  # twice as many write as Telegram lets answer
MOST_A_MINUTE = ACTS.most - 3  # of one person
# Messages that are each answered by one message, whose first words are known.
SAYINGS = (("Guéret", "Karine Machat"), ("Niort", "Elodie Truong"), ("Bayonne", "Sophie Jadin"))


@dataclass
class Tally:
    """What was seen: kills by their point, messages asked, answered, repeated, done twice."""

    kills: Counter[str] = field(default_factory=Counter)
    asked: int = 0
    unanswered: list[str] = field(default_factory=list)
    repeats: int = 0
    repeats_of_each: list[int] = field(default_factory=list)  # of each kill
    done_twice: int = 0

    @property
    def mean_repeats(self) -> float:
        return sum(self.repeats_of_each) / len(self.repeats_of_each)

    def lines(self) -> list[str]:
        kills = [f"  {point}: {count} kills" for point, count in self.kills.items()]
        return [*kills, f"  messages asked {self.asked}, unanswered {len(self.unanswered)}, "
                f"done twice {self.done_twice}, answers received twice {self.repeats}: "
                f"{self.mean_repeats:.1f} a kill, at most {max(self.repeats_of_each)}"]  # fmt: skip


class Victim:
    """The bot as a process, which dies at a point or does not. Its base is small, and learned at once."""

    def __init__(
        self, telegram: LocalTelegram, address: Address, base: Path, webhook: bool, port: int, pace: int = CALM.pace
    ) -> None:
        self._environment = {
            **os.environ, "KNOWLEDGE_DIR": str(base),
            "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram.url, "TELEGRAM_PACE": str(pace),
            "DATABASE_URL": f"sqlite:///{address.path}" if address.is_sqlite else str(address.dsn),
            "PORT": str(port), "LOG_LEVEL": "ERROR",
            "PUBLIC_URL": f"http://127.0.0.1:{port}" if webhook else "", "WEBHOOK_SECRET": SECRET if webhook else "",
        }  # fmt: skip
        self.process: Forked | None = None

    async def start(self, die_at: str | None = None, die_after: int = 0, *, once: Path | None = None) -> None:
        """Start the bot. Where it is to die, `once` is a file before whose appearance no passage counts."""
        doom = {"DIE_AT": die_at, "DIE_AFTER": str(die_after), "DIE_ONCE": str(once or "")} if die_at else {}
        module = ["tests.reliability.doomed"] if die_at else ["bot", "run"]
        self.process = await fork(*module, environ=self._environment | doom)

    async def death(self) -> None:
        assert self.process is not None
        await self.process.wait()

    async def kill(self) -> None:
        assert self.process is not None
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()


class Crowd:
    """People who chat, what each said (by its index in SAYINGS), and when all of them wrote."""

    def __init__(self, telegram: LocalTelegram, chance: random.Random, people: int) -> None:
        self.people = [telegram.person(id=101 + number, first_name=f"Personne {number}") for number in range(people)]
        self.said: dict[int, list[int]] = {person.id: [] for person in self.people}
        self._wrote_at: list[float] = []
        self._chance = chance

    async def chat(self) -> None:
        """Let everybody write two messages now, then more now and then, but too slowly to be asked to slow down."""
        pauses = chain([0.0], (self._chance.uniform(2.2, 4) for _ in count()))
        while True:
            while sum(time.monotonic() - when < 61 for when in self._wrote_at) >= MOST_A_MINUTE:
                await asyncio.sleep(0.1)
            self._wrote_at.append(time.monotonic())
            for person in self.people:
                said = self.said[person.id]
                said.append(len(said) % len(SAYINGS))
                await person.send(SAYINGS[said[-1]][0])
            await asyncio.sleep(next(pauses))

    def messages(self) -> int:
        return sum(map(len, self.said.values()))

    def repeats(self) -> int:
        """Return how many answers were received twice; two answers that follow each other always differ."""
        heard = ([message.text for message in person.received] for person in self.people)
        return sum(one == next_one for texts in heard for one, next_one in pairwise(texts))


async def kill_while_people_chat(
    address: Address, kills: Sequence[str], *, webhook: bool, seed: int, patience: float = 60, load: Load = CALM
) -> Tally:
    """Kill the bot once for each of `kills`: a name of POINTS, or ANYWHERE."""
    chance, tally = random.Random(seed), Tally()
    async with AsyncExitStack() as stack:
        base = write_base(Path(stack.enter_context(tempfile.TemporaryDirectory()), "base"))
        telegram = await stack.enter_async_context(local_telegram())
        telegram.faults.slow = load.seconds
        victim = Victim(telegram, address, base, webhook, await free_port(), load.pace)
        crowd, repeats = Crowd(telegram, chance, load.people), list[int]()
        for point in kills:
            await _one_kill(victim, crowd, point, chance)
            tally.kills[point] += 1
            repeats.append(crowd.repeats())
        await victim.start()
        try:
            await _all_answered(address, crowd.messages(), patience)
        finally:
            await victim.kill()
        # What a kill repeats comes in the next life.
        tally.repeats_of_each = [after - before for before, after in pairwise([*repeats, crowd.repeats()])]
    for person in crowd.people:
        _count(person, crowd.said[person.id], tally)
    tally.done_twice = await _rows(address) - tally.asked
    return tally


async def _one_kill(victim: Victim, crowd: Crowd, point: str, chance: random.Random) -> None:
    """Start the bot, let everybody write, and wait for its death, or kill it."""
    await victim.start(None if point == ANYWHERE else point, chance.randint(0, 2 * len(crowd.people) - 1))
    chatting = asyncio.create_task(crowd.chat())
    if point == ANYWHERE:
        await asyncio.sleep(chance.uniform(1.5, 5))
        await victim.kill()
    else:
        await victim.death()
    chatting.cancel()
    await asyncio.wait({chatting})


async def _all_answered(address: Address, asked: int, patience: float) -> None:
    """Wait until every message has its row and every row has left, or nothing leaves any more.

    A busy machine kills late and has much to catch up with: only a standstill ends the waiting, and the tally then
    tells what is missing.
    """
    sent, moved_at = 0, time.monotonic()
    while sent < asked and time.monotonic() - moved_at < patience:
        await asyncio.sleep(0.2)
        before, sent = sent, await _rows(address, State.SENT)
        moved_at = time.monotonic() if sent > before else moved_at


def _count(person: Person, said: Sequence[int], tally: Tally) -> None:
    """Count the answers that a person received, which must be to what they said, in that order, repeats aside."""
    tally.asked += len(said)
    expected = [SAYINGS[which][1] for which in said]
    position = 0
    for message in person.received:
        if position < len(expected) and expected[position] in message.text:
            position += 1
        elif position and expected[position - 1] in message.text:
            tally.repeats += 1
        else:
            tally.unanswered.append(f"out of order for {person.id}: {message.text[:40]}")
    tally.unanswered += [f"{person.id}: {name}" for name in expected[position:]]


async def _rows(address: Address, *states: State) -> int:
    """Return how many answers were queued: one a message, whatever was killed."""
    database = Database(address)
    try:
        async with database.reading() as session:
            rows = select(func.count()).select_from(OutboxMessage)
            return await session.scalar(rows.where(OutboxMessage.state.in_(states)) if states else rows) or 0
    finally:
        await database.close()
