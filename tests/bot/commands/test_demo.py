"""`aiguilleur demo`: its delegates and its team arrive linked, and still are after a restart."""

from pathlib import Path

import aiohttp
import pytest

from tests.demo_process import demo, forked_demo

pytestmark = pytest.mark.timeout(240)
STAFF = {201: "Karine Machat", 202: "Elodie Truong", 203: "Sophie Jadin", 204: "Chloé Rivolet"}


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
        async with forked_demo(tmp_path) as address:
            for number in STAFF:
                assert (await first_heard(address, session, number)).startswith("Bonjour.")


async def test_demo_too_slow_to_start_leaves_no_process_behind(tmp_path: Path) -> None:
    with pytest.raises(TimeoutError):
        async with demo(tmp_path, ready=2):
            pass
    assert [line for line in processes() if str(tmp_path) in line] == []


def processes() -> list[str]:
    """Return the environment of every process; those of the demo name its folder of data."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            found.append((folder / "environ").read_text(errors="replace"))
        except OSError:
            continue
    return found
