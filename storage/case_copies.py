"""The messages that the bot sent for a case (cards, relayed messages, receipts), and what became of each.

A row points at its outbox row, which is deleted after a while; what must be known longer is kept here.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import ClassVar

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    ScalarSelect,
    Select,
    String,
    and_,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Condition, Policy, Record
from storage.case_messages import NOTE, CaseMessage
from storage.cases import OPEN, Case, cases_by_number
from storage.outbox import IS_WAITING, OutboxMessage, RowId, State
from storage.roles import Role

CARD, RELAY, RECEIPT, NOTICE = "card", "relay", "receipt", "notice"
CHOICE = "choice"  # a list of cases, or a question which case a message is for: one row for each case that it names
AGAIN = "again"  # a relayed message, shown once more to staff who ask for it
REMOVAL = "removal"  # not a message, but the deletion of a relayed one that its author took back
WAITING, DELIVERED, FAILED, BLOCKED, GONE = "waiting", "delivered", "failed", "blocked", "gone"


class CaseCopy(Record):
    """A message that the bot sent, for one case, into the chat `chat_id`.

    `kind` is a card, a relayed message, a receipt, a notice, a choice among cases, a message shown again, or the
    removal of one. `case_message_id` is the message of the case that is relayed, acknowledged, shown again or
    removed, None for a card or a choice. `state` is what became of it.
    """

    __tablename__ = "case_copies"
    __table_args__ = (Index("ix_case_copies_chat", "chat_id", "message_id"),)
    policy: ClassVar = Policy(person="chat_id", lifetime="cases")

    case_id: Mapped[int] = mapped_column(RowId, ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(8))
    outbox_id: Mapped[int] = mapped_column(RowId, index=True)
    case_message_id: Mapped[int | None] = mapped_column(
        RowId, ForeignKey("case_messages.id", ondelete="CASCADE"), default=None, index=True
    )
    state: Mapped[str] = mapped_column(String(12), default=WAITING, index=True)
    message_id: Mapped[int | None] = mapped_column(BigInteger, default=None)
    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)


_HAS_NEWS = (
    CaseCopy.state == WAITING,
    OutboxMessage.id == CaseCopy.outbox_id,
    OutboxMessage.state.in_((State.SENT, State.UNDELIVERABLE)),
)


async def copies_of(session: AsyncSession, case_id: int, *kinds: str) -> Sequence[CaseCopy]:
    """Return the messages that the bot sent for this case, oldest first; with `kinds`, only those of these kinds."""
    found = select(CaseCopy).where(CaseCopy.case_id == case_id)
    if kinds:
        found = found.where(CaseCopy.kind.in_(kinds))
    return (await session.scalars(found.order_by(CaseCopy.id))).all()


async def relayed_to(session: AsyncSession, chat_id: int) -> set[int]:
    """Return the outbox ids of the cards and relayed messages in this chat, since they quote other people."""
    found = select(CaseCopy.outbox_id).where(CaseCopy.chat_id == chat_id, CaseCopy.kind.in_((CARD, RELAY, AGAIN)))
    return set(await session.scalars(found))


async def cards_in(session: AsyncSession, case_id: int, chat_id: int) -> CaseCopy | None:
    """Return the latest card of this case in this chat, delivered or waiting to be; None where there is none."""
    found = select(CaseCopy).where(CaseCopy.case_id == case_id, CaseCopy.chat_id == chat_id, CaseCopy.kind == CARD)
    found = found.where(CaseCopy.state.in_((WAITING, DELIVERED))).order_by(CaseCopy.id.desc())
    return await session.scalar(found.limit(1))


def ids_with_card_in(chat_id: int) -> Select[int]:
    """Select the numbers of the cases whose card stands in this chat, delivered or waiting to be."""
    found = select(CaseCopy.case_id).where(CaseCopy.chat_id == chat_id, CaseCopy.kind == CARD)
    return found.where(CaseCopy.state.in_((WAITING, DELIVERED)))


async def cases_with_card_in(session: AsyncSession, chat_id: int) -> set[int]:
    """Return the numbers of the cases whose card stands in this chat, delivered or waiting to be."""
    return set(await session.scalars(ids_with_card_in(chat_id)))


async def case_shown_in(session: AsyncSession, chat_id: int, message_id: int) -> int | None:
    """Return the number of the case that a message in this chat is about; None where it is about no case.

    `message_id` is the one at Telegram. The message is found even while only the outbox knows that it was sent. A
    question for which case a message is counts as about no case.
    """
    sent = and_(OutboxMessage.id == CaseCopy.outbox_id, OutboxMessage.message_id == message_id)
    found = select(CaseCopy.case_id).outerjoin(OutboxMessage, sent).where(CaseCopy.chat_id == chat_id)
    found = found.where(CaseCopy.kind != CHOICE, or_(CaseCopy.message_id == message_id, OutboxMessage.id.is_not(None)))
    return await session.scalar(found.order_by(CaseCopy.id.desc()).limit(1))


async def case_of_receipt(session: AsyncSession, key: str) -> int | None:
    """Return the number of the case whose receipt has this key in the outbox; None where there is none."""
    found = select(CaseCopy.case_id).join(OutboxMessage, OutboxMessage.id == CaseCopy.outbox_id)
    return await session.scalar(found.where(OutboxMessage.key == key, CaseCopy.kind == RECEIPT).limit(1))


async def cases_touched_in(session: AsyncSession, chat_id: int, after: int = 0) -> Sequence[int]:
    """Return the numbers of the cases about which the bot wrote to this chat, the latest first.

    Only outbox rows with an id above `after` count, and no questions for which case a message is.
    """
    found = select(CaseCopy.case_id).where(CaseCopy.chat_id == chat_id, CaseCopy.kind != CHOICE)
    found = found.where(CaseCopy.outbox_id > after).group_by(CaseCopy.case_id)
    return (await session.scalars(found.order_by(func.max(CaseCopy.outbox_id).desc()))).all()


async def first_on_its_way(session: AsyncSession, chat_id: int, without: int) -> int | None:
    """Return the lowest id of the outbox rows that wait to be sent to this chat about a case other than `without`.

    None where no such row waits.
    """
    found = select(func.min(OutboxMessage.id)).join(CaseCopy, CaseCopy.outbox_id == OutboxMessage.id)
    found = found.where(CaseCopy.chat_id == chat_id, CaseCopy.case_id != without, IS_WAITING)
    return await session.scalar(found)


async def cases_heard_from(session: AsyncSession, telegram_id: int, since: datetime) -> Sequence[Case]:
    """Return the person's open cases in which staff and person are in conversation.

    In such a case a reply of staff has reached the person, and one of the two wrote at `since` or later; notes do not
    count.
    """
    talking = _answered_cases(telegram_id).where(_is_spoken_in(since))
    return (await session.scalars(talking.order_by(Case.id))).all()


async def cases_grown_silent(session: AsyncSession, telegram_id: int, since: datetime) -> Sequence[Case]:
    """Return the person's open cases in which staff have replied, and nobody has written at `since` or later.

    A case that the person was asked about after its last word, whether a message is for it, is left out.
    """
    last_word = _outbox_ids_in(telegram_id, RELAY, RECEIPT)
    asked = _outbox_ids_in(telegram_id, CHOICE)
    silent = _answered_cases(telegram_id).where(~_is_spoken_in(since), or_(asked.is_(None), asked < last_word))
    return (await session.scalars(silent.order_by(Case.id))).all()


def _answered_cases(telegram_id: int) -> Select[Case]:
    """Select the person's open cases in which a reply of staff has reached them, whether or not it was taken back."""
    sent = exists().where(OutboxMessage.id == CaseCopy.outbox_id, OutboxMessage.state == State.SENT)
    arrived = exists().where(CaseCopy.case_id == Case.id, CaseCopy.chat_id == telegram_id, CaseCopy.kind == RELAY)
    arrived = arrived.where(or_(CaseCopy.state.in_((DELIVERED, GONE)), and_(CaseCopy.state == WAITING, sent)))
    return select(Case).where(Case.telegram_id == telegram_id, Case.state.in_(OPEN), arrived)


