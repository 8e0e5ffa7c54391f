"""Fixtures for the local server: the server, a client of it, and a clock that a test moves."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.demo.server import LocalTelegram
from tests.bot.demo.demo_client import Api, Clock, Hook, serving


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def telegram(clock: Clock) -> AsyncIterator[LocalTelegram]:
    async with serving(clock) as server:
        yield server


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def api(telegram: LocalTelegram, session: aiohttp.ClientSession) -> Api:
    return Api(telegram, session)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    opened = Hook()
    runner = await opened.start()
    yield opened
    await opened.release()
    await runner.cleanup()
