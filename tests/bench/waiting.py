"""What a message costs while others wait: one is written and another leaves, many times."""

import tempfile
import time
from pathlib import Path

from bot.dispatcher import ON_THEIR_WAY
from storage.address import Address
from storage.database import Database
from storage.schema import migrate
from tests.bench.figures import table
from tests.bot.dispatching import Telegram, dispatching, message, put_many, until, until_all_is_read, write

TIMES = 300


async def waiting() -> str:
    rows = [[count, f"{await _cpu_ms(count):.2f}"] for count in (100, 10_000, 100_000)]
    return table(
        f"A message written and one sent while others wait, SQLite, {TIMES} times", ["waiting", "CPU ms"], rows
    )


async def _cpu_ms(count: int) -> float:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "waiting.db"
        database, telegram = Database(Address(path, None)), Telegram(allowed=0)
        await migrate(database)
        put_many(path, count)
        async with dispatching(database, telegram) as dispatcher:
            await until_all_is_read(dispatcher)
            began = time.process_time()
            for number in range(TIMES):
                await write(database, message(1_000_000 + number))
                telegram.allow(1)
                await until(telegram, number + 1)
            took = time.process_time() - began
            telegram.allow(ON_THEIR_WAY)
        await database.close()
        return took * 1000 / TIMES