def _is_spoken_in(since: datetime) -> Condition:
    """Return the SQL condition that the person or staff wrote in the case at `since` or later."""
    spoken = exists().where(CaseMessage.case_id == Case.id, CaseMessage.author != NOTE)
    return spoken.where(CaseMessage.written_at >= since)


def _outbox_ids_in(chat_id: int, *kinds: str) -> ScalarSelect[int | None]:
    """Select the highest id of the outbox rows of these kinds about the case in a chat."""
    latest = select(func.max(CaseCopy.outbox_id)).where(CaseCopy.case_id == Case.id, CaseCopy.chat_id == chat_id)
    return latest.where(CaseCopy.kind.in_(kinds)).scalar_subquery()


async def cases_named_by(session: AsyncSession, outbox_ids: Collection[int]) -> Sequence[Case]:
    """Return the cases among which these messages let a person choose, in the order in which they are named.

    `outbox_ids` are rows that ask for which case a message is.
    """
    named = select(CaseCopy.case_id).where(CaseCopy.kind == CHOICE, CaseCopy.outbox_id.in_(outbox_ids))
    numbers = list(dict.fromkeys(await session.scalars(named.order_by(CaseCopy.id))))
    return await cases_by_number(session, numbers)


async def cards_shown_to_others(session: AsyncSession, roles: Collection[str]) -> Sequence[CaseCopy]:
    """Return the cards, delivered or waiting to be, in chats of people who hold none of these roles."""
    return (await session.scalars(select(CaseCopy).where(_is_shown_to_others(roles)))).all()


