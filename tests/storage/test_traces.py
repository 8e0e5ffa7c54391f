"""An erasure finds persons in the rows of others, and leaves rows that only look alike."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.case_copies import CARD, RELAY, CaseCopy
from storage.case_messages import CaseMessage
from storage.cases import Case
from storage.database import Database
from storage.dialogues import Dialogue
from storage.erasure import erase_person
from storage.inventory import forget_people_before
from storage.mails import Mail
from storage.outbox import OutboxMessage, State
from storage.people import Person, meet
from storage.roles import Role
from storage.updates import UpdateSetAside

NOW = datetime(2026, 11, 29, tzinfo=UTC)
QUENTIN, ROSE, KARINE, CHLOE, BAO = 7_311_992_845, 7_311_992_846, 201, 204, 301
NAME = "Quéntin Zyx & fils"
LONG = "Je voudrais installer une lanterne magique dans la grange"


def to(chat_id: int, state: State, **more: object) -> OutboxMessage:
    known = {name: more.pop(name) for name in ("key", "aims_at", "method") if name in more}
    row = {"chat_id": chat_id, "method": "send_message", "params": more, "created_at": NOW, "state": state}
    return OutboxMessage(**(row | known))


def set_aside(number: int, chat_id: int | None, message: dict[str, object]) -> UpdateSetAside:
    return UpdateSetAside(
        bot_id=1, update_id=number, telegram_id=chat_id, payload={"message": message}, error="fault", set_aside_at=NOW
    )


def mail(key: str) -> Mail:
    return Mail(key=key, address="k@exemple.fr", subject="Une demande", body="Gentioux", next_at=NOW)


async def a_case(session: AsyncSession, telegram_id: int, name: str, words: str, phone: str = "0612345678") -> Case:
    """Open a case whose card Karine has, in message 10 times its number, with copies of what was said."""
    await meet(session, telegram_id, NOW)
    case = Case(
        telegram_id=telegram_id,
        person_name=name,
        state="new",
        role="delegate",
        referent="Karine Machat",
        opened_at=NOW,
        phone=phone,
    )
    session.add(case)
    await session.flush()
    said = CaseMessage(
        case_id=case.id,
        author="person",
        telegram_id=telegram_id,
        author_name=name,
        message_id=3,
        kind="text",
        written_at=NOW,
        excerpt=words,
    )
    session.add(said)
    for kind, key in ((CARD, None), (RELAY, f"receipt:{case.id}")):
        row = to(KARINE, State.SENT, text=f"{name} : {words}", key=key)
        session.add(row)
        await session.flush()
        number = 10 * case.id if kind == CARD else None
        session.add(CaseCopy(case_id=case.id, chat_id=KARINE, kind=kind, outbox_id=row.id, message_id=number))
    await session.flush()
    return case


async def params_left(session: AsyncSession) -> list[tuple[str, str | None, str]]:
    rows = await session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))
    return [(row.state, row.key, str(row.params or "")) for row in rows]


async def test_rows_of_staff_lose_what_is_hers_and_stay_by_their_keys(database: Database) -> None:
    async with database.transaction() as session:
        await meet(session, KARINE, NOW)
        await a_case(session, QUENTIN, NAME, LONG)
        session.add_all(
            [
                to(KARINE, State.SENT, text=f"{NAME.replace('&', '&amp;')}, au 06"),
                to(KARINE, State.HELD, text="Rappeler le 06 12 34 56 78"),
                to(KARINE, State.HELD, text=f"« {LONG} »", key="album:201:9"),
                to(KARINE, State.WAITING, from_chat_id=QUENTIN),
                to(
                    CHLOE,
                    State.SENT,
                    reply_markup=[{"callback_data": f"reunion:1:app:{QUENTIN}:oui"}],
                    key="proposed:1",
                ),
                to(KARINE, State.WAITING, text=f"{NAME}, votre collègue, vous attend"),
            ]
        )
        session.add(Role(telegram_id=CHLOE, role="team", name="Chloé Rivolet", linked_at=NOW))
    async with database.transaction() as session:
        await erase_person(session, QUENTIN, NOW)
    async with database.reading() as session:
        assert await params_left(session) == [
            ("sent", None, ""),
            ("sent", "receipt:1", ""),
            ("sent", None, ""),
            ("merged", "album:201:9", ""),
            ("sent", "proposed:1", ""),
            ("waiting", None, f"{{'text': '{NAME}, votre collègue, vous attend'}}"),
        ]
        leaving = await session.scalar(select(OutboxMessage).where(OutboxMessage.state == State.WAITING))
        assert leaving is not None
        assert leaving.forget_once_sent  # it answers somebody, so that it leaves and is then deleted


async def test_rows_that_only_look_alike_stay_as_they_are(database: Database) -> None:
    """Rows with common words, words of a namesake's case, half a word, or what no staff received."""
    same = ["Bonjour", "Merci", "oui", "rose des vents", "Rose a retiré sa demande (n° 12)", "Réunion à Sainte-Rose"]
    async with database.transaction() as session:
        for chat_id in (KARINE, BAO):
            await meet(session, chat_id, NOW)
        await a_case(session, ROSE, "Rose", "Bonjour")
        bao = await a_case(session, BAO, "Bao Tran", LONG, phone="0555510000")
        session.add_all(to(KARINE, State.SENT, text=words) for words in same)
        session.add_all(to(BAO, state, text="Rose, n° 1 : Bonjour", key=f"a:{state}") for state in State)
        session.add_all(
            [
                Dialogue(telegram_id=KARINE, kind="caller", data={"name": "Rose Bonjour", "m": ROSE}, touched_at=NOW),
                Dialogue(telegram_id=BAO, kind="case", data={"pieces": [{"t": "Bonjour, Rose, n° 1"}]}, touched_at=NOW),
                set_aside(1, KARINE, {"text": "Bonjour", "reply_to_message": {"message_id": 10 * bao.id}}),
                set_aside(2, BAO, {"text": "Rose, n° 1, Bonjour"}),
                mail("case:11:Karine Machat"),
                mail("programme:2026-12:a"),
            ]
        )
        before = await params_left(session)
    async with database.transaction() as session:
        await erase_person(session, ROSE, NOW)
    async with database.reading() as session:
        # Only the two rows of her own case have lost their words.
        assert await params_left(session) == [("sent", None, ""), ("sent", "receipt:1", ""), *before[2:]]
        assert [row.telegram_id for row in await session.scalars(select(Dialogue))] == [KARINE, BAO]
        assert [row.update_id for row in await session.scalars(select(UpdateSetAside))] == [1, 2]
        assert len((await session.scalars(select(Mail))).all()) == 2


