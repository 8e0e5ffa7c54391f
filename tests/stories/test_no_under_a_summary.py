"""« non » or « stop » under what would be sent: nothing leaves, nothing is lost, and a second one leaves the form."""

import pytest

from tests.desk import KARINE, Desk, Voice

NOTHING_LEFT = "D'accord, rien n'est parti."
NOT_SENT = "D'accord, je n'envoie pas."
NOES = (
    ("non", "non"),
    ("nan", "Non merci"),
    ("non non", "NON"),
    ("STOP", "stop"),
    ("Stop svp", "non"),
    ("non stop", "stop merci"),
)
CHANGED = ("en fait il nous faut aussi un parking", "attendez", "on est à Guéret")


async def at_the_summary(desk: Desk) -> Voice:
    lea = await desk.person("Léa")
    await lea.says("/contact")
    await lea.says("Saint-Junien")
    await lea.says("On cherche une salle")
    return lea


async def test_no_is_told_what_can_be_done_and_a_second_one_leaves(desk: Desk) -> None:
    karine, lea = await desk.staff(KARINE), await at_the_summary(desk)
    for first, second in NOES:
        (said,) = await lea.says(first)
        assert said.startswith(NOT_SENT), (first, said)
        assert all(lea.last().button(label) for label in ("Envoyer", "Modifier", "Annuler"))
        (said,) = await lea.says(second)
        assert said.startswith(NOTHING_LEFT), (second, said)
        await lea.says("/contact")
        await lea.says("On cherche une salle")
    assert (karine.heard, await desk.cases()) == ([], [])


@pytest.mark.parametrize("words", CHANGED)
async def test_what_is_said_after_a_no_counts_as_under_the_summary(desk: Desk, words: str) -> None:
    karine, lea = await desk.staff(KARINE), await at_the_summary(desk)
    await lea.says("non")
    await lea.says(words)
    (said,) = await lea.says("non")
    assert said.startswith(NOT_SENT), said
    (said,) = await lea.says("ok envoyez")
    assert said.startswith("C'est envoyé."), said
    assert "On cherche une salle" in karine.news()[0].text