def is_any_card_shown_to_others(roles: Collection[str]) -> Condition:
    """Return the SQL condition that a card is in the chat of somebody who holds none of these roles.

    The card is delivered there or waits to be.
    """
    return exists().where(_is_shown_to_others(roles))


async def give_up_cards_shown_to_others(session: AsyncSession, roles: Collection[str]) -> None:
    """Set to GONE the cards in chats of people who hold none of these roles, so that they are no longer edited."""
    gone = update(CaseCopy).where(_is_shown_to_others(roles)).values(state=GONE)
    await session.execute(gone, execution_options={"synchronize_session": "fetch"})


def _is_shown_to_others(roles: Collection[str]) -> Condition:
    """Return the SQL condition that a message is a card shown in the chat of somebody who holds none of these roles."""
    shown = CaseCopy.state.in_((WAITING, DELIVERED))
    holders = select(Role.telegram_id).where(Role.role.in_(roles))
    return (CaseCopy.kind == CARD) & shown & CaseCopy.chat_id.not_in(holders)


_PASSED_ON = (
    CaseMessage.case_id == Case.id,
    CaseMessage.entry.is_not(None),
    CaseMessage.withdrawn_at.is_(None),
    CaseMessage.outdated_at.is_(None),
    Case.state.in_(OPEN),
)


async def answers_passed_on(session: AsyncSession) -> Sequence[CaseMessage]:
    """Return the answers of the base that staff passed on in open cases, and that are not known to be corrected."""
    return (
        await session.scalars(select(CaseMessage).join(Case, Case.id == CaseMessage.case_id).where(*_PASSED_ON))
    ).all()


def is_any_answer_passed_on() -> Condition:
    """Return the SQL condition that `answers_passed_on` returns any message."""
    return exists().where(*_PASSED_ON)


async def is_relay(session: AsyncSession, outbox_id: int) -> bool:
    """Return whether this outbox row is a message by which the bot passed on what a human wrote in a case."""
    found = select(CaseCopy.id).where(CaseCopy.outbox_id == outbox_id, CaseCopy.kind == RELAY)
    return await session.scalar(found.limit(1)) is not None


async def cases_with_news(session: AsyncSession) -> Sequence[int]:
    """Return the numbers of the cases with a copy that is waiting here, and whose outbox row is sent or failed."""
    return sorted(set(await session.scalars(select(CaseCopy.case_id).where(*_HAS_NEWS))))


@cache
def is_any_case_with_news() -> Condition:
    """Return the SQL condition that `cases_with_news` returns any case."""
    return exists().where(*_HAS_NEWS)


async def note_removed(session: AsyncSession, case_message_id: int, chat_id: int) -> None:
    """Set to GONE the copies of a message in a chat from which they were deleted, so that they are edited no more."""
    removed = update(CaseCopy).where(CaseCopy.case_message_id == case_message_id, CaseCopy.chat_id == chat_id)
    removed = removed.where(CaseCopy.kind.in_((RELAY, NOTICE)), CaseCopy.state == DELIVERED).values(state=GONE)
    await session.execute(removed, execution_options={"synchronize_session": "fetch"})


async def look_again_at_card(session: AsyncSession, outbox_id: int) -> bool:
    """Let the outcome of a card be read again, whose message is no longer in its chat; return whether it is a card."""
    card = update(CaseCopy).where(CaseCopy.outbox_id == outbox_id, CaseCopy.kind == CARD, CaseCopy.state == DELIVERED)
    found = await session.scalars(card.values(state=WAITING).returning(CaseCopy.id))
    return found.first() is not None


async def copies_with_news(session: AsyncSession, case_id: int) -> Sequence[tuple[CaseCopy, OutboxMessage]]:
    """Return the copies of a case that are waiting here, and whose outbox row is sent or failed, each with this row."""
    found = select(CaseCopy, OutboxMessage).where(CaseCopy.case_id == case_id, *_HAS_NEWS)
    return [(row[0], row[1]) for row in await session.execute(found.order_by(CaseCopy.id))]
