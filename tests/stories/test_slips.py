"""A slip in a command is understood; a fire told under a photo gets its number and nothing else."""

import pytest

from tests.desk import CHLOE, Desk

pytestmark = pytest.mark.both_databases

SLIPS = (
    ("/suprimer", "/supprimer"), ("/annuller", "/annuler"), ("/abonements", "/abonnements"),
    ("/annonces", "/abonnements"), ("/mesdonnes", "/mesdonnees"), ("/inscription", "/visio"),
    ("/confidencialite", "/confidentialite"), ("/reunion", ""), ("/xyz", ""), ("/dossier", ""),
)  # fmt: skip
FIRES = (
    "ya le feu dans le hangar",
    "au feu !! ça brûle dans l'atelier",
    "incendie au local, des flammes partout",
)


async def test_slip_in_a_command_names_the_near_one_that_one_may_use(desk: Desk) -> None:
    aicha, chloe = await desk.person(), await desk.staff(CHLOE, "team")
    for typed, meant in SLIPS:
        (said,) = await aicha.says(typed)
        assert said.startswith(f"Vouliez-vous dire {meant} ?" if meant else "Je ne connais pas cette commande."), said
    for typed, meant in (("/annonces", "/annonce"), ("/reunion", "/reunions"), ("/dossier", "/dossiers")):
        (said,) = await chloe.says(typed)
        assert said.startswith(f"Vouliez-vous dire {meant} ?"), said


async def test_nothing_stands_under_the_numbers_where_nothing_else_was_asked(desk: Desk) -> None:
    aicha = await desk.person()
    for caption in FIRES:
        told = await aicha.does(aicha.person.send_photo(caption=caption))
        assert (len(told), told[0].startswith("☎️ 18 :")) == (1, True), told
    told = await aicha.does(aicha.person.send_photo(caption=f"{FIRES[0]}. C'est quoi le FDVA ?"))
    assert (len(told), "FDVA" in told[-1]) == (3, True)
