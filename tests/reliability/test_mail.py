"""Mail, with a real SMTP server: a referent by mail until they are linked; the programme of a partner."""

import asyncio
import dataclasses
import email
import logging
import re
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from email.message import Message
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import select

from bot.clock import machine_now
from bot.codes import qr_code
from bot.commands.demo import free_port
from bot.settings import Secret
from handlers.cases.core.desk import Desk
from handlers.cases.core.opening import NewCase
from handlers.cases.core.opening import open_case as opened
from handlers.cases.core.piece import Piece
from handlers.talk.worktime import WorkTime
from knowledge.base.team import Partner
from knowledge.snapshot import Knowledge
from storage.address import Address
from storage.clock import move_ahead
from storage.mails import Mail
from storage.meetings import Meeting, MeetingState
from tests.house import Ground, at_ten_tomorrow, link, local_telegram, running, settings_for, settled

WORDS = "Bonjour, nous voudrions en savoir plus sur la formation Piloter"
CLEMENCE = "clemence@tierslieux.net"
MARAIS = Partner("Incubateur du Marais", "marais@example.org")


class Box:
    """What the mail server received, and what it answers to the next connections and mails."""

    def __init__(self) -> None:
        self.mails: list[Message] = []
        self.said_to_recipients: list[str] = []
        self.said_to_mails: list[str] = []

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.said_to_recipients:
            return self.said_to_recipients.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.said_to_mails:
            return self.said_to_mails.pop(0)
        self.mails.append(email.message_from_bytes(envelope.content or b""))
        return "250 OK"

    async def one_to(self, address: str) -> Message:
        """Return the only mail to this address."""
        async with asyncio.timeout(30):
            while not (found := [mail for mail in self.mails if mail["To"] == address]):
                await asyncio.sleep(0.05)
        (mail,) = found
        return mail


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
async def here(tmp_path: Path, knowledge: Knowledge, box: Box) -> AsyncIterator[Ground]:
    """Yield a bot whose team file has a partner."""
    knowledge = dataclasses.replace(knowledge, team=dataclasses.replace(knowledge.team, partners=(MARAIS,)))
    server = Controller(box, hostname="127.0.0.1", port=await free_port())
    server.start()
    try:
        async with local_telegram() as telegram:
            settings = await settings_for(telegram, Address(tmp_path / "a.db", None), webhook=True)
            url = Secret(f"smtp://127.0.0.1:{server.port}")
            settings = dataclasses.replace(settings, smtp_url=url, mail_from="robot@example.org", mail_every=0.1)
            async with running(settings, knowledge) as house:
                yield Ground(telegram, house, settings)
    finally:
        server.stop()


def words_of(mail: Message) -> str:
    part = mail.get_payload(0) if mail.is_multipart() else mail
    assert isinstance(part, Message)
    return bytes(part.get_payload(decode=True) or b"").decode()


async def mails_kept(here: Ground, address: str) -> Sequence[Mail]:
    async with here.house.database.reading() as session:
        return (await session.scalars(select(Mail).where(Mail.address == address))).all()


async def until_mail_is(here: Ground, state: str, address: str) -> Mail:
    async with asyncio.timeout(30):
        while not (kept := await mails_kept(here, address)) or kept[-1].state != state:
            await asyncio.sleep(0.05)
    return kept[-1]


async def test_referent_by_mail_only_learns_of_a_case_links_sees_it_and_answers(here: Ground, box: Box) -> None:
    box.said_to_mails = ["451 try later"]  # a busy server is tried again
    stand_in = here.telegram.person(id=204, first_name="Chloé")
    await link(here, stand_in, "team", "Chloé Rivolet")
    person = here.telegram.person(id=101, first_name="Aïcha")
    await person.ask("c'est quoi la formation piloter ?")
    await open_case(here, person.id)
    mail = await box.one_to(CLEMENCE)
    assert mail["From"] == "robot@example.org"
    assert WORDS not in words_of(mail)
    found = re.search(r"start=(inv-[\w-]+)", words_of(mail))
    assert found
    clemence = here.telegram.person(id=205, first_name="Clémence")
    await clemence.open_link(found[1])
    await settled(here)
    linked, card = clemence.received
    assert linked.text.startswith("C'est fait : vous êtes Clémence Vialeron")
    assert f"« {WORDS} »" in card.text
    await clemence.press(card.message_id, "Répondre")
    await settled(here)
    heard = len(person.received)
    await clemence.send("Bonjour Aïcha. La prochaine session ouvre en mars.")
    await settled(here)
    answers = [said.text for said in person.received if "La prochaine session ouvre en mars." in said.text]
    assert len(answers) == 1
    assert len(person.received) == heard + 1
    await until_mail_is(here, "sent", CLEMENCE)
    await open_case(here, person.id)  # she is linked now: the next case comes to her chat, and no mail with it
    await settled(here)
    assert clemence.received[-1].text.startswith("Nouvelle demande n° 2")
    assert await box.one_to(CLEMENCE) is mail
    assert len(await mails_kept(here, CLEMENCE)) == 1


