"""What is written passes on whole, both ways, and says who speaks: in front of its words, in its caption, or by a line
that it answers. Its author sees what becomes of it."""

from collections.abc import Collection, Sequence
from typing import Any

from handlers.cases.core import buttons, card_texts, receipt_texts
from handlers.cases.core.desk import Desk
from handlers.cases.core.piece import Kind, Piece
from handlers.talk.replies import (
    LONGEST,
    Button,
    Reply,
    Rows,
    as_answer_to,
    as_params,
    bold,
    keyboard,
    units,
)
from storage.case_copies import CARD, NOTICE, RECEIPT, RELAY, CaseCopy, cards_in, copies_of
from storage.case_messages import NOTE, STAFF, CaseMessage, messages_of
from storage.cases import Case
from storage.outbox import OutboxMessage, Priority, key_is_taken
from storage.people import listen_to_humans

ROOM = {"text": LONGEST, "caption": 1024}  # what Telegram accepts, after the formatting was read
MOST_ON_CARD = 6


def town_of(case: Case) -> str:
    """Where the project is, in as few words as possible; "" where nobody said it."""
    return (case.place or "").partition(" (")[0] or card_texts.in_department(case.department)


def who_speaks(case: Case, message: CaseMessage, chat_id: int) -> str:
    """As the reader in this chat needs it: which person and which case; to the person, who of the house."""
    if chat_id == case.telegram_id:
        return card_texts.speaks_of_own(message.author_name, case.id)
    if message.author == STAFF:
        return card_texts.speaks_to(message.author_name, case.person_name, case.id)
    return " · ".join(filter(None, (case.person_name, town_of(case), f"n° {case.id}")))


def with_name(name: str, piece: Piece) -> dict[str, Any] | None:
    """The words of a message, the name in front; None where nothing of it can carry a name, or no room is left."""
    if piece.html is None or not piece.carrier or (piece.kind == Kind.VOICE and not piece.html):
        return None
    if units(name) + 1 + piece.length > ROOM[piece.carrier]:
        return None
    return {piece.carrier: "\n".join(filter(None, (bold(name), piece.html))), "parse_mode": "HTML"}


def on_card(messages: Sequence[CaseMessage]) -> list[CaseMessage]:
    """Those that the card of a case shows: what was asked first, for good, and the latest."""
    if len(messages) <= MOST_ON_CARD:
        return list(messages)
    return [messages[0], *messages[1 - MOST_ON_CARD :]]


async def _said_by_card(desk: Desk, case: Case) -> set[int]:
    """The messages of which a card made now says all: its copy is then the card itself."""
    shown = on_card(await messages_of(desk.session, case.id))
    return {one.id for one in shown if one.kind == Kind.TEXT and one.excerpt and not one.is_cut}


async def keep_message(desk: Desk, case: Case, author: str, telegram_id: int, name: str, piece: Piece) -> CaseMessage:
    message = CaseMessage(
        case_id=case.id,
        author=author,
        telegram_id=telegram_id,
        author_name=name,
        message_id=piece.message_id,
        kind=piece.kind,
        written_at=desk.now,
        excerpt=piece.excerpt,
        is_cut=piece.is_cut,
    )
    desk.session.add(message)
    await desk.session.flush()
    return message


async def pass_to_staff(
    desk: Desk,
    case: Case,
    messages: Sequence[CaseMessage],
    chats: Collection[int],
    *,
    with_card: bool = False,
    piece: Piece | None = None,
) -> None:
    """Each message as an answer to the card; `with_card`: the card was made with them, says the short ones, and names
    the person above the others. `piece`: the one message, with its words.
    """
    said = await _said_by_card(desk, case) if with_card else set()
    for chat_id in chats:
        card = await cards_in(desk.session, case.id, chat_id)
        for message in messages:
            if card is not None and message.id in said:
                desk.session.add(_relay(case, chat_id, card.outbox_id, message))
            else:
                await copy_to(
                    desk,
                    case,
                    message,
                    chat_id,
                    piece=piece,
                    answers=card,
                    silent=desk.is_quiet,
                    is_named=not with_card,
                )
    await desk.session.flush()


async def pass_to_person(desk: Desk, case: Case, message: CaseMessage, name: str, piece: Piece) -> None:
    if case.telegram_id is not None:
        await listen_to_humans(desk.session, case.telegram_id)
        await copy_to(desk, case, message, case.telegram_id, piece=piece, rows=[[answer_button(case, name)]])


def answer_button(case: Case, name: str) -> Button:
    """Under a reply: who wrote it, and how to answer."""
    return buttons.answer(case.id, name)


async def copy_to(
    desk: Desk,
    case: Case,
    message: CaseMessage,
    chat_id: int,
    *,
    piece: Piece | None = None,
    answers: CaseCopy | None = None,
    silent: bool = False,
    rows: Sequence[Sequence[Button]] = (),
    is_named: bool = True,
) -> None:
    """`is_named`: it says who speaks; what `answers` a card just made is named by it."""
    params = with_name(who_speaks(case, message, chat_id), piece) if is_named and piece is not None else None
    has_words = params is not None
    if params is None and is_named:
        answers = await name_line(desk, case, message, chat_id, answers=answers, silent=silent)
    method = "send_message"
    if params is None or "text" not in params:
        method = "copy_message"
        params = (params or {}) | {"from_chat_id": message.telegram_id, "message_id": message.message_id}
    if rows:
        params["reply_markup"] = keyboard(rows)
    row = await desk.call(chat_id, method, params, aims=answers, silent=silent, watched=True, forget=has_words)
    desk.session.add(_relay(case, chat_id, row.id, message))
    await desk.session.flush()


