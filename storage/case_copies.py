"""The messages that the bot wrote in chats for a case: cards, copies, receipts; and what became of each.

A copy points at its row of the outbox, which is forgotten after a while; what must last is written here.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, ColumnElement, ForeignKey, Index, String, and_, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Policy, Record
from storage.case_messages import NOTE, CaseMessage
from storage.cases import OPEN, Case
from storage.outbox import IS_WAITING, OutboxMessage, RowId, State
from storage.roles import Role

CARD, RELAY, RECEIPT, NOTICE = "card", "relay", "receipt", "notice"
CHOICE = "choice"  # a question which case a message is for: one row for each case that it names
WAITING, DELIVERED, FAILED, BLOCKED, GONE = "waiting", "delivered", "failed", "blocked", "gone"
_SETTLED = (State.SENT, State.UNDELIVERABLE)


class CaseCopy(Record):
    """One message of the bot in the chat `chat_id`, for one case.

    `case_message_id` is the message of the case that it copies or acknowledges, None for a card or a question.
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


async def copies_of(session: AsyncSession, case_id: int, *kinds: str) -> Sequence[CaseCopy]:
    found = select(CaseCopy).where(CaseCopy.case_id == case_id)
    if kinds:
        found = found.where(CaseCopy.kind.in_(kinds))
    return (await session.scalars(found.order_by(CaseCopy.id))).all()


async def relayed_to(session: AsyncSession, chat_id: int) -> set[int]:
    """Return the outbox ids of the cards and copies in this chat, which bear somebody else's words."""
    found = select(CaseCopy.outbox_id).where(CaseCopy.chat_id == chat_id, CaseCopy.kind.in_((CARD, RELAY)))
    return set(await session.scalars(found))


async def cards_in(session: AsyncSession, case_id: int, chat_id: int) -> CaseCopy | None:
    """Return the latest card of a case in this chat, delivered or on its way; None where there is none."""
    found = select(CaseCopy).where(CaseCopy.case_id == case_id, CaseCopy.chat_id == chat_id, CaseCopy.kind == CARD)
    found = found.where(CaseCopy.state.in_((WAITING, DELIVERED))).order_by(CaseCopy.id.desc())
    return await session.scalar(found.limit(1))


async def cases_with_card_in(session: AsyncSession, chat_id: int) -> set[int]:
    found = select(CaseCopy.case_id).where(CaseCopy.chat_id == chat_id, CaseCopy.kind == CARD)
    return set(await session.scalars(found.where(CaseCopy.state.in_((WAITING, DELIVERED)))))


async def case_shown_in(session: AsyncSession, chat_id: int, message_id: int) -> int | None:
    """Return the number of the case that a message of this chat is about, None for other messages.

    It is known even before the delivery of the message was noted here. A question for whom a message is counts as no
    case.
    """
    sent = and_(OutboxMessage.id == CaseCopy.outbox_id, OutboxMessage.message_id == message_id)
    found = select(CaseCopy.case_id).outerjoin(OutboxMessage, sent).where(CaseCopy.chat_id == chat_id)
    found = found.where(CaseCopy.kind != CHOICE, or_(CaseCopy.message_id == message_id, OutboxMessage.id.is_not(None)))
    return await session.scalar(found.order_by(CaseCopy.id.desc()).limit(1))


async def cases_touched_in(session: AsyncSession, chat_id: int, after: int = 0) -> Sequence[int]:
    """Return the numbers of the cases of which a message was written to this chat, the latest first.

    Only rows of the outbox after `after` count, and no questions for whom a message is.
    """
    found = select(CaseCopy.case_id).where(CaseCopy.chat_id == chat_id, CaseCopy.kind != CHOICE)
    found = found.where(CaseCopy.outbox_id > after).group_by(CaseCopy.case_id)
    return (await session.scalars(found.order_by(func.max(CaseCopy.outbox_id).desc()))).all()


async def first_on_its_way(session: AsyncSession, chat_id: int, without: int) -> int | None:
    """Return the id of the first outbox row that has yet to reach this chat and is about a case other than `without`.

    None where there is none.
    """
    found = select(func.min(OutboxMessage.id)).join(CaseCopy, CaseCopy.outbox_id == OutboxMessage.id)
    found = found.where(CaseCopy.chat_id == chat_id, CaseCopy.case_id != without, IS_WAITING)
    return await session.scalar(found)


