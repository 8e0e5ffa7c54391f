"""`aiguilleur demo`: a local server that speaks like Telegram, its page, and the real bot in a process of its own."""

import argparse
import asyncio
import os
import random
import signal
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from bot.clock import Clock, machine_now
from bot.commands.clock import moved
from bot.commands.failure import Failure
from bot.commands.seating import link_the_staff
from bot.commands.tables import bring_tables
from bot.demo.cast import TEAM_SEAT, seat_the_cast
from bot.demo.server import LocalTelegram
from bot.settings import Settings
from handlers.office.door import address_of, ask_link
from handlers.talk.act import Act
from handlers.talk.permissions import Actor
from handlers.talk.refusal import Refusal
from storage.base import Json
from storage.clock import move_ahead
from storage.database import Database

TOKEN = "4242:demo-token"
STOP_SECONDS = 15
BELOW_CLIENTS, PORTS_TRIED = range(20_000, 32_000), 100


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `aiguilleur demo` to its parser."""
    parser.epilog = "example: aiguilleur demo --port 8081"
    parser.add_argument("--port", type=int, default=8081, help="where the page is (8081)")
    parser.add_argument("--fresh", action="store_true", help="forget what earlier demos kept")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Run the demo until it is interrupted: a local Telegram with its page, and the bot."""
    return asyncio.run(_demo(arguments, settings))


async def _demo(arguments: argparse.Namespace, settings: Settings) -> int:
    directory = settings.data_dir / "demo"
    if arguments.fresh:
        for file in directory.glob("aiguilleur.db*"):
            file.unlink()
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    process = BotProcess(settings, directory)
    server = LocalTelegram(token=TOKEN, controls=process)
    seats = seat_the_cast(server)
    try:
        await server.start(port=arguments.port)
    except (OSError, OverflowError):
        raise Failure(f"port {arguments.port} cannot be used: choose another with --port") from None
    try:
        await process.start(server.url)
        linking = asyncio.create_task(link_the_staff(server, seats, process.settings, process.database))
        watching = asyncio.create_task(process.watch(stopping))
        await asyncio.wait((linking, watching), return_when=asyncio.FIRST_COMPLETED)
        if linking.done():
            await linking
            print(f"Aiguilleur demo: open {server.url}  (Ctrl-C ends it)", flush=True)
        linking.cancel()
        await watching
    finally:
        await process.stop()
        await server.stop()
    return 0


class BotProcess:
    """The bot of the demo: `aiguilleur run` in a process of its own that can be killed, with a database of its own."""

    def __init__(self, settings: Settings, directory: Path) -> None:
        self.settings = settings
        self._directory = directory
        self._process: asyncio.subprocess.Process | None = None
        self._environment: dict[str, str] = {}
        self._starting = asyncio.Lock()  # else a process that is being killed would be started again twice
        self.database = Database(settings.database)

    async def start(self, api_url: str) -> None:
        """Start the bot's process against the local Telegram at `api_url`, with the database of the demo's folder."""
        self._directory.mkdir(parents=True, exist_ok=True)
        path = self._directory / "aiguilleur.db"
        kept = {name: value for name, value in os.environ.items() if name not in ("PUBLIC_URL", "WEBHOOK_SECRET")}
        self._environment = kept | {
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": api_url,
            "DATABASE_URL": f"sqlite:///{path}",
            "DATA_DIR": str(self._directory),
            "DEMO_CLOCK": "1",
            "HOST": "127.0.0.1",
            "OFFICE": "on",
            "LOG_LEVEL": "ERROR",  # the demo links its team itself, and fails on purpose
            "PORT": str(await free_port()),
            "PUBLIC_URL": "",
            "WEBHOOK_SECRET": "",
        }
        self.settings = Settings.from_environment(self._environment)
        self.database = Database(self.settings.database)
        await bring_tables(self.database)
        await self._spawn()

    async def _spawn(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=self._environment, cwd=Path(__file__).parents[2]
        )

    async def watch(self, stopping: asyncio.Event) -> None:
        """Start the bot again whenever its process has ended, until `stopping` is set."""
        while not stopping.is_set():
            async with self._starting:
                if self._process is not None and self._process.returncode is not None:
                    await self._spawn()
            try:
                await asyncio.wait_for(stopping.wait(), 1)
            except TimeoutError:
                continue

    async def stop(self) -> None:
        """End the bot's process, by force after 15 seconds, and close the database."""
        await self.database.close()
        if self._process is None or self._process.returncode is not None:
            return
        self._process.terminate()
        try:
            await asyncio.wait_for(self._process.wait(), STOP_SECONDS)
        except TimeoutError:
            self._process.kill()

    async def restart(self) -> None:
        """Kill the bot's process, as a crash would, and start it again."""
        async with self._starting:
            if self._process is not None and self._process.returncode is None:
                self._process.kill()
                await self._process.wait()
            await self._spawn()

    async def status(self) -> Json:
        """Return whether the bot's process is alive, as `{"alive": …}`."""
        return {"alive": self._process is not None and self._process.returncode is None}

    async def office_link(self) -> str:
        """Return the address of a one-time link to the office for the member of the team on the page."""
        now, team = machine_now(), frozenset({Actor.TEAM})
        async with self.database.transaction() as session:
            act = Act(session=session, now=now, machine_now=now, hours=self.settings.hours, actors=team)
            token = await ask_link(act, TEAM_SEAT)
        return address_of(self.settings.office_address or "", "" if isinstance(token, Refusal) else token)

    async def clock(self) -> str:
        """Return business time as local time in ISO format."""
        async with self.database.reading() as session:
            return self._shown(await Clock(movable=True).now(session))

    async def move_clock(self, step: str) -> str:
        """Move business time by a step such as "+2d", or to a moment, and return it as local time in ISO format.

        Raises ValueError, with a sentence, for a step that cannot be read or would go back.
        """
        action, when = (step, None) if step.startswith("+") else ("set", step)
        async with self.database.transaction() as session:
            try:
                now = moved(await Clock(movable=True).now(session), action, when, self.settings)
            except Failure as refused:
                raise ValueError(str(refused)) from None
            await move_ahead(session, now - machine_now())
        return self._shown(now)

    def _shown(self, moment: datetime) -> str:
        return moment.astimezone(self.settings.timezone).isoformat(timespec="seconds")


async def free_port() -> int:
    """Return a port of 127.0.0.1 on which nobody listens.

    It is outside the range that the system gives to client connections, so that it stays free.
    """
    for port in random.SystemRandom().sample(BELOW_CLIENTS, PORTS_TRIED):
        with suppress(OSError):
            server = await asyncio.start_server(lambda *_: None, "127.0.0.1", port)
            async with server:
                return port
    raise OSError(f"none of {PORTS_TRIED} ports from {BELOW_CLIENTS[0]} to {BELOW_CLIENTS[-1]} is free")
