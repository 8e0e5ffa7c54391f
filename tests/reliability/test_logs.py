"""The logs: an update can be followed by its id, and nothing tells who wrote or what."""

import asyncio
import json
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.address import Address
from storage.database import Database
from storage.updates import UpdateDone
from tests.house import TOKEN, local_telegram
from tests.reliability.test_processes import process


@pytest.mark.parametrize("style", ["text", "json"])
async def test_logs_follow_an_update_by_its_id_and_tell_nothing_of_the_person(tmp_path: Path, style: str) -> None:
    async with local_telegram() as telegram:
        settings = {"DATABASE_URL": f"sqlite:///{tmp_path}/a.db", "LOG_FORMAT": style, "LOG_LEVEL": "DEBUG"}
        async with process(telegram, **settings) as started:
            await telegram.person(id=77_101, first_name="Zéphyrine").ask("Mon numéro est le 0601020304", timeout=60)
            started.terminate()
            _, errors = await asyncio.wait_for(started.communicate(), 60)
    update, written = await _update_done(tmp_path / "a.db"), errors.decode()
    assert [private for private in ("77101", "Zéphyrine", "numéro", "0601020304", TOKEN) if private in written] == []
    handled = [line for line in written.splitlines() if "handled, 1 to send" in line]
    assert len(handled) == 1
    if style == "json":
        assert {json.loads(line).get("update") for line in written.splitlines()} == {None, update}
    else:
        assert f" update={update} handled" in handled[0]
    (sent,) = [line for line in written.splitlines() if " sent" in line and "message 1 " in line]
    assert str(update) in sent


async def _update_done(path: Path) -> int:
    database = Database(Address(path, None))
    async with database.reading() as session:
        (update,) = await session.scalars(select(UpdateDone.update_id))
    await database.close()
    return update
