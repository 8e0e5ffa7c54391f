"""The meetings on the demo page: published by the team, registered, full, freed, offered; in a real browser.

With PICTURES set to a folder, the pictures of the guide of the team are written there.
"""

import os
import re
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.test_demo import address, browser

__all__ = ["address", "browser"]  # fixtures
LEAD, DELEGATE, TEAM = 101, 201, 204
PATIENCE = 60_000
WIDE = {"width": 1900, "height": 900}  # each phone as wide as one in the hand
DAYTIME = range(9, 19)


class Phone:
    """One of the phones of the page."""

    def __init__(self, page: Page, number: int) -> None:
        self._page = page
        self._tab = page.locator(f"#tab-{number}")
        self._root = page.locator(f"#phone-{number}")

    async def says(self, words: str, answer: str) -> None:
        before = await self._count(answer)
        if await self._tab.is_visible():
            await self._tab.click()
        box = self._root.get_by_role("textbox").first
        await box.fill(words)
        await box.press("Enter")
        await self.reads(answer, before + 1)

    async def insists(self, words: str, answer: str) -> None:
        """Says it again until the answer is this one: the robot proposes the dates at its first tick."""
        for _ in range(30):
            box = self._root.get_by_role("textbox").first
            await box.fill(words)
            await box.press("Enter")
            with suppress(AssertionError):
                await expect(self._found(answer)).not_to_have_count(0, timeout=3_000)
                return
        raise AssertionError(f"no answer to {words} tells {answer}")

    async def presses(self, label: str | re.Pattern[str], answer: str) -> None:
        """The latest button of this name."""
        before = await self._count(answer)
        await self._root.get_by_role("button", name=label, exact=True).last.click()
        await self.reads(answer, before + 1)

    async def second(self, label: re.Pattern[str]) -> str:
        """The whole words of the second button that looks so."""
        return await self._root.get_by_role("button", name=label).nth(1).inner_text()

    async def reads(self, words: str, times: int = 1) -> None:
        await expect(self._found(words)).to_have_count(times, timeout=PATIENCE)

    async def picture(self, name: str, tmp_path: Path) -> None:
        path = Path(os.environ.get("PICTURES", tmp_path)) / name
        await self._root.screenshot(path=path, animations="disabled")
        assert path.stat().st_size > 10_000

    async def _count(self, words: str) -> int:
        return await self._found(words).count()

    def _found(self, words: str) -> Locator:
        """As written: a capital letter counts."""
        return self._root.get_by_text(re.compile(re.escape(words)))


async def in_the_daytime(page: Page) -> None:
    """By night nothing unasked-for is sent: business time goes on to the day."""
    shown = page.locator("#clock")
    await expect(shown).not_to_have_text("", timeout=PATIENCE)
    for _ in range(24):
        words = await shown.inner_text()
        hour = re.search(r"(\d+) h", words)
        if hour and int(hour[1]) in DAYTIME:
            return
        await page.get_by_role("button", name="+1 h").click()
        await expect(shown).not_to_have_text(words, timeout=PATIENCE)
    raise AssertionError("the clock of the page does not come to the day")


async def registers(phone: Phone, first_name: str) -> None:
    await phone.says("/visio", "Quelle est votre situation ?")
    await phone.presses("J'ai un projet", "Fin prévue")
    await phone.presses("M'inscrire", "Quel nom puis-je noter")
    await phone.presses(first_name, "Où est votre projet ?")
    await phone.says("Guéret", "Où en est votre projet ?")
    await phone.presses("En idée", "L'équipe verra ces trois lignes")


@pytest.mark.timeout(300)
async def test_team_publishes_people_register_and_a_freed_place_is_offered(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    page = await browser.new_page(viewport=WIDE, reduced_motion="reduce")
    await page.goto(address)
    lead, delegate, team = (Phone(page, number) for number in (LEAD, DELEGATE, TEAM))
    await team.reads("C'est fait : vous êtes")
    await in_the_daytime(page)
    await team.insists("/reunions", "Les réunions")
    await team.picture("reunions-liste.png", tmp_path)
    visio = await team.second(re.compile("Visio des porteuses"))  # weeks away, whatever the day of this test
    await team.presses(visio, "Inscrits : 0 sans limite")
    await team.picture("reunions-proposee.png", tmp_path)
    await team.presses("Modifier", "Que voulez-vous modifier ?")
    await team.presses("Places", "Combien de places ?")
    await team.says("1", "C'est noté.")
    await team.presses("Publier", "C'est publié.")
    await team.picture("reunions-publiee.png", tmp_path)

    await registers(lead, "Aïcha")
    await lead.picture("reunions-formulaire.png", tmp_path)
    await lead.presses("M'inscrire", "Vous êtes sur la liste")
    await lead.picture("reunions-inscription.png", tmp_path)
    await registers(delegate, "Karine")
    await delegate.presses("M'inscrire", "en liste d'attente, au rang 1")
    await delegate.picture("reunions-attente.png", tmp_path)

    await lead.says("/mesinscriptions", "Vos inscriptions")
    await lead.presses(re.compile("^Visio des porteuses"), "vous êtes sur la liste.")
    await lead.presses("Me désinscrire", "Votre place ira à quelqu'un qui attend.")
    await lead.presses("Oui, me désinscrire", "vous n'êtes plus sur la liste")
    await delegate.reads("Une place est libre pour vous")
    await delegate.picture("reunions-place.png", tmp_path)
    await delegate.presses("Je prends la place", "Vous êtes sur la liste")

    await team.says("/reunions", "Les réunions")
    await team.presses(visio, "Inscrits : 1 sur 1")
    await team.presses("Inscrits", "Karine, Guéret (23), en idée : inscrit")
    await team.picture("reunions-inscrits.png", tmp_path)
    await team.presses("Lien d'inscription", "D'où viendront les personnes ?")
    await team.says("affiche", "?start=i-")
    await team.picture("reunions-lien.png", tmp_path)
