"""Helpers for tests of the local server: a client that calls it as any bot would, a clock, a bot by webhook."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from bot.demo.limits import Limits
from bot.demo.server import LocalTelegram


@dataclass
class Clock:
    time: float = 1_790_000_000.0

    def __call__(self) -> float:
        return self.time

    def move(self, seconds: float) -> None:
        self.time += seconds


@asynccontextmanager
async def serving(clock: Clock) -> AsyncIterator[LocalTelegram]:
    """Run a server without limits, which only their own tests need; webhooks are tried again at once."""
    server = LocalTelegram(limits=Limits.lifted(), now=clock, retry_delay=0.02)
    await server.start()
    yield server
    await server.stop()


class Api:
    """A client that calls methods and returns the body."""

    def __init__(self, server: LocalTelegram, session: aiohttp.ClientSession) -> None:
        self.base = f"{server.url}/bot{server.world.token}"
        self.files = f"{server.url}/file/bot{server.world.token}"
        self.session = session

    async def __call__(self, method: str, **params: Any) -> Any:
        async with self.session.post(f"{self.base}/{method}", json=params) as answer:
            body = await answer.json()
            assert body.get("error_code", 200) == answer.status
            return body

    async def ok(self, method: str, **params: Any) -> Any:
        body = await self(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refusal(self, method: str, **params: Any) -> tuple[int, str]:
        body = await self(method, **params)
        assert not body["ok"], body
        return body["error_code"], body["description"]


@dataclass
class Hook:
    """A bot's end of a webhook: keeps what comes, answers the statuses given, and can be made to wait."""

    statuses: list[int] = field(default_factory=list)
    received: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    open_now: int = 0
    most_open: int = 0
    held: set[str] = field(default_factory=set)
    """Texts of messages whose answers wait."""
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    url: str = ""

    async def start(self) -> web.AppRunner:
        app = web.Application()
        app.router.add_post("/telegram", self.take)
        runner = web.AppRunner(app, shutdown_timeout=0.2)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
        return runner

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.open_now += 1
        self.most_open = max(self.most_open, self.open_now)
        async with self.changed:
            self.received.append(update)
            self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
            self.times.append(asyncio.get_running_loop().time())
            self.changed.notify_all()
            await self.changed.wait_for(lambda: update.get("message", {}).get("text") not in self.held)
        self.open_now -= 1
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    async def wait(self, count: int) -> list[dict[str, Any]]:
        async with asyncio.timeout(5), self.changed:
            await self.changed.wait_for(lambda: len(self.received) >= count)
        return self.received

    async def release(self) -> None:
        async with self.changed:
            self.held.clear()
            self.changed.notify_all()

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.received if "message" in update]
