"""What leaves, in which order, and what happens to what does not; over real HTTP, on both databases."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.clock import machine_now
from bot.demo.people import Person
from bot.health import health_report
from knowledge.snapshot import Knowledge
from storage.address import Address
from storage.outbox import OutboxMessage, Priority, State
from storage.pauses import Pause
from storage.people import Person as Row
from storage.queueing import enqueue
from tests.house import Ground, ground, running
from tests.lasting import Lasting


@pytest.fixture
async def here(lasting: Lasting) -> Ground:
    return await lasting.as_new()


@pytest.fixture
async def aicha(here: Ground) -> Person:
    person = here.telegram.person(id=101, first_name="Aïcha")
    await person.ask("/aide")
    return person


def message(words: str, chat_id: int = 101, **more: Any) -> OutboxMessage:
    given = {"method": "send_message", "params": {"text": words}, "created_at": machine_now()} | more
    return OutboxMessage(chat_id=chat_id, **given)


async def write(here: Ground, *messages: OutboxMessage) -> list[OutboxMessage]:
    async with here.house.database.transaction() as session:
        return [await enqueue(session, one) for one in messages]


async def row(here: Ground, row_id: int) -> OutboxMessage:
    async with here.house.database.reading() as session:
        return (await session.scalars(select(OutboxMessage).where(OutboxMessage.id == row_id))).one()


def words(person: Person) -> list[str]:
    return [said.text for said in person.received[1:]]


async def test_messages_of_a_chat_arrive_as_they_were_written(here: Ground, aicha: Person) -> None:
    await write(here, *(message(f"n° {number}") for number in range(12)))
    await aicha.wait_for(13)
    assert words(aicha) == [f"n° {number}" for number in range(12)]


async def test_answer_overtakes_announcements(here: Ground, aicha: Person) -> None:
    announced = [message(f"annonce {number}", priority=Priority.ANNOUNCEMENT) for number in range(3)]
    await write(here, *announced, message("réponse"))
    await aicha.wait_for(5)
    assert words(aicha)[0] == "réponse"


async def test_flood_pauses_the_chat_and_loses_nothing(here: Ground, aicha: Person) -> None:
    here.telegram.faults.too_many(1, retry_after=1)
    await write(here, message("un"), message("deux"))
    await aicha.wait_for(3)
    assert words(aicha) == ["un", "deux"]


async def test_second_flooded_chat_pauses_the_whole_bot(here: Ground, aicha: Person) -> None:
    bao = here.telegram.person(id=102, first_name="Bao")
    await bao.ask("/aide")
    here.telegram.faults.too_many(2, retry_after=1)
    await write(here, message("un"), message("deux", chat_id=102))
    await aicha.wait_for(2)
    await bao.wait_for(2)
    async with here.house.database.reading() as session:
        assert {pause.chat_id for pause in await session.scalars(select(Pause))} == {0, 101, 102}


async def test_server_trouble_is_outlived_in_order(here: Ground, aicha: Person) -> None:
    here.telegram.faults.errors(2, status=502)
    await write(here, message("un"), message("deux"))
    await aicha.wait_for(3, 20)
    assert words(aicha) == ["un", "deux"]


async def test_lost_answer_repeats_at_most_that_message(here: Ground, aicha: Person) -> None:
    here.telegram.faults.lose_answers(1)
    await write(here, message("un"), message("deux"))
    await aicha.wait_for(lambda said: said.text == "deux", 20)
    assert words(aicha) == ["un", "un", "deux"]


async def test_blocked_bot_is_written_down_and_tried_no_more(here: Ground, aicha: Person) -> None:
    await aicha.block()
    (sent,) = await write(here, message("perdu"))
    await here.telegram.listened()
    while (await row(here, sent.id)).state == State.WAITING:
        await here.telegram.world.changes.until(lambda: True, 0.05)
    assert (await row(here, sent.id)).error == "Forbidden: bot was blocked by the user"
    async with here.house.database.reading() as session:
        assert (await session.scalars(select(Row))).one().blocked_at is not None


async def test_refused_formatting_arrives_as_plain_text_with_an_alert(here: Ground, aicha: Person) -> None:
    params = {"text": "<b>un & deux", "parse_mode": "HTML"}
    await write(here, message("", params=params))
    said = await aicha.wait_for(2)
    assert said[1].text == "un & deux"
    async with asyncio.timeout(20):  # the message does not wait for the alert
        while not (alerts := (await health_report(here.house.database, []))["alerts"]):
            await asyncio.sleep(0.02)
    assert [alert["cause"] for alert in alerts] == [  # type: ignore[attr-defined]
        "Telegram refused the formatting of a message: it was sent as plain text"
    ]


async def test_edit_waits_for_the_message_it_aims_at(here: Ground, aicha: Person) -> None:
    (card,) = await write(here, message("avant"))
    await write(here, message("après", method="edit_message_text", aims_at=card.id))
    said = await aicha.wait_for(lambda shown: shown.text == "après")
    assert said.edited


async def test_reply_aims_at_the_message_once_it_has_left(here: Ground, aicha: Person) -> None:
    (card,) = await write(here, message("la carte"))
    await write(here, message("la suite", aims_at=card.id))
    said = await aicha.wait_for(lambda shown: shown.text == "la suite")
    assert said.reply_to == (await row(here, card.id)).message_id


async def test_edit_of_what_never_left_is_given_up(here: Ground, aicha: Person) -> None:
    (card,) = await write(here, message("x" * 5000))
    (edit,) = await write(here, message("après", method="edit_message_text", aims_at=card.id))
    await write(here, message("suite"))
    await aicha.wait_for(lambda shown: shown.text == "suite")
    assert (await row(here, edit.id)).error == "the message it aims at never left"


async def test_what_waited_a_day_in_vain_is_given_up(here: Ground, aicha: Person) -> None:
    here.telegram.faults.errors(1)
    (old,) = await write(here, message("vieux", created_at=machine_now() - timedelta(days=2), attempts=5))
    await write(here, message("neuf"))
    await aicha.wait_for(lambda shown: shown.text == "neuf")
    assert (await row(here, old.id)).error == "given up after a day: NetworkError"


async def test_pause_is_obeyed_after_a_restart(address: Address, knowledge: Knowledge) -> None:
    async with ground(address, knowledge, webhook=True) as here:
        person = here.telegram.person(id=101, first_name="Aïcha")
        await person.ask("/aide")
        async with here.house.database.transaction() as session:
            session.add(Pause(chat_id=101, until=machine_now() + timedelta(seconds=2)))
            await enqueue(session, message("plus tard"))
    paused_until = machine_now() + timedelta(seconds=1)
    await here.telegram.start(port=int(here.telegram.url.rpartition(":")[2]))
    try:
        async with running(here.settings, knowledge):
            await person.wait_for(lambda said: said.text == "plus tard")
            assert machine_now() > paused_until
    finally:
        await here.telegram.stop()
