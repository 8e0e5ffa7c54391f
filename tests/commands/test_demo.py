"""`aiguilleur demo`: its delegates and its team arrive linked, and are still after a restart."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from bot.commands.demo import free_port

ROOT = Path(__file__).parents[2]
STAFF = {201: "Karine Machat", 202: "Elodie Truong", 203: "Sophie Jadin", 204: "Chloé Rivolet"}


@asynccontextmanager
async def demo(data: Path) -> AsyncIterator[str]:
    """The address of a demo that says to be ready; it ends well."""
    port = await free_port()
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--port", str(port), cwd=ROOT, stdout=asyncio.subprocess.PIPE,
        env=kept | {"DATA_DIR": str(data)},
    )  # fmt: skip
    assert process.stdout
    await asyncio.wait_for(process.stdout.readline(), 150)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    assert await asyncio.wait_for(process.wait(), 30) == 0


async def first_heard(address: str, session: aiohttp.ClientSession, number: int) -> str:
    async with session.get(f"{address}/demo/people/{number}/chat") as answer:
        said = [message for message in (await answer.json())["messages"] if message["from_bot"]]
    assert len(said) == 1
    return str(said[0]["text"]).splitlines()[0]


async def test_staff_arrive_linked_and_stay_so_in_the_next_demo(tmp_path: Path) -> None:
    async with aiohttp.ClientSession() as session:
        async with demo(tmp_path) as address:
            for number, name in STAFF.items():
                assert (await first_heard(address, session, number)).startswith(f"C'est fait : vous êtes {name}, ")
        async with demo(tmp_path) as address:
            for number in STAFF:
                assert (await first_heard(address, session, number)).startswith("Bonjour.")
