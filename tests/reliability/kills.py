"""Kills the bot while people chat, starts it again, and counts: every message answered, nothing done twice."""

import asyncio
import os
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select

from bot.commands.demo import free_port
from bot.demo.people import Person
from bot.demo.server import LocalTelegram
from storage.address import Address
from storage.database import Database
from storage.outbox import OutboxMessage, State
from tests.house import SECRET, TOKEN, local_telegram

ROOT = Path(__file__).parents[2]
ANYWHERE = "at any moment"
PEOPLE = 8
# Each of these is answered by one message whose first words are known.
SAYINGS = (("Guéret", "Karine Machat"), ("Niort", "Elodie Truong"), ("Bayonne", "Sophie Jadin"))


@dataclass
class Tally:
    """What was seen: kills by the point where they fell, messages asked, answered, repeated, done twice."""

    kills: Counter[str] = field(default_factory=Counter)
    asked: int = 0
    unanswered: list[str] = field(default_factory=list)
    repeats: int = 0
    done_twice: int = 0

    def lines(self) -> list[str]:
        kills = [f"  {point}: {count} kills" for point, count in self.kills.items()]
        return [*kills, f"  messages asked {self.asked}, unanswered {len(self.unanswered)}, "
                f"done twice {self.done_twice}, answers received twice {self.repeats}"]  # fmt: skip


class Victim:
    """The bot as a process: doomed to die at a point, or sound."""

    def __init__(self, telegram: LocalTelegram, address: Address, webhook: bool, port: int) -> None:
        self._environment = {
            **{name: value for name, value in os.environ.items() if name != "KNOWLEDGE_DIR"},
            "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram.url, "TELEGRAM_PACE": "10000",
            "DATABASE_URL": f"sqlite:///{address.path}" if address.is_sqlite else str(address.dsn),
            "PORT": str(port), "LOG_LEVEL": "ERROR",
            "PUBLIC_URL": f"http://127.0.0.1:{port}" if webhook else "", "WEBHOOK_SECRET": SECRET if webhook else "",
        }  # fmt: skip
        self.process: asyncio.subprocess.Process | None = None

    async def start(self, die_at: str | None = None, die_after: int = 0) -> None:
        doom = {"DIE_AT": die_at, "DIE_AFTER": str(die_after)} if die_at else {}
        module = ["tests.reliability.doomed"] if die_at else ["bot", "run"]
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *module, env=self._environment | doom, cwd=ROOT
        )

    async def death(self) -> None:
        assert self.process is not None
        await self.process.wait()

    async def kill(self) -> None:
        assert self.process is not None
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()


async def kill_while_people_chat(
    address: Address, kills: Sequence[str], *, webhook: bool, seed: int, patience: float = 120
) -> Tally:
    """`kills`: for each kill, a name of POINTS or ANYWHERE."""
    chance, tally = random.Random(seed), Tally()
    async with local_telegram() as telegram:
        victim = Victim(telegram, address, webhook, await free_port())
        people = [telegram.person(id=101 + number, first_name=f"Personne {number}") for number in range(PEOPLE)]
        said: dict[int, list[int]] = {person.id: [] for person in people}
        for point in kills:
            await _one_kill(victim, people, said, point, chance)
            tally.kills[point] += 1
        await victim.start()
        await _all_answered(address, sum(map(len, said.values())), patience)
        await victim.kill()
    for person in people:
        _count(person, said[person.id], tally)
    tally.done_twice = await _rows(address) - tally.asked
    return tally


async def _one_kill(
    victim: Victim, people: Sequence[Person], said: dict[int, list[int]], point: str, chance: random.Random
) -> None:
    """Starts the bot, lets everybody write, and waits for its death, or brings it about."""
    await victim.start(None if point == ANYWHERE else point, chance.randint(0, 2 * PEOPLE - 1))
    chatting = asyncio.create_task(_chat(people, said, chance))
    if point == ANYWHERE:
        await asyncio.sleep(chance.uniform(1.5, 5))
        await victim.kill()
    else:
        await victim.death()
    chatting.cancel()
    await asyncio.wait({chatting})


async def _chat(people: Sequence[Person], said: dict[int, list[int]], chance: random.Random) -> None:
    """Everybody writes two messages now, then now and then until the bot dies."""
    for round_ in range(200):
        for person in people:
            await person.send(SAYINGS[len(said[person.id]) % len(SAYINGS)][0])
            said[person.id].append(len(said[person.id]) % len(SAYINGS))
        await asyncio.sleep(0 if round_ == 0 else chance.uniform(2.2, 4))


async def _all_answered(address: Address, asked: int, patience: float) -> None:
    """Every message has its row, and every row has left."""
    async with asyncio.timeout(patience):
        while await _rows(address, State.SENT) < asked:
            await asyncio.sleep(0.2)


def _count(person: Person, said: Sequence[int], tally: Tally) -> None:
    """What a person received, repeats aside, answers what they said, in that order."""
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
    """How many answers were decided: one a message, whatever was killed."""
    database = Database(address)
    try:
        async with database.reading() as session:
            rows = select(func.count()).select_from(OutboxMessage)
            return await session.scalar(rows.where(OutboxMessage.state.in_(states)) if states else rows) or 0
    finally:
        await database.close()