async def open_case(here: Ground, telegram_id: int) -> None:
    """Open a case for the referent of training, who has an address and is not linked."""
    async with here.house.database.transaction() as session:
        now = machine_now()
        desk = Desk(
            session=session, now=now, machine_now=now, hours=here.settings.hours, knowledge=here.house.keeper.current()
        )
        case = await opened(desk, NewCase(telegram_id, "Aïcha", [Piece(1, "text", WORDS)], about="formation-piloter"))
        assert case is not None
        assert case.referent == "Clémence Vialeron"


async def test_partner_without_telegram_gets_the_programme_once_with_a_code_of_their_own(
    here: Ground, box: Box, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "aiguilleur")
    await on_the_first_working_day(here)
    mail = await box.one_to(MARAIS.email)
    assert mail["Auto-Submitted"] == "auto-generated"
    body, own = words_of(mail), f"https://t.me/{here.house.bot.username}?start=s-incubateur-du-marais"
    assert own in body
    assert "Visio des cafés, " in body
    assert f"https://t.me/{here.house.bot.username}?start=i-1-incubateur-du-marais" in body
    code = mail.get_payload(1)
    assert isinstance(code, Message)
    assert code.get_payload(decode=True) == qr_code(own)
    kept = await until_mail_is(here, "sent", MARAIS.email)
    assert (kept.body, kept.qr) == ("", None)
    partner = here.telegram.person(id=301, first_name="Inès")
    await link(here, partner, "partner", "incubateur du marais")
    await here.house.ticker.tick()
    assert [said.kind for said in partner.received] == ["text", "photo"]  # welcomed by it, and not told again
    assert await box.one_to(MARAIS.email) is mail
    logged = [line.getMessage() for line in caplog.records if line.name != "mail.log"]  # that of the server of the test
    assert not any(MARAIS.email in line or MARAIS.name in line for line in logged)


async def on_the_first_working_day(here: Ground) -> None:
    """Move business time to ten on the next first working day, with a meeting three days later."""
    async with here.house.database.transaction() as session:
        work, now = WorkTime(here.settings.hours), machine_now()
        day = now.astimezone(work.hours.zone).replace(day=1, hour=10, minute=0) + timedelta(days=31)
        day = day.replace(day=1)
        while work.opening_on(day.date()) is None:
            day += timedelta(days=1)
        starts = day + timedelta(days=3)
        session.add(Meeting(uid="u", kind="visio-thematique", title="Visio des cafés", starts_at=starts,
                            ends_at=starts + timedelta(hours=1), state=MeetingState.PUBLISHED,
                            created_at=now))  # fmt: skip
        await move_ahead(session, day - now)


async def test_server_that_asks_to_come_back_later_is_not_taken_for_a_refusal(here: Ground, box: Box) -> None:
    """Servers that want to see an unknown sender twice answer so."""
    box.said_to_recipients = ["450 greylisted", "451 greylisted"]
    await on_the_first_working_day(here)
    await box.one_to(MARAIS.email)
    assert (await until_mail_is(here, "sent", MARAIS.email)).attempts == 3


async def test_address_that_the_server_refuses_is_given_up_and_the_team_is_told_without_it(
    here: Ground, box: Box
) -> None:
    box.said_to_recipients = ["550 no such user"]
    await at_ten_tomorrow(here)
    team = here.telegram.person(id=204, first_name="Chloé")
    await link(here, team, "team", "Chloé Rivolet")
    await on_the_first_working_day(here)
    kept = await until_mail_is(here, "failed", MARAIS.email)
    assert (kept.attempts, kept.body) == (1, "")
    told = await team.wait_for(lambda said: "a mail was given up" in said.text)
    assert MARAIS.email not in told.text
    await here.house.ticker.tick()
    assert (len(await mails_kept(here, MARAIS.email)), box.mails) == (1, [])


async def test_partner_of_the_file_is_invited_in_a_tap_and_then_told_on_telegram_only(here: Ground, box: Box) -> None:
    await at_ten_tomorrow(here)
    team, partner = here.telegram.person(id=204, first_name="Chloé"), here.telegram.person(id=301, first_name="Inès")
    await link(here, team, "team", "Chloé Rivolet")
    await team.ask("/inviter")
    for button in ("Partenaire", MARAIS.name):
        on = next(said.message_id for said in reversed(team.received) if said.button(button))
        await team.press(on, button)
        await settled(here)
    found = re.search(r"start=(inv-[\w-]+)", team.received[-1].text)
    assert found
    await partner.open_link(found[1])
    await partner.wait_for(2)
    await on_the_first_working_day(here)
    await here.house.ticker.tick()
    await settled(here)
    kinds = [said.kind for said in partner.received]  # the welcome, and the next month's unless it was that
    assert kinds in (["text", "photo"], ["text", "photo", "photo"])
    assert "start=s-incubateur-du-marais" in partner.received[-1].text
    await here.house.ticker.tick()
    assert (box.mails, await mails_kept(here, MARAIS.email)) == ([], [])
