"""Meetings on the demo page: published by the team, registered, full, freed, offered; in a real browser.

The pictures of the team's guide are taken on the way.
"""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.browser.page import DELEGATE, LEAD, TEAM, WIDE, Phone, in_the_daytime, opened


async def registers(phone: Phone, first_name: str) -> None:
    await phone.says("/visio", "Quelle est votre situation ?")
    await phone.presses("J'ai un projet", "Fin prévue")
    await phone.presses("M'inscrire", "Quel nom puis-je noter")
    await phone.presses(first_name, "Où est votre projet ?")
    await phone.says("Guéret", "Où en est votre projet ?")
    await phone.presses("En idée", "L'équipe verra ces trois lignes")


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.timeout(300)
async def test_team_publishes_people_register_and_a_freed_place_is_offered(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    page = await opened(browser, address, WIDE)
    lead, delegate, team = (Phone(page, number) for number in (LEAD, DELEGATE, TEAM))
    await team.reads("C'est fait : vous êtes", 1)
    await in_the_daytime(page)
    await team.insists("/reunions", "Les réunions")
    await team.picture("reunions-liste.png", tmp_path)
    visio = await team.second(re.compile("Visio des porteuses"))  # weeks away, on whatever day this test runs
    await team.presses(visio, "Inscriptions : 0 sans limite")
    await team.picture("reunions-proposee.png", tmp_path)
    await team.presses("Modifier", "Que voulez-vous modifier ?")
    await team.presses("Places", "Combien de places ?")
    await team.says("1", "C'est noté.")
    await team.presses("Publier", "Comment rejoint-on")
    await team.says("https://visio.example/projets", "C'est publié.")
    await team.picture("reunions-publiee.png", tmp_path)

    await registers(lead, "Aïcha")
    await lead.picture("reunions-formulaire.png", tmp_path)
    await lead.presses("M'inscrire", "C'est confirmé")
    await lead.picture("reunions-inscription.png", tmp_path)
    await registers(delegate, "Karine")
    await delegate.presses("M'inscrire", "en liste d'attente, au rang 1")
    await delegate.picture("reunions-attente.png", tmp_path)

    await lead.says("/mesinscriptions", "Vos inscriptions")
    await lead.presses(re.compile("^Visio des porteuses"), "c'est confirmé.")
    await lead.presses("Me désinscrire", "Votre place ira à une autre personne.")
    await lead.presses("Oui, me désinscrire", "votre inscription est annulée")
    await delegate.reads("Une place est libre pour vous", 1)
    await delegate.picture("reunions-place.png", tmp_path)
    await delegate.presses("Je prends la place", "C'est confirmé")

    await team.says("/reunions", "Les réunions")
    await team.presses(visio, "Inscriptions : 1 sur 1")
    await team.presses("Inscriptions", "Karine, Guéret (23), en idée : place confirmée")
    await team.picture("reunions-inscrits.png", tmp_path)
    await team.presses("Lien d'inscription", "D'où viendront les personnes ?")
    await team.says("affiche", "?start=i-")
    await team.picture("reunions-lien.png", tmp_path)
