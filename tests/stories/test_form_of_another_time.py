"""A form that the bot no longer has, awaited in a restored backup, holds nobody up."""

import pytest

from tests.desk import Desk


@pytest.mark.parametrize("awaited", ["bygone:name", "bygone", "bygone:place:1"])
async def test_form_that_exists_no_more_is_forgotten_and_the_words_answered(desk: Desk, awaited: str) -> None:
    aicha = await desk.person()
    await desk.keeps_of_people(awaiting=awaited)
    assert (await aicha.says("c'est quoi le FDVA ?"))[-1].startswith("Le FDVA")
    assert (await aicha.says("oui"))[-1].startswith("Tant mieux")
    await desk.keeps_of_people(awaiting=awaited)
    assert "Guéret" in (await aicha.says("Guéret"))[-1]
    assert "je retiens ce lieu" in (await aicha.says("oui"))[-1]