@pytest.mark.parametrize(
    "quoted",
    [
        f"Pour {NAME} ?",
        f"elle dit : {LONG}.",
        "au 06.12.34.56.78 le matin",
        "au +33 6 12 34 56 78",
        f"le compte {QUENTIN}",
    ],
)
async def test_what_staff_write_of_her_goes_with_her(database: Database, quoted: str) -> None:
    async with database.transaction() as session:
        karine = await meet(session, KARINE, NOW)
        karine.awaiting, karine.last_press = "caller:what", f"5:reunion:1:pres:{QUENTIN}-0"
        await a_case(session, BAO, "Bao Tran", "Bonjour", phone="0555510000")
        case = await a_case(session, QUENTIN, NAME, LONG)
        session.add_all(
            [
                Dialogue(telegram_id=KARINE, kind="caller", data={"pieces": [{"t": quoted}]}, touched_at=NOW),
                set_aside(1, KARINE, {"text": quoted}),
                set_aside(2, KARINE, {"text": "oui", "reply_to_message": {"message_id": 10 * case.id}}),
                set_aside(3, KARINE, {"text": "oui", "forward_origin": {"sender_user": {"id": QUENTIN}}}),
                set_aside(4, None, {"text": "oui", "from": {"id": QUENTIN}}),
                set_aside(5, KARINE, {"text": "Bonjour", "message_id": QUENTIN}),
                mail(f"case:{case.id}:Karine Machat"),
            ]
        )
    async with database.transaction() as session:
        await erase_person(session, QUENTIN, NOW)
    async with database.reading() as session:
        assert list(await session.scalars(select(Dialogue))) == []
        assert [row.update_id for row in await session.scalars(select(UpdateSetAside))] == [5]
        assert list(await session.scalars(select(Mail))) == []
        people = await session.scalars(select(Person).where(Person.telegram_id != BAO))
        assert [(row.telegram_id, row.last_press, row.awaiting) for row in people] == [(KARINE, None, None)]


async def test_answers_of_a_delegate_who_erases_herself_reach_those_whom_they_are_for(database: Database) -> None:
    async with database.transaction() as session:
        await meet(session, KARINE, NOW)
        case = await a_case(session, BAO, "Bao Tran", "Bonjour")
        said = CaseMessage(
            case_id=case.id,
            author="staff",
            telegram_id=KARINE,
            author_name="Karine Machat",
            message_id=5,
            kind="photo",
            written_at=NOW,
        )
        session.add(said)
        await session.flush()
        for state in (State.SENT, State.WAITING, State.HELD):
            row = to(BAO, state, from_chat_id=KARINE, method="copy_message")
            session.add(row)
            await session.flush()
            copy = CaseCopy(case_id=case.id, chat_id=BAO, kind=RELAY, outbox_id=row.id, case_message_id=said.id)
            session.add(copy)
    async with database.transaction() as session:
        await erase_person(session, KARINE, NOW)
    async with database.reading() as session:
        assert await params_left(session) == [("sent", None, ""), ("waiting", None, "{'from_chat_id': 201}")]


async def test_many_are_forgotten_in_as_many_questions_as_one(database: Database) -> None:
    counts = []
    for many in (1, 1, 40):
        async with database.transaction() as session:
            for number in range(many):
                await a_case(session, QUENTIN + number, f"{NAME} {number}", f"{LONG} {number}")
        counts.append(await questions_asked(database))
    assert counts[1] == counts[2]


async def questions_asked(database: Database) -> int:
    """Count the questions that an erasure of all unseen people takes."""
    asked: list[object] = []
    async with database.transaction() as session:
        connection = (await session.connection()).sync_connection
        assert connection is not None
        event.listen(connection, "before_cursor_execute", lambda *about: asked.append(about))
        await forget_people_before(session, NOW + timedelta(days=1))
    return len(asked)
