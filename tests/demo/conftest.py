"""Fixtures for the local server: the server, a client of it, and a clock that a test moves."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.demo.limits import Limits
from bot.demo.server import LocalTelegram
from tests.demo.demo_client import Api, Clock, Hook


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def telegram(clock: Clock) -> AsyncIterator[LocalTelegram]:
    """Yield a server without limits, which only their own tests need; webhooks are tried again at once."""
    server = LocalTelegram(limits=Limits.lifted(), now=clock, retry_delay=0.02)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
async def api(telegram: LocalTelegram, session: aiohttp.ClientSession) -> Api:
    return Api(telegram, session)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    opened = Hook()
    runner = await opened.start()
    yield opened
    await opened.release()
    await runner.cleanup()
