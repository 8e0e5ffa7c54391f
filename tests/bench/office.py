"""What a page of the office costs with 200,000 people and 20,000 cases: time, bytes sent, memory before and after."""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import insert

from bot.clock import machine_now
from knowledge.finder.workshop import Workshop
from knowledge.snapshot import Knowledge
from storage.address import Address
from storage.cases import Case
from storage.database import Database
from storage.people import Person
from storage.schema import migrate
from tests.bench.figures import percentile, table
from tests.handlers.office.visitor import Visitor, visitor
from tests.house import ground, link

PEOPLE, CASES, AT_ONCE, TIMES = 200_000, 20_000, 10_000, 40
PAGES = ("", "/base", "/base/fiche/ami-montants", "/base/fiche/ami-montants/modifier", "/base/nouvelle",
         "/base/imprimer", "/questions", "/completer", "/equipe", "/journal")  # fmt: skip


async def office_pages() -> str:
    """Return the figures, a line a page."""
    with tempfile.TemporaryDirectory() as folder:
        address = Address(Path(folder) / "aiguilleur.db", None)
        await _fill(address)
        knowledge = replace(Knowledge.load(workshop=Workshop(Path(folder) / "learned")).ready(), monthly=())
        async with ground(address, knowledge, webhook=True) as here:
            chloe = here.telegram.person(id=204, first_name="Chloé")
            await link(here, chloe, "team", "Chloé Rivolet")
            before = _memory()
            async with visitor(here) as web:
                await web.enters(chloe)
                rows = [await _measured(web, page) for page in PAGES]
            grown = _memory() - before
    title = (
        f"Pages of the office, {PEOPLE} people, {CASES} cases, {TIMES} times each; {grown} MB more once all were read"
    )
    return table(title, ("page", "p50 ms", "p95 ms", "bytes sent"), rows)


async def _measured(web: Visitor, path: str) -> Sequence[object]:
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        page = await web.opens(path)
        taken.append((time.perf_counter() - begun) * 1000)
    p50, p95 = (f"{percentile(taken, share):.1f}" for share in (0.5, 0.95))
    return path or "/", p50, p95, page.headers["Content-Length"]


async def _fill(address: Address) -> None:
    now = machine_now()
    seen = {"first_seen_at": now, "last_seen_at": now, "last_suggestions": [], "place_kept": False}
    case = {"person_name": "A", "state": "closed", "role": "delegate", "referent": "Karine Machat", "opened_at": now,
            "closed_at": now}  # fmt: skip
    async with Database(address) as database:
        await migrate(database)
        async with database.transaction() as session:
            for begin in range(0, PEOPLE, AT_ONCE):
                numbers = range(10**9 + begin, 10**9 + begin + AT_ONCE)
                await session.execute(insert(Person), [{"telegram_id": number, **seen} for number in numbers])
            for begin in range(0, CASES, AT_ONCE):
                numbers = range(10**9 + begin, 10**9 + begin + AT_ONCE)
                await session.execute(insert(Case), [{"telegram_id": number, **case} for number in numbers])


def _memory() -> int:
    """Return the memory of this process, in MB."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024
