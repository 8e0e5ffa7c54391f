"""Throw updates of every kind, real and spoiled, at a bot by its webhook, and look at what became of each.

Nothing may be lost: each is handled, repeated or set aside whole. Nobody waits: people write meanwhile and are
answered, and afterwards everybody whose chat was fuzzed asks for help and gets it.
"""

import asyncio
import random
import time
from collections.abc import Iterable, Sequence

import aiohttp

from bot.demo.people import Person
from handlers.reception.start_texts import HELP
from handlers.talk.replies import plain_text
from knowledge.snapshot import Knowledge
from storage.address import Address
from tests.house import SECRET, Ground, ground
from tests.reliability.fuzzing.ledger import Ledger
from tests.reliability.fuzzing.real import RealUpdates
from tests.reliability.fuzzing.stream import Stream, Thrown
from tests.reliability.fuzzing.watch import keeping_logs
from tests.reliability.kills import SAYINGS

BATCH = 100
AT_ONCE = 8
FIRST_FUZZED = 5_150_515_000  # a number to look for in the logs
FIRST_ORDINARY = 101
PATIENCE = 60.0


async def fuzz(address: Address, knowledge: Knowledge, *, count: int, people: int, seed: int) -> Ledger:
    """Fuzz a bot, with updates in the private chats of `people` persons."""
    chance, ledger = random.Random(seed), Ledger()
    began = time.perf_counter()
    with keeping_logs(ledger):
        async with ground(address, knowledge, webhook=True) as here:
            fuzzed = [here.telegram.person(id=FIRST_FUZZED + number) for number in range(people)]
            ordinary = [here.telegram.person(id=FIRST_ORDINARY + number) for number in range(max(2, people // 10))]
            ledger.sent += await _everybody_starts(here, fuzzed)
            await _throw_all(here, _stream(chance, knowledge, fuzzed), count, ordinary, ledger)
            await _settled(here, ledger)
            await _everybody_is_helped(fuzzed, ledger)
            await _settled(here, ledger)
            await ledger.balance(here)
    ledger.seconds = time.perf_counter() - began
    return ledger


def fuzz_apart(address: Address, count: int, people: int, seed: int) -> Ledger:
    """Fuzz a bot from a process that has nothing else to do."""
    return asyncio.run(fuzz(address, Knowledge.load().ready(), count=count, people=people, seed=seed))


def _stream(chance: random.Random, knowledge: Knowledge, fuzzed: Sequence[Person]) -> Stream:
    ids = [person.id for person in fuzzed]
    erasers = ids[::10]
    others = [one for one in ids if one not in erasers]
    return Stream(chance, RealUpdates(chance, knowledge, ids, erasers), RealUpdates(chance, knowledge, others))


async def _everybody_starts(here: Ground, people: Sequence[Person]) -> int:
    for start in range(0, len(people), BATCH):
        for person in people[start : start + BATCH]:
            await person.send("/start")
        await here.telegram.idle(PATIENCE)
    return len(people)


async def _throw_all(here: Ground, stream: Stream, count: int, ordinary: Sequence[Person], ledger: Ledger) -> None:
    connector = aiohttp.TCPConnector(limit=AT_ONCE)
    async with aiohttp.ClientSession(connector=connector, headers=_headers()) as session:
        for number in range(count // BATCH):
            batch = iter(list(stream.take(BATCH)))
            throwers = [_throw(here, session, batch, ledger) for _ in range(AT_ONCE)]
            await asyncio.gather(*throwers, _ask(ordinary[number % len(ordinary)], number, ledger))


def _headers() -> dict[str, str]:
    return {"X-Telegram-Bot-Api-Secret-Token": SECRET}


async def _throw(here: Ground, session: aiohttp.ClientSession, batch: Iterable[Thrown], ledger: Ledger) -> None:
    url = f"http://127.0.0.1:{here.settings.port}/telegram"
    for thrown in batch:
        began = time.perf_counter()
        async with session.post(url, data=thrown.body) as answer:
            await answer.read()
        ledger.note(thrown, answer.status, time.perf_counter() - began)


async def _ask(person: Person, number: int, ledger: Ledger) -> None:
    """Write as an ordinary person meanwhile."""
    began = time.perf_counter()
    saying, expected = SAYINGS[number % len(SAYINGS)]
    ledger.sent += 1
    try:
        (said,) = await person.ask(saying, timeout=PATIENCE)
    except TimeoutError as silence:
        ledger.problem(f"an ordinary person was not answered: {silence}")
        return
    ledger.waits.append(time.perf_counter() - began)
    if expected not in said.text:
        ledger.problem(f"an ordinary person asked {saying!r} and was told {said.text[:80]!r}")


async def _everybody_is_helped(people: Sequence[Person], ledger: Ledger) -> None:
    for start in range(0, len(people), BATCH):
        await asyncio.gather(*(_is_helped(person, ledger) for person in people[start : start + BATCH]))


async def _is_helped(person: Person, ledger: Ledger) -> None:
    ledger.sent += 1
    try:
        (said,) = await person.ask("/aide", timeout=PATIENCE)
    except TimeoutError:
        ledger.problem(f"the chat of {person.id} is stuck")
        return
    if said.text != plain_text(HELP):
        ledger.problem(f"{person.id} asked for help and was told {said.text[:80]!r}")


async def _settled(here: Ground, ledger: Ledger) -> None:
    await here.telegram.idle(PATIENCE)
    try:
        async with asyncio.timeout(PATIENCE):
            while await ledger.messages_waiting(here):
                await asyncio.sleep(0.05)
    except TimeoutError:
        ledger.problem(f"{await ledger.messages_waiting(here)} messages wait for ever")
