"""Numbers forged in buttons, at any place of a code, make no update fail."""

from collections.abc import Iterable, Sequence
from itertools import cycle

import pytest
from sqlalchemy import delete
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.demo.people import Person
from knowledge.snapshot import Knowledge
from storage.rates import Rate
from storage.updates import count_set_aside
from tests.desk import CHLOE, Desk, lasting_desk
from tests.handlers.meetings.ground import known
from tests.handlers.verbs import OF_CASES, OF_PEOPLE, VERBS
from tests.house import settled
from tests.lasting import Lasting

pytestmark = pytest.mark.timeout(300)  # in seconds, for a busy machine
TOO_LARGE = ("99999999999999999999", "4294967296")  # for any column; for one of 32 bits
NO_NUMBERS = ("٣", "²", "-1", "", "1e3")
BY_PEOPLE = tuple(dict.fromkeys((*OF_PEOPLE, *OF_CASES)))
BY_STAFF = tuple(verb for verb in VERBS if verb not in OF_PEOPLE or verb in OF_CASES)
# Codes with a number further on, after the word that says what is to be done.
DEEPER_OF_PEOPLE = ("drobote:1:{}:visio", "abo:visios:fin:{}")
DEEPER_OF_STAFF = """
dabsence:remplace:{} retirer:page:{} retenus:voir:{} retenus:oui:un:{} retenus:non:un:{} retenus:oui:tous:{}
reunion:new:{} reunion:1:pres:{} reunion:1:pres:{}-0 reunion:1:pres:1-{} reunion:1:app:{}:oui
annonce:sujet:meeting:{} annonce:qui:meeting:{} annonce:bouton:{} annonce:bouton:meeting:{}
annonce:a:{} annonce:voir:{} annonce:suspendre:{} annonce:arreteroui:{} annonce:corriger1:{}
base:l:t:{} base:w:fdva:{} base:s:fdva:{}:0 base:u:fdva:{} base:k:{} base:z:{}
quest:g:{} quest:l::{} quest:l:{}:0 quest:a:{}:fdva quest:t:{}: quest:d:{}
"""
AT_ONCE = 20  # fewer than one person may do in a minute


async def press_all(desk: Desk, person: Person, codes: Iterable[str]) -> None:
    """Press each code under a message of its own, since some presses change the message."""
    for rank, code in enumerate(codes):
        if rank % AT_ONCE == 0:
            async with desk.here.house.database.transaction() as session:
                await session.execute(delete(Rate))
        rows = InlineKeyboardMarkup([[InlineKeyboardButton("forgé", callback_data=code)]])
        sent = await desk.here.house.bot.send_message(person.id, "Un bouton", reply_markup=rows)
        await person.press(sent.message_id, code)
    await settled(desk.here)


def forged(numbers: Sequence[str], verbs: Iterable[str], deeper: Iterable[str]) -> list[str]:
    """Return the codes of these verbs with numbers, by turns, at the first place and at the second, and `deeper`."""
    shapes = [f"{verb}:{first}{{}}" for verb in verbs for first in ("", "1:")]
    return [shape.format(number) for shape, number in zip((*shapes, *deeper), cycle(numbers), strict=False)]


async def forge_everywhere(desk: Desk, *numbers: str) -> None:
    """Press all codes, by a person with a case and a registration and by the team, who are both answered afterwards."""
    chloe, bao = await desk.staff(CHLOE, "team"), await desk.person("Bao")
    await desk.meeting()
    await known(desk.here, bao.person)
    await bao.opens_case("Nous cherchons un local.")
    await bao.says("/start i-1")
    for number in numbers:
        await bao.says(f"/start i-{number}")
    await press_all(desk, bao.person, forged(numbers, BY_PEOPLE, DEEPER_OF_PEOPLE))
    await press_all(desk, chloe.person, forged(numbers, BY_STAFF, DEEPER_OF_STAFF.split()))
    for voice in (bao, chloe):
        assert any("Écrivez votre question avec vos mots" in said for said in await voice.says("/aide"))
    async with desk.here.house.database.reading() as session:
        assert await count_set_aside(session) == 0


async def test_number_too_large_is_read_as_none(
    lasting: Lasting, knowledge: Knowledge, pytestconfig: pytest.Config
) -> None:
    await forge_by_turns(lasting, knowledge, TOO_LARGE, pytestconfig)


async def test_what_is_no_number_is_read_as_none(
    sqlite_lasting: Lasting, knowledge: Knowledge, pytestconfig: pytest.Config
) -> None:
    await forge_by_turns(sqlite_lasting, knowledge, NO_NUMBERS, pytestconfig)


async def forge_by_turns(
    lasting: Lasting, knowledge: Knowledge, numbers: tuple[str, ...], config: pytest.Config
) -> None:
    """Forge everywhere; each place takes one of these numbers, by turns, and with `--both` all."""
    rounds = len(numbers) if config.getoption("--both") else 1
    for first in range(rounds):
        await forge_everywhere(await lasting_desk(lasting, knowledge), *numbers[first:], *numbers[:first])
