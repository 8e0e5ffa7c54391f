"""The demo as a visitor meets it: `aiguilleur demo`, the real bot in its own process, a real browser.

With PICTURES set to a folder, the pictures of the documentation are written there.
"""

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.commands.demo import free_port

ROOT = Path(__file__).parents[2]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
DESKTOP, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}
ANSWER = "Cela répond-il à votre question ?"


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    path = shutil.which("chromium")
    assert path, "The tests of the page need a browser: install the package chromium."
    async with async_playwright() as playwright:
        yield await playwright.chromium.launch(executable_path=path, args=FLAGS)


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """The demo, ready."""
    port = await free_port()
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--port", str(port), cwd=ROOT, stdout=asyncio.subprocess.PIPE,
        env=kept | {"DATA_DIR": str(tmp_path)},
    )  # fmt: skip
    assert process.stdout
    line = (await asyncio.wait_for(process.stdout.readline(), 150)).decode()
    assert line == f"Aiguilleur demo: open http://127.0.0.1:{port}  (Ctrl-C ends it)\n"
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    assert await asyncio.wait_for(process.wait(), 30) == 0


async def say(page: Page, words: str) -> None:
    box = page.get_by_role("textbox").first
    await box.fill(words)
    await box.press("Enter")


async def picture(page: Page, name: str, tmp_path: Path) -> None:
    path = Path(os.environ.get("PICTURES", tmp_path)) / name
    await page.screenshot(path=path)
    assert path.stat().st_size > 10_000


@pytest.mark.timeout(240)
async def test_visitor_asks_kills_the_bot_and_loses_nothing(browser: Browser, address: str, tmp_path: Path) -> None:
    page = await browser.new_page(viewport=DESKTOP, reduced_motion="reduce")
    await page.goto(address)
    await expect(page.get_by_text("C'est fait : vous êtes")).to_have_count(4)
    await say(page, "C'est quoi l'AMI Tiers-Lieux ?")
    await expect(page.get_by_text(ANSWER)).to_have_count(1, timeout=60_000)
    await expect(page.locator(".lead .theirs b").first).to_be_in_viewport()  # the answer is read from its first line
    await page.get_by_role("button", name="Combien ?").first.click()
    await expect(page.get_by_text(ANSWER)).to_have_count(2, timeout=20_000)
    await picture(page, "demo.png", tmp_path)
    await page.get_by_role("button", name="Redémarrer le robot").click()
    await say(page, "Guéret")
    await expect(page.get_by_text("votre déléguée est Karine Machat")).to_have_count(1, timeout=60_000)


@pytest.mark.timeout(240)
async def test_page_is_good_on_a_phone(browser: Browser, address: str, tmp_path: Path) -> None:
    page = await browser.new_page(viewport=PHONE, reduced_motion="reduce")
    await page.goto(address)
    await say(page, "Guéret")
    await expect(page.get_by_text("votre déléguée est Karine Machat")).to_have_count(1, timeout=60_000)
    await picture(page, "demo-phone.png", tmp_path)
    assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.timeout(240)
async def test_business_clock_is_moved_from_the_page(browser: Browser, address: str) -> None:
    page = await browser.new_page(viewport=DESKTOP, reduced_motion="reduce")
    await page.goto(address)
    shown = page.get_by_text("Heure du robot")
    before = await shown.inner_text()
    await page.get_by_role("button", name="+1 jour").click()
    await expect(shown).not_to_have_text(before, timeout=20_000)
