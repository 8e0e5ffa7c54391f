"""The pictures of the guide for delegates, taken from the demo: a day of work, from the digest to the closing."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.browser.page import DELEGATE, LEAD, WIDE, Phone, all_linked, in_the_morning, opened, pictures_in

PICTURES = (
    "guide-carte.png",
    "guide-matin.png",
    "guide-reponse.png",
    "guide-remis.png",
    "guide-dossiers.png",
    "guide-fin.png",
)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.timeout(300)
async def test_delegate_takes_answers_and_closes_as_the_guide_shows(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    page = await opened(browser, address, WIDE)
    await all_linked(page)
    lead, karine = Phone(page, LEAD), Phone(page, DELEGATE)
    await lead.says("/contact", "Où est votre projet ?")
    await lead.says("Saint-Junien", "Écrivez votre message")
    await lead.says("On voudrait reprendre l'ancien bureau de poste. Par où commencer ?", "Voici votre message")
    await lead.taps("Envoyer")
    await karine.reads("Nouvelle demande")
    await karine.picture(PICTURES[0], tmp_path)
    await in_the_morning(page)
    await karine.reads("Vos demandes ce matin")
    await karine.picture(PICTURES[1], tmp_path)
    await karine.presses("Répondre", "Vous écrivez à Aïcha Morel")
    await karine.reads("Suivie par Karine Machat")
    await karine.picture(PICTURES[2], tmp_path)
    await karine.says("Bonjour Aïcha. Parlons-en au téléphone mardi ?", "Remis à Aïcha Morel")
    await karine.reads("Demande avec réponse")
    await karine.picture(PICTURES[3], tmp_path)
    await karine.says("/dossiers", "1 dossier en cours")
    await karine.picture(PICTURES[4], tmp_path)
    await karine.taps("Clore")
    await karine.presses("Répondu", "Noté : répondu.")
    await karine.picture(PICTURES[5], tmp_path)


def test_guide_shows_its_pictures() -> None:
    assert pictures_in("guide-delegues.md", "guide") == sorted(PICTURES)
