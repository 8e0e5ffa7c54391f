"""The pictures of the team's guide to announcements, taken from the demo: written, previewed, sent, reported."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.browser.page import LEAD, TEAM, WIDE, Phone, all_linked, in_the_daytime, opened, pictures_in

PICTURES = (
    "annonce-sujets.png", "annonce-brouillon.png", "annonce-apercu.png", "annonce-avancement.png",
    "annonce-compte-rendu.png",
)  # fmt: skip
WORDS = "La visio de décembre parle des cafés associatifs."


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.timeout(300)
async def test_team_writes_looks_sends_and_reads_the_report_as_the_guide_shows(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    page = await opened(browser, address, WIDE)
    await all_linked(page)
    await in_the_daytime(page)
    lead, chloe = Phone(page, LEAD), Phone(page, TEAM)
    await lead.says("/abonnements", "Ce dont je peux vous prévenir.")
    await lead.becomes("Les visios : non", "Les visios : oui")
    await chloe.says("/annonce", "Aucune annonce n'est prévue ni en cours.")
    await chloe.presses("Nouvelle annonce", "De quoi parle l'annonce ?")
    await chloe.picture(PICTURES[0], tmp_path)
    await chloe.presses("Les visios · 1", "Écrivez l'annonce.")
    await chloe.says(f"{WORDS} Venez avec vos questions.", "1 personne aujourd'hui")
    await chloe.picture(PICTURES[1], tmp_path)
    await chloe.presses("Aperçu", "Vous avez choisi « Les visios »")
    await chloe.reads("1 personne aujourd'hui", 2)
    await chloe.picture(PICTURES[2], tmp_path)
    await chloe.presses("Envoyer maintenant", "Envoyer à 1 personne, maintenant ?")
    await chloe.presses("Oui, envoyer", "sur 1 (")
    await chloe.picture(PICTURES[3], tmp_path)
    await lead.reads(WORDS)
    await chloe.reads("1 sur 1 (100 %)")
    await chloe.picture(PICTURES[4], tmp_path)


def test_guide_shows_its_pictures() -> None:
    assert pictures_in("guide-annonces.md", "annonce") == sorted(PICTURES)
