"""A new Markdown file is a new entry, found, under its subject and in the menu, without any other edit."""

import asyncio
from pathlib import Path

from tests.desk import Desk, Voice

BEES = """---
id: ruches-partagees
title: "Installer des ruches partagées"
subject: faire-vivre
referent: delegate
review_by: 2027-06-30
next: talk
sources:
  - {name: "une apicultrice du réseau", url: null, date: "2026"}
questions:
  - "Peut-on installer des ruches sur le toit du tiers-lieu ?"
  - "ruches partagées et apiculture dans un tiers-lieu"
  - "qui s'occupe des abeilles du rucher collectif ?"
---
**Oui, des ruches partagées sont possibles.** Prévenez la mairie et vos voisins avant de les poser.
"""
ASKED = "peut on installer des ruches sur le toit ?"
SUBJECT = "Faire vivre mon lieu"


async def test_new_file_is_found_offered_under_its_subject_and_listed(desk_with_folder: Desk, base: Path) -> None:
    aicha = await desk_with_folder.person()
    (said,) = await aicha.says(ASKED)
    assert "ruches partagées" not in said

    (base / "entries" / "ruches-partagees.md").write_text(BEES, encoding="utf-8")
    await until_known(aicha)
    (said,) = await aicha.says(ASKED)
    assert said.startswith("Oui, des ruches partagées sont possibles.")
    await aicha.presses("Oui, merci")

    await aicha.says("/start")
    await aicha.presses("Voir ce que je sais")
    assert [SUBJECT] in aicha.last().labels
    await aicha.presses(SUBJECT)
    assert aicha.last().labels[-2:] == [["Installer des ruches partagées"], ["Retour"]]
    await aicha.presses("Installer des ruches partagées")
    assert aicha.last().text.startswith("Oui, des ruches partagées sont possibles.")


async def test_file_of_an_unknown_subject_leaves_the_base_as_it_was(desk_with_folder: Desk, base: Path) -> None:
    aicha, chloe = await desk_with_folder.person(), await desk_with_folder.staff("Chloé Rivolet", "team")
    faulty = BEES.replace("subject: faire-vivre", "subject: nature")
    (base / "entries" / "ruches-partagees.md").write_text(faulty, encoding="utf-8")
    async with asyncio.timeout(30):
        while "base" not in chloe.last().text:
            await asyncio.sleep(0.2)
            await desk_with_folder.calm()
    (said,) = await aicha.says("C'est quoi le FDVA ?")
    assert said.startswith("Le FDVA est une aide")
    await aicha.says("/start")
    await aicha.presses("Voir ce que je sais")
    await aicha.presses(SUBJECT)
    assert ["Installer des ruches partagées"] not in aicha.last().labels


async def until_known(person: Voice) -> None:
    """Wait until the file is seen, within seconds, and its wordings are learned, in about two."""
    async with asyncio.timeout(60):
        while True:
            await person.says("/start")
            await person.presses("Voir ce que je sais")
            await person.presses(SUBJECT)
            if ["Installer des ruches partagées"] in person.last().labels:
                person.news()
                return
            await asyncio.sleep(0.5)
