"""`aiguilleur cases list`, while the bot runs: what is open, whose, since when; never who asked."""

import asyncio
import json

import pytest

from bot.__main__ import main
from knowledge.snapshot import Knowledge
from storage.address import Address
from tests.desk import KARINE, at_the_desk
from tests.house import TOKEN


async def console(*arguments: str) -> int:
    return await asyncio.to_thread(main, ["cases", "list", *arguments])


async def test_open_cases_are_listed_without_who_asked(
    address: Address, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", str(address.dsn or f"sqlite:///{address.path}"))
    monkeypatch.setenv("DEMO_CLOCK", "1")
    async with at_the_desk(address, knowledge) as desk:
        assert await console() == 0
        assert capsys.readouterr().out == "no open case\n"
        assert await console("--json") == 0
        assert capsys.readouterr().out == ""
        karine, aicha = await desk.staff(KARINE), await desk.person()
        await aicha.opens_case("Un secret")
        await aicha.opens_case("Un autre")
        await karine.presses("Je prends")
        await desk.later(days=2, minutes=5)
        assert await console() == 0
        shown = capsys.readouterr().out
        assert shown.splitlines() == [
            "1  new      87  nobody yet, for Karine Machat  2 d old", "2  taken    87  Karine Machat  2 d old",
        ]  # fmt: skip
        assert await console("--json") == 0
        first, second = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert {name: first[name] for name in ("id", "state", "department", "place", "owner", "referent", "late")} == {
            "id": 1, "state": "new", "department": "87", "place": "Saint-Junien (87)", "owner": None,
            "referent": "Karine Machat", "late": True,
        }  # fmt: skip
        assert (second["id"], second["owner"], second["age_seconds"] >= 2 * 86_400) == (2, "Karine Machat", True)
        assert [one for one in ("Aïcha", "Morel", "secret") if one in shown] == []
