"""The pictures of the guide for delegates, taken from the demo: a question arrives, is taken, answered, closed.

With PICTURES set to a folder, they are written there.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.test_demo import address, browser

__all__ = ["address", "browser"]  # the demo, ready, and a browser
SIZE = {"width": 1700, "height": 900}
ROOT = Path(__file__).parents[2]
PICTURES = ("guide-carte.png", "guide-reponse.png", "guide-remis.png")


def chat_of(page: Page, name: str) -> Locator:
    return page.get_by_label(re.compile(f"^{name}, "))


async def write(chat: Locator, words: str) -> None:
    box = chat.get_by_role("textbox")
    await box.fill(words)
    await box.press("Enter")


async def press(chat: Locator, label: str) -> None:
    await chat.get_by_role("article").get_by_role("button", name=label, exact=True).last.click()


async def heard(chat: Locator, words: str) -> None:
    await expect(chat.get_by_text(words).last).to_be_visible(timeout=60_000)


async def picture(chat: Locator, name: str, tmp_path: Path) -> None:
    path = Path(os.environ.get("PICTURES", tmp_path)) / name
    await chat.screenshot(path=path)
    assert path.stat().st_size > 5_000


@pytest.mark.timeout(300)
async def test_delegate_takes_answers_and_closes_as_the_guide_shows(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    page = await browser.new_page(viewport=SIZE, reduced_motion="reduce")
    await page.goto(address)
    await expect(page.get_by_text("C'est fait : vous êtes")).to_have_count(4, timeout=60_000)
    lead, karine = chat_of(page, "Aïcha Morel"), chat_of(page, "Karine Machat")
    await write(lead, "/contact")
    await heard(lead, "Où est votre projet ?")
    await write(lead, "Saint-Junien")
    await heard(lead, "Écrivez votre message")
    await write(lead, "On voudrait reprendre l'ancien bureau de poste. Par où commencer ?")
    await heard(lead, "Voici ce qui part")
    await press(lead, "Envoyer")
    await heard(karine, "Nouvelle demande")
    await picture(karine, PICTURES[0], tmp_path)
    await press(karine, "Répondre")
    await heard(karine, "Vous écrivez à Aïcha Morel")
    await heard(karine, "Suivie par Karine Machat")
    await picture(karine, PICTURES[1], tmp_path)
    await write(karine, "Bonjour Aïcha. Parlons-en au téléphone mardi ?")
    await heard(karine, "Remis à Aïcha Morel")
    await heard(karine, "Demande répondue")
    await picture(karine, PICTURES[2], tmp_path)


def test_guide_shows_its_pictures() -> None:
    shown = re.findall(r"\(pictures/(guide-[\w-]+\.png)\)", (ROOT / "docs" / "guide-delegues.md").read_text())
    assert sorted(shown) == sorted(PICTURES)
