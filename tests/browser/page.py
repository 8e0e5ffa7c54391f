"""The demo page in tests: its phones, its clock, and the pictures of the guides.

With PICTURES set to a folder the pictures are written there; else they are only looked at.
"""

import os
import re
from contextlib import suppress
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, expect

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
LEAD, DELEGATE, TEAM = 101, 201, 204
DESKTOP, PHONE, WIDE = ({"width": width, "height": height} for width, height in ((1280, 860), (390, 844), (1900, 900)))
PATIENCE = 60_000
DAYTIME = range(9, 19)
SMALLEST_PICTURE = 5_000  # in bytes; an empty page is smaller
ROOT = Path(__file__).parents[2]


class Phone:
    """One of the phones of the page."""

    def __init__(self, page: Page, number: int) -> None:
        self._tab = page.locator(f"#tab-{number}")
        self._root = page.locator(f"#phone-{number}")

    async def writes(self, words: str) -> None:
        if await self._tab.is_visible():
            await self._tab.click()
        box = self._root.get_by_role("textbox").first
        await box.fill(words)
        await box.press("Enter")

    async def says(self, words: str, answer: str) -> None:
        before = await self._found(answer).count()
        await self.writes(words)
        await self.reads(answer, before + 1)

    async def insists(self, words: str, answer: str) -> None:
        """Say the words again until the answer is this one: the robot proposes dates at its first tick."""
        for _ in range(30):
            await self.writes(words)
            with suppress(AssertionError):
                await expect(self._found(answer)).not_to_have_count(0, timeout=3_000)
                return
        raise AssertionError(f"no answer to {words} tells {answer}")

    async def taps(self, label: str | re.Pattern[str]) -> None:
        """Press the latest button of this name, under a message."""
        await self._buttons(label).last.click()

    async def presses(self, label: str | re.Pattern[str], answer: str) -> None:
        before = await self._found(answer).count()
        await self.taps(label)
        await self.reads(answer, before + 1)

    async def becomes(self, label: str, after: str) -> None:
        """Press a button that shows a state, and wait for the next one."""
        await self.taps(label)
        await expect(self._buttons(after).last).to_be_visible(timeout=PATIENCE)

    async def second(self, label: re.Pattern[str]) -> str:
        """Return the whole label of the second button that matches."""
        return await self._buttons(label, exact=False).nth(1).inner_text()

    async def reads(self, words: str, times: int | None = None) -> None:
        """Wait until the words are shown so many times, at least once where `times` is None."""
        found = self._found(words)
        if times is None:
            await expect(found.last).to_be_visible(timeout=PATIENCE)
        else:
            await expect(found).to_have_count(times, timeout=PATIENCE)

    async def picture(self, name: str, folder: Path) -> None:
        await self._root.get_by_role("log").evaluate("log => { log.scrollTop = log.scrollHeight }")
        await take(self._root, name, folder)

    def _buttons(self, label: str | re.Pattern[str], *, exact: bool = True) -> Locator:
        return self._root.get_by_role("article").get_by_role("button", name=label, exact=exact)

    def _found(self, words: str) -> Locator:
        """Find the words as written, capital letters included."""
        return self._root.get_by_text(re.compile(re.escape(words)))


async def opened(browser: Browser, address: str, size: dict[str, int]) -> Page:
    page = await browser.new_page(viewport=size, reduced_motion="reduce")  # type: ignore[arg-type]
    await page.goto(address)
    return page


async def take(what: Page | Locator, name: str, folder: Path) -> None:
    path = Path(os.environ.get("PICTURES", folder)) / name
    await what.screenshot(path=path, animations="disabled")
    assert path.stat().st_size > SMALLEST_PICTURE


async def all_linked(page: Page) -> None:
    """Wait until all staff have followed their links."""
    await expect(page.get_by_text("C'est fait : vous êtes")).to_have_count(4, timeout=PATIENCE)


async def in_the_daytime(page: Page) -> None:
    """Move business time to the daytime, since nothing unasked-for is sent at night."""
    shown = page.locator("#clock")
    await expect(shown).not_to_have_text("", timeout=PATIENCE)
    for _ in range(24):
        words = await shown.inner_text()
        hour = re.search(r"(\d+) h", words)
        if hour and int(hour[1]) in DAYTIME:
            return
        await page.get_by_role("button", name="+1 h", exact=True).click()
        await expect(shown).not_to_have_text(words, timeout=PATIENCE)
    raise AssertionError("the clock of the page does not come to the day")


async def in_the_morning(page: Page) -> None:
    """Move business time to the next working morning at which the digest comes, from 8:30 to 9:29."""
    shown = page.locator("#clock")
    await expect(shown).not_to_have_text("", timeout=PATIENCE)
    for _ in range(72):
        words = await shown.inner_text()
        step = "+1 jour" if words.startswith("samedi") else "+1 h"
        await page.get_by_role("button", name=step, exact=True).click()
        await expect(shown).not_to_have_text(words, timeout=PATIENCE)
        words = await shown.inner_text()
        told = re.search(r"(\d+) h ?(\d*)", words)
        minutes = int(told[1]) * 60 + int(told[2] or 0) if told else 0
        if not words.startswith(("samedi", "dimanche")) and 8 * 60 + 30 <= minutes < 9 * 60 + 30:
            return
    raise AssertionError("the clock of the page does not come to a working morning")


def pictures_in(guide: str, prefix: str) -> list[str]:
    """Return the pictures that a guide shows."""
    words = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    return sorted(re.findall(rf"\(pictures/({prefix}-[\w-]+\.png)\)", words))
