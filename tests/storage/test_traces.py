"""An erasure finds a person in the rows of others, and leaves those that only look alike."""

from datetime import UTC, datetime

from sqlalchemy import select

from storage.cases import Case
from storage.database import Database
from storage.dialogues import Dialogue
from storage.erasure import erase_person
from storage.mails import Mail
from storage.outbox import OutboxMessage, State
from storage.people import Person, meet
from storage.updates import UpdateSetAside

NOW = datetime(2026, 11, 29, tzinfo=UTC)
QUENTIN, KARINE = 7_311_992_845, 201
NAME = "Quéntin Zyx & fils"


def to_karine(state: State, **params: object) -> OutboxMessage:
    return OutboxMessage(chat_id=KARINE, method="send_message", params=params, created_at=NOW, state=state)


def set_aside(number: int, words: str) -> UpdateSetAside:
    return UpdateSetAside(
        bot_id=1, update_id=number, telegram_id=KARINE, payload={"message": {"text": words}}, error="fault",
        set_aside_at=NOW,
    )  # fmt: skip


def mail(key: str, body: str) -> Mail:
    return Mail(key=key, address="k@exemple.fr", subject="Une demande", body=body, next_at=NOW)


async def test_rows_of_others_that_hold_the_person_go_and_the_others_stay(database: Database) -> None:
    async with database.transaction() as session:
        await meet(session, QUENTIN, NOW)
        (await meet(session, KARINE, NOW)).last_press = f"5:reunion:1:pres:{QUENTIN}-0"
        case = Case(
            telegram_id=QUENTIN, person_name=NAME, state="new", role="delegate", referent="Karine Machat",
            opened_at=NOW, phone="0612345678",
        )  # fmt: skip
        session.add(case)
        await session.flush()
        session.add_all([
            to_karine(State.SENT, text="Quéntin Zyx &amp; fils, au 06"),
            to_karine(State.HELD, text="Rappeler le 0612345678"),
            to_karine(State.WAITING, from_chat_id=QUENTIN),
            to_karine(State.SENT, reply_markup=[{"callback_data": f"reunion:1:app:{QUENTIN}:oui"}]),
            to_karine(State.SENT, text="Quentin Zyx, un autre"),
            to_karine(State.WAITING, text=f"{NAME}, votre collègue, vous attend"),
            Dialogue(telegram_id=KARINE, kind="caller", data={"name": NAME}, touched_at=NOW),
            set_aside(1, f"{NAME} ?"),
            set_aside(2, "Bonjour"),
            mail(f"case:{case.id}:Karine Machat", "Gentioux"),
            mail("case:999:Karine Machat", "Guéret"),
        ])  # fmt: skip
    async with database.transaction() as session:
        await erase_person(session, QUENTIN, NOW)
    async with database.reading() as session:
        left = [str(row.params) for row in await session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))]
        assert [("un autre" in one, "votre collègue" in one) for one in left] == [(True, False), (False, True)]
        assert list(await session.scalars(select(Dialogue))) == []
        assert [row.update_id for row in await session.scalars(select(UpdateSetAside))] == [2]
        assert [mail.key for mail in await session.scalars(select(Mail))] == ["case:999:Karine Machat"]
        assert [(row.telegram_id, row.last_press) for row in await session.scalars(select(Person))] == [(KARINE, None)]
