"""A thousand days, in processes and on databases of their own."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from knowledge.snapshot import Knowledge
from storage.address import Address
from storage.database import Database
from storage.schema import migrate
from tests.reliability.days.day import DAYS_TOGETHER, Days

DAYS, KILLED_SHARE = 1_000, 0.02  # of the steps of the bot, those in which it dies


async def live_days(addresses: Sequence[Address], seed: int, days: int = DAYS) -> bool:
    """Live so many days of three delegates with fifteen cases each, on these databases at once; print the counts."""
    began, loop, lives = time.perf_counter(), asyncio.get_running_loop(), days // DAYS_TOGETHER
    shares = [range(seed + rank, seed + lives, len(addresses)) for rank in range(len(addresses))]
    with ProcessPoolExecutor(len(addresses), mp_context=get_context("spawn")) as pool:
        pairs = zip(addresses, shares, strict=True)
        lived = await asyncio.gather(*[loop.run_in_executor(pool, _days_apart, *pair) for pair in pairs])
    problems = [problem for found, _ in lived for problem in found]
    counts: Counter[str] = Counter()
    for _, counted in lived:
        counts += counted
    how = f"{'SQLite' if addresses[0].is_sqlite else 'PostgreSQL'}, from seed {seed}"
    taps = counts["taps"] / max(1, counts["answers that arrived"])
    print(f"{days} days at the desk, {how}, {time.perf_counter() - began:.0f} s: {len(problems)} broken")
    print(f"  {dict(counts)}, {taps:.2f} taps an answer", *problems[:10], sep="\n", flush=True)
    return not problems


def _days_apart(address: Address, seeds: Iterable[int]) -> tuple[list[str], Counter[str]]:
    """Live ten days for each seed; return what went wrong, a sentence each, and what was counted."""
    return asyncio.run(_live(address, seeds))


async def _live(address: Address, seeds: Iterable[int]) -> tuple[list[str], Counter[str]]:
    knowledge, database = Knowledge.load(), Database(address)
    await migrate(database)
    problems: list[str] = []
    counts: Counter[str] = Counter()
    try:
        for seed in seeds:
            days = Days(database, knowledge, seed, KILLED_SHARE)
            problems += await days.run(DAYS_TOGETHER)
            counts += days.witness.counts
    finally:
        await database.close()
    return problems, counts
