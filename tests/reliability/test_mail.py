"""A referent by mail only, from the case to the linked answer, against a real SMTP server."""

import asyncio
import dataclasses
import email
import re
from collections.abc import AsyncIterator
from email.message import Message
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from bot.clock import machine_now
from bot.commands.demo import free_port
from bot.settings import Secret
from handlers.cases.desk import Desk
from handlers.cases.opening import NewCase
from handlers.cases.opening import open_case as opened
from handlers.cases.relay import Piece
from knowledge.base import Knowledge
from storage.address import Address
from tests.house import Ground, link, local_telegram, running, settings_for, settled

WORDS = "Bonjour, nous voudrions en savoir plus sur la formation Piloter"


class Box:
    """What the mail server received; it refuses the first, as a server that is busy does."""

    def __init__(self) -> None:
        self.mails: list[Message] = []
        self.refusals = 1

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.refusals:
            self.refusals -= 1
            return "451 try later"
        self.mails.append(email.message_from_bytes(envelope.content or b""))
        return "250 OK"


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
async def here(tmp_path: Path, knowledge: Knowledge, box: Box) -> AsyncIterator[Ground]:
    server = Controller(box, hostname="127.0.0.1", port=await free_port())
    server.start()
    try:
        async with local_telegram() as telegram:
            settings = await settings_for(telegram, Address(tmp_path / "a.db", None), webhook=True)
            url = Secret(f"smtp://127.0.0.1:{server.port}")
            settings = dataclasses.replace(settings, smtp_url=url, mail_from="robot@example.org")
            async with running(settings, knowledge) as house:
                yield Ground(telegram, house, settings)
    finally:
        server.stop()


async def test_referent_by_mail_only_learns_of_a_case_links_and_answers(here: Ground, box: Box) -> None:
    stand_in = here.telegram.person(id=204, first_name="Chloé")
    await link(here, stand_in, "team", "Chloé Rivolet")
    person = here.telegram.person(id=101, first_name="Aïcha")
    await person.ask("c'est quoi la formation piloter ?")
    await open_case(here, person.id)
    async with asyncio.timeout(30):
        while not box.mails:
            await asyncio.sleep(0.1)
    (mail,) = box.mails
    body = bytes(mail.get_payload(decode=True) or b"").decode()
    assert (mail["To"], mail["From"]) == ("clemence@tierslieux.net", "robot@example.org")
    assert WORDS not in body
    found = re.search(r"start=(inv-[\w-]+)", body)
    assert found
    clemence = here.telegram.person(id=205, first_name="Clémence")
    await clemence.open_link(found[1])
    await settled(here)
    assert clemence.received[0].text.startswith("C'est fait : vous êtes Clémence Vialeron")


async def open_case(here: Ground, telegram_id: int) -> None:
    """To whoever answers for the training: she has an address, and is not linked."""
    async with here.house.database.transaction() as session:
        now = machine_now()
        desk = Desk(session, now, now, here.house.keeper.current(), here.settings.hours)
        case = await opened(desk, NewCase(telegram_id, "Aïcha", [Piece(1, "texte", WORDS)], entry="formation-piloter"))
        assert case is not None
        assert case.referent == "Clémence Vialeron"
