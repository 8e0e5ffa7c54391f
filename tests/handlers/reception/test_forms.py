"""A form in progress: interrupted by a picture, left in words, taken up again, and its answers forgotten."""

import pytest
from sqlalchemy import select

from bot.clock import machine_now
from bot.demo.people import Person
from storage.dialogues import Dialogue, dialogue_of, end_dialogues, keep_dialogue
from storage.people import Person as Row
from tests.house import Ground, link, settled

ASKED = "Comment s'appelle ce partenaire ? Écrivez son nom, ou /annuler."
CANCELLED = "D'accord, je laisse cela. Écrivez votre question quand vous voulez."


@pytest.fixture
async def team(here: Ground, aicha: Person) -> Person:
    """Return a member of the team whom the bot has just asked for the name of a partner."""
    await link(here, aicha, "team", "Chloé Rivolet")
    await aicha.ask("/inviter")
    await settled(here)
    await aicha.press(aicha.received[-1].message_id, "Partenaire")
    await settled(here)
    assert aicha.received[-1].text == ASKED
    return aicha


async def said_after(here: Ground, person: Person, words: str) -> list[str]:
    before = len(person.received)
    await person.send(words)
    await settled(here)
    return [message.text for message in person.received[before:]]


async def test_form_left_in_words_takes_nothing_more(here: Ground, team: Person) -> None:
    assert await said_after(here, team, "Annulez") == [CANCELLED]
    (said,) = await said_after(here, team, "Incubateur Emergence")
    assert "https://t.me/" not in said


async def test_picture_in_a_form_is_answered_and_the_form_asks_again(here: Ground, team: Person) -> None:
    before = len(team.received)
    await team.send_photo()
    await settled(here)
    assert [said.text for said in team.received[before + 1 :]] == [ASKED]
    (made,) = await said_after(here, team, "Incubateur Emergence")
    assert "https://t.me/" in made


async def test_album_in_a_form_is_no_flood(here: Ground, team: Person) -> None:
    before = len(team.received)
    await team.send_album(5)
    await settled(here)
    assert len(team.received) == before + 1


async def test_answers_of_a_form_are_a_row_that_annuler_forgets(here: Ground, aicha: Person) -> None:
    await aicha.ask("/start")
    async with here.house.database.transaction() as session:
        await keep_dialogue(session, aicha.id, "draft", {"title": "Visio"}, machine_now())
        assert await dialogue_of(session, aicha.id, "draft") == {"title": "Visio"}
        assert await dialogue_of(session, aicha.id, "another") is None
    await aicha.ask("/annuler")
    async with here.house.database.reading() as session:
        assert await dialogue_of(session, aicha.id, "draft") is None


async def test_ended_dialogues_wait_for_nothing(here: Ground, team: Person) -> None:
    async with here.house.database.transaction() as session:
        await keep_dialogue(session, team.id, "invite", {}, machine_now())
        await end_dialogues(session, [team.id])
    async with here.house.database.reading() as session:
        assert list(await session.scalars(select(Dialogue))) == []
        assert list(await session.scalars(select(Row.awaiting))) == [None]


async def test_answers_kept_in_another_shape_are_begun_anew_with_a_word(here: Ground, team: Person) -> None:
    async with here.house.database.transaction() as session:
        await keep_dialogue(session, team.id, "invite", {"name": 3}, machine_now())
    lost, answer = await said_after(here, team, "combien donne le FDVA ?")
    assert (lost[:30], "FDVA" in answer) == ("Je n'ai plus le début de ce qu", True)
    (said,) = await said_after(here, team, "Incubateur Emergence")
    assert "https://t.me/" not in said