async def cases_heard_from(session: AsyncSession, telegram_id: int, since: datetime) -> Sequence[Case]:
    """Return the open cases of a person in which a human has the floor.

    That is where a reply of staff has reached the person, and the person or staff wrote since a moment.
    """
    sent = exists().where(OutboxMessage.id == CaseCopy.outbox_id, OutboxMessage.state == State.SENT)
    arrived = exists().where(CaseCopy.case_id == Case.id, CaseCopy.chat_id == telegram_id, CaseCopy.kind == RELAY)
    spoken = exists().where(CaseMessage.case_id == Case.id, CaseMessage.author != NOTE)
    mine = select(Case).where(Case.telegram_id == telegram_id, Case.state.in_(OPEN))
    mine = mine.where(
        arrived.where(or_(CaseCopy.state == DELIVERED, sent)), spoken.where(CaseMessage.written_at >= since)
    )
    return (await session.scalars(mine.order_by(Case.id))).all()


async def cases_named_by(session: AsyncSession, outbox_ids: Collection[int]) -> Sequence[Case]:
    """Return the cases named by these questions for whom a message is, in the order in which they name them."""
    named = select(CaseCopy.case_id).where(CaseCopy.kind == CHOICE, CaseCopy.outbox_id.in_(outbox_ids))
    numbers = list(dict.fromkeys(await session.scalars(named.order_by(CaseCopy.id))))
    found = {case.id: case for case in await session.scalars(select(Case).where(Case.id.in_(numbers)))}
    return [found[number] for number in numbers if number in found]


async def cards_shown_to_others(session: AsyncSession, roles: Collection[str]) -> Sequence[CaseCopy]:
    """Return the cards in chats of people who hold none of these roles."""
    return (await session.scalars(select(CaseCopy).where(_is_shown_to_others(roles)))).all()


async def is_any_card_shown_to_others(session: AsyncSession, roles: Collection[str]) -> bool:
    return await session.scalar(select(CaseCopy.id).where(_is_shown_to_others(roles)).limit(1)) is not None


async def give_up_cards_shown_to_others(session: AsyncSession, roles: Collection[str]) -> None:
    """Note the cards in chats of people who hold none of these roles as gone, so that they are edited no more."""
    gone = update(CaseCopy).where(_is_shown_to_others(roles)).values(state=GONE)
    await session.execute(gone, execution_options={"synchronize_session": "fetch"})


def _is_shown_to_others(roles: Collection[str]) -> ColumnElement[bool]:
    shown = CaseCopy.state.in_((WAITING, DELIVERED))
    holders = select(Role.telegram_id).where(Role.role.in_(roles))
    return (CaseCopy.kind == CARD) & shown & CaseCopy.chat_id.not_in(holders)


async def is_relay(session: AsyncSession, outbox_id: int) -> bool:
    """Whether this row of the outbox brought what a human wrote in a case."""
    found = select(CaseCopy.id).where(CaseCopy.outbox_id == outbox_id, CaseCopy.kind == RELAY)
    return await session.scalar(found.limit(1)) is not None


async def cases_with_news(session: AsyncSession) -> Sequence[int]:
    """Return the numbers of the cases with a copy whose outcome the outbox knows and this table does not yet."""
    found = select(CaseCopy.case_id).join(OutboxMessage, OutboxMessage.id == CaseCopy.outbox_id)
    found = found.where(CaseCopy.state == WAITING, OutboxMessage.state.in_(_SETTLED))
    return sorted(set(await session.scalars(found)))


async def news_of(session: AsyncSession, case_id: int) -> Sequence[tuple[CaseCopy, OutboxMessage]]:
    found = select(CaseCopy, OutboxMessage).join(OutboxMessage, OutboxMessage.id == CaseCopy.outbox_id)
    found = found.where(CaseCopy.case_id == case_id, CaseCopy.state == WAITING, OutboxMessage.state.in_(_SETTLED))
    return [(row[0], row[1]) for row in await session.execute(found.order_by(CaseCopy.id))]


async def kept_rows(session: AsyncSession, ids: Collection[int]) -> dict[int, OutboxMessage]:
    """Return the rows of the outbox with these ids that are not forgotten yet."""
    found = await session.scalars(select(OutboxMessage).where(OutboxMessage.id.in_(ids)))
    return {row.id: row for row in found}
