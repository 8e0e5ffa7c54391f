"""Fixtures: the demo in its own process (forked: `tests/forked.py`) and a real browser, once a file of tests."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import asdict

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from bot.demo.limits import Limits
from bot.pacing import LIFTED
from tests.browser.page import FLAGS
from tests.demo_process import forked_demo


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    path = shutil.which("chromium")
    assert path, "The tests of the page need a browser: install the package chromium."
    async with async_playwright() as playwright:
        yield await playwright.chromium.launch(executable_path=path, args=FLAGS)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def address(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """Yield the address of a demo that is ready, without the limits of Telegram: test_demo.py lives with them."""
    demo = forked_demo(tmp_path_factory.mktemp("demo"), TELEGRAM_PACE=str(LIFTED))
    async with demo as ready, aiohttp.ClientSession() as session:
        limits = asdict(Limits.lifted())
        async with session.post(f"{ready}/demo/limits", json=limits) as answer:
            assert answer.status == 200
        yield ready
