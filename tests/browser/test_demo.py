"""The demo as a visitor meets it: `aiguilleur demo`, the real bot in its own process, a real browser."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser.page import DESKTOP, LEAD, PHONE, Phone, all_linked, opened, take
from tests.demo_process import forked_demo

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(240)]
ANSWER = "Cela répond-il à votre question ?"
KARINE = "votre déléguée est Karine Machat"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def address(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """Yield the address of a demo with the limits of Telegram, as a visitor meets it."""
    async with forked_demo(tmp_path_factory.mktemp("demo")) as ready:
        yield ready


async def test_visitor_asks_kills_the_bot_and_loses_nothing(browser: Browser, address: str, tmp_path: Path) -> None:
    page = await opened(browser, address, DESKTOP)
    await all_linked(page)
    lead = Phone(page, LEAD)
    await lead.says("C'est quoi l'AMI Tiers-Lieux ?", ANSWER)
    await expect(page.locator(".lead .theirs b").first).to_be_in_viewport()  # the answer is read from its first line
    await lead.presses("Combien ?", ANSWER)
    await take(page, "demo.png", tmp_path)
    await page.get_by_role("button", name="Redémarrer le robot").click()
    await lead.says("Guéret", KARINE)


async def test_page_is_good_on_a_phone(browser: Browser, address: str, tmp_path: Path) -> None:
    page = await opened(browser, address, PHONE)
    await Phone(page, LEAD).says("Guéret", KARINE)
    await take(page, "demo-phone.png", tmp_path)
    assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


async def test_business_clock_is_moved_from_the_page(browser: Browser, address: str) -> None:
    page = await opened(browser, address, DESKTOP)
    shown = page.get_by_text("Heure du robot")
    before = await shown.inner_text()
    await page.get_by_role("button", name="+1 jour").click()
    await expect(shown).not_to_have_text(before, timeout=20_000)
