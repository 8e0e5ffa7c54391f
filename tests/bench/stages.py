"""CPU milliseconds and SQL statements of one update, stage by stage, in this process."""

import json
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from sqlalchemy import event

from bot.application import Connections, build_bot, read_update
from bot.clock import machine_now
from bot.delivery import deliver
from bot.settings import Secret, Settings
from handlers.reception.compose import reply_to
from handlers.talk.limits import ACTS
from handlers.talk.replies import as_params
from knowledge.snapshot import Knowledge
from storage.address import Address
from storage.database import Database
from storage.outbox import OutboxMessage, record_sent
from storage.people import meet
from storage.queueing import enqueue
from storage.rates import count_one
from storage.roles import roles_of
from storage.schema import migrate
from storage.updates import begin_update
from storage.waiting import contents_of
from tests.bench.figures import table
from tests.house import TOKEN, local_telegram

TIMES = 300
QUESTION = "bonjour, c'est quoi le FDVA ?"


async def stages(knowledge: Knowledge) -> str:
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory() as directory:
        address = Address(Path(directory) / "stages.db", None)
        async with local_telegram() as telegram:
            await telegram.person(id=101, first_name="Aïcha").send("bonjour")
            settings = Settings(database=address, data_dir=Path(), token=Secret(TOKEN), api_url=telegram.url)
            database, bot = Database(address), build_bot(settings, Connections())
            await migrate(database)
            async with bot:
                work = _Work(database, knowledge)
                payload = json.dumps(work.payload).encode()
                stage_list: dict[str, Callable[[], Awaitable[object]]] = {
                    "read the update": _quickly(lambda: read_update(json.loads(payload), bot)),
                    "understand and compose": _quickly(lambda: reply_to(knowledge.understand(QUESTION), knowledge)),
                    "transaction (seen before, person, roles, rate, outbox, commit)": work.transaction,
                    "read a message that had to wait": work.look,
                    "send (with the local server's own work)": lambda: deliver(
                        bot, "send_message", 101, work.params, 0
                    ),
                    "write the outcome down": work.outcome,
                }
                for name, stage in stage_list.items():
                    rows.append([name, f"{await _cpu_ms(stage):.2f}", await work.statements(stage)])
            await database.close()
    return table(f"CPU by stage, SQLite, {TIMES} times each", ["stage", "ms", "statements"], rows)


class _Work:
    def __init__(self, database: Database, knowledge: Knowledge) -> None:
        self.database = database
        self.params = as_params(reply_to(knowledge.understand(QUESTION), knowledge))
        somebody = {"id": 101, "first_name": "A", "is_bot": False}
        message = {"message_id": 1, "date": 1, "chat": {"id": 101, "type": "private"}, "from": somebody}
        self.payload = {"update_id": 1, "message": message | {"text": QUESTION}}
        self._update_id = 0
        self._asked = 0
        for engine in (database.writer, database.reader):
            event.listen(engine.sync_engine, "before_cursor_execute", self._count)

    def _count(self, connection: object, cursor: object, statement: str, *_: object) -> None:
        self._asked += not statement.startswith("BEGIN")

    async def statements(self, stage: Callable[[], Awaitable[object]]) -> int:
        """Count the SQL statements of a stage, except for those that begin and end a transaction."""
        before = self._asked
        await stage()
        return self._asked - before

    async def transaction(self) -> None:
        self._update_id += 1
        async with self.database.transaction() as session:
            await begin_update(session, 1, self._update_id, machine_now())
            person = await meet(session, 101, machine_now())
            await roles_of(session, 101)
            await count_one(session, 101, ACTS.kind, machine_now(), ACTS.window)
            person.last_entry = f"entry {self._update_id}"
            row = OutboxMessage(chat_id=101, method="send_message", params=self.params, created_at=machine_now())
            await enqueue(session, row)

    async def look(self) -> None:
        async with self.database.reading() as session:
            await contents_of(session, [1])

    async def outcome(self) -> None:
        async with self.database.transaction() as session:
            await record_sent(session, 1, 1, machine_now())


def _quickly(work: Callable[[], object]) -> Callable[[], Awaitable[object]]:
    async def run() -> object:
        return work()

    return run


async def _cpu_ms(stage: Callable[[], Awaitable[object]]) -> float:
    for _ in range(20):
        await stage()
    began = time.process_time()
    for _ in range(TIMES):
        await stage()
    return (time.process_time() - began) * 1000 / TIMES