async def name_line(
    desk: Desk,
    case: Case,
    message: CaseMessage,
    chat_id: int,
    *,
    answers: CaseCopy | None = None,
    silent: bool = False,
) -> CaseCopy:
    """Who speaks, on a line of its own."""
    line = Reply(bold(who_speaks(case, message, chat_id)))
    return await say_of_case(desk, case, chat_id, line, message=message, answers=answers, silent=silent)


async def say_of_case(
    desk: Desk,
    case: Case,
    chat_id: int,
    reply: Reply,
    *,
    message: CaseMessage | None = None,
    answers: CaseCopy | None = None,
    silent: bool = False,
    priority: Priority = Priority.RELAY,
) -> CaseCopy:
    """What the bot says of a case in somebody's chat: a reply to it goes to the case, an erasure takes it along."""
    row = await desk.send(chat_id, reply, priority=priority, silent=silent, answers=answers, watched=True, forget=True)
    copy = CaseCopy(
        case_id=case.id,
        chat_id=chat_id,
        kind=NOTICE,
        outbox_id=row.id,
        case_message_id=message.id if message is not None else None,
    )
    desk.session.add(copy)
    await desk.session.flush()
    return copy


async def correct_copy(desk: Desk, case: Case, message: CaseMessage, copy: CaseCopy, piece: Piece) -> None:
    """What stands in a chat says what its author has made of it since, and still who speaks."""
    if piece.html is None or not piece.carrier:
        return
    params = with_name(who_speaks(case, message, copy.chat_id), piece)
    if params is None and not await _has_line(desk, case, message, copy.chat_id):
        await name_line(desk, case, message, copy.chat_id, answers=copy, silent=True)
    if copy.chat_id == case.telegram_id:
        rows = [[answer_button(case, message.author_name)]]
        params = (params or _bare(piece)) | {"reply_markup": keyboard(rows)}
    method = f"edit_message_{piece.carrier}"
    await desk.call(copy.chat_id, method, params or _bare(piece), aims=copy, forget=True)


def _bare(piece: Piece) -> dict[str, Any]:
    return {piece.carrier: piece.html, "parse_mode": "HTML"}


async def _has_line(desk: Desk, case: Case, message: CaseMessage, chat_id: int) -> bool:
    lines = await copies_of(desk.session, case.id, NOTICE)
    return any(line.case_message_id == message.id and line.chat_id == chat_id for line in lines)


def _relay(case: Case, chat_id: int, outbox_id: int, message: CaseMessage) -> CaseCopy:
    return CaseCopy(case_id=case.id, chat_id=chat_id, kind=RELAY, outbox_id=outbox_id, case_message_id=message.id)


async def give_receipt(
    desk: Desk, case: Case, message: CaseMessage, whom: str, *, rows: Rows = (), album: str | None = None
) -> None:
    """Under what somebody has just written: on its way; corrected once it is known what became of it.

    `album`: the one that the message is a picture of, which gets one receipt.
    """
    key = f"receipt:{message.telegram_id}:{album}" if album else None
    if key is not None and await key_is_taken(desk.session, key):
        return
    params = as_params(Reply(receipt_texts.on_its_way(whom), rows))
    if message.message_id is not None:
        params = params | as_answer_to(message.message_id)
    row = await desk.call(
        message.telegram_id, "send_message", params, priority=Priority.ANSWER, silent=True, watched=True
    )
    row.key = key
    copy = CaseCopy(
        case_id=case.id, chat_id=message.telegram_id, kind=RECEIPT, outbox_id=row.id, case_message_id=message.id
    )
    desk.session.add(copy)
    await desk.session.flush()


async def correct_receipt(
    desk: Desk, case: Case, message: CaseMessage, html: str, *, with_buttons: bool = True
) -> None:
    """The buttons under it stay, where they are known."""
    for copy in await copies_of(desk.session, case.id, RECEIPT):
        if copy.case_message_id == message.id:
            params: dict[str, Any] = {"text": html, "parse_mode": "HTML"}
            row = await desk.session.get(OutboxMessage, copy.outbox_id) if with_buttons else None
            if row is not None and "reply_markup" in row.params:
                params["reply_markup"] = row.params["reply_markup"]
            await desk.call(copy.chat_id, "edit_message_text", params, aims=copy, priority=Priority.ANSWER)


async def chats_with_card(desk: Desk, case: Case) -> list[int]:
    return sorted({copy.chat_id for copy in await copies_of(desk.session, case.id, CARD)})


async def recall_messages(desk: Desk, case: Case, chat_id: int) -> None:
    """What was written so far, for somebody who gets the case now: what the card does not say whole."""
    card, said = await cards_in(desk.session, case.id, chat_id), await _said_by_card(desk, case)
    for message in await messages_of(desk.session, case.id):
        if message.author != NOTE and message.telegram_id != chat_id and message.id not in said:
            by_staff = message.author == STAFF
            await copy_to(desk, case, message, chat_id, answers=card, silent=True, is_named=by_staff)
