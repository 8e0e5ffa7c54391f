"""The pictures of the team's guide to announcements, taken from the demo: written, looked at, sent, reported.

With PICTURES set to a folder, they are written there.
"""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.test_demo import address, browser
from tests.browser.test_guide import ROOT, SIZE, chat_of, heard, picture, press, write

__all__ = ["address", "browser"]  # the demo, ready, and a browser
PICTURES = ("annonce-brouillon.png", "annonce-apercu.png", "annonce-compte-rendu.png")
MORNING, EVENING = 9, 20


async def by_day(page: Page) -> None:
    """By night nothing leaves: the demo's clock goes on until the morning."""
    hour = datetime.now(ZoneInfo("Europe/Paris")).hour
    for _ in range(0 if MORNING <= hour < EVENING else (MORNING - hour) % 24):
        shown = await page.locator("#clock").inner_text()
        await page.get_by_role("button", name="+1 h", exact=True).click()
        await expect(page.locator("#clock")).not_to_have_text(shown, timeout=20_000)


@pytest.mark.timeout(300)
async def test_team_writes_looks_sends_and_reads_the_report_as_the_guide_shows(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    page = await browser.new_page(viewport=SIZE, reduced_motion="reduce")
    await page.goto(address)
    await expect(page.get_by_text("C'est fait : vous êtes")).to_have_count(4, timeout=60_000)
    await by_day(page)
    lead, chloe = chat_of(page, "Aïcha Morel"), chat_of(page, "Chloé Rivolet")
    await write(lead, "/abonnements")
    await heard(lead, "Ce dont je peux vous prévenir.")
    await press(lead, "Les visios : non")
    await expect(lead.get_by_role("button", name="Les visios : oui")).to_be_visible(timeout=60_000)
    await write(chloe, "/annonce")
    await heard(chloe, "Aucune annonce n'est prévue ni en cours.")
    await press(chloe, "Nouvelle annonce")
    await heard(chloe, "De quoi parle l'annonce ?")
    await press(chloe, "Les visios · 1")
    await heard(chloe, "Écrivez l'annonce.")
    await write(chloe, "La visio de décembre parle des cafés associatifs. Venez avec vos questions.")
    await heard(chloe, "1 personne aujourd'hui")
    await picture(chloe, PICTURES[0], tmp_path)
    await press(chloe, "Aperçu")
    await heard(chloe, "Vous avez choisi « Les visios »")
    await expect(chloe.get_by_role("button", name="Programmer")).to_have_count(2, timeout=60_000)
    await picture(chloe, PICTURES[1], tmp_path)
    await press(chloe, "Envoyer maintenant")
    await heard(chloe, "Envoyer à 1 personne, maintenant ?")
    await press(chloe, "Oui, envoyer")
    await heard(lead, "La visio de décembre parle des cafés associatifs.")
    await heard(chloe, "1 sur 1 (100 %)")
    await chloe.get_by_role("log").evaluate("log => { log.scrollTop = log.scrollHeight }")
    await picture(chloe, PICTURES[2], tmp_path)


def test_guide_shows_its_pictures() -> None:
    shown = re.findall(r"\(pictures/(annonce-[\w-]+\.png)\)", (ROOT / "docs" / "guide-annonces.md").read_text())
    assert sorted(shown) == sorted(PICTURES)
