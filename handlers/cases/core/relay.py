"""The relay: messages pass on whole, both ways, with the name of who speaks.

The name stands in front of the words, in the caption, or on a line that the message answers.
"""

from collections.abc import Collection, Sequence

from handlers.cases.core import buttons, card_texts
from handlers.cases.core.alarm import messages_with_danger
from handlers.cases.core.desk import Desk
from handlers.cases.core.gestures import gestures_of
from handlers.cases.core.piece import MessageKind, Piece
from handlers.talk.replies import (
    LONGEST,
    Button,
    Reply,
    as_params,
    bold,
    keyboard,
    units,
)
from storage.base import Json
from storage.case_copies import AGAIN, CARD, NOTICE, RELAY, CaseCopy, cards_in, copies_of
from storage.case_messages import NOTE, STAFF, CaseMessage, messages_of
from storage.cases import Case
from storage.outbox import Priority
from storage.people import listen_to_humans

ROOM = {"text": LONGEST, "caption": 1024}  # characters that Telegram accepts, after its formatting was read
MOST_ON_CARD = 6


def town_of(case: Case) -> str:
    """Return the place of a case without what stands in brackets, else « département … », "" where neither is known."""
    return (case.place or "").partition(" (")[0] or card_texts.in_department(case.department)


def who_speaks(case: Case, message: CaseMessage, chat_id: int) -> str:
    """Return the line that tells the reader of this chat who wrote a message of a case.

    The person reads the name of the member of staff. Staff read the person's name, town and case number, or which
    colleague wrote to whom.
    """
    if chat_id == case.telegram_id:
        return card_texts.speaks_of_own(message.author_name, case.id)
    if message.author == STAFF:
        return card_texts.speaks_to(message.author_name, case.person_name, case.id)
    return " · ".join(filter(None, (case.person_name, town_of(case), f"n° {case.id}")))


def with_name(name: str, piece: Piece) -> Json | None:
    """Return the text or caption, for a Bot API call, that puts the words of a message below the name of its author.

    None where its words are not known, or too long for Telegram with the name; where a message of its kind has none, as
    a sticker; and for a voice message without words.
    """
    if piece.html is None or not piece.carrier or (piece.kind == MessageKind.VOICE and not piece.html):
        return None
    if units(name) + 1 + piece.length > ROOM[piece.carrier]:
        return None
    return {piece.carrier: "\n".join(filter(None, (bold(name), piece.html))), "parse_mode": "HTML"}


async def messages_on_card(desk: Desk, case: Case, messages: Sequence[CaseMessage]) -> list[CaseMessage]:
    """Return which of a case's messages its card shows: the first, those that tell of a danger, and the latest ones.

    An album counts as one.
    """
    gestures = gestures_of(messages)
    if len(gestures) <= MOST_ON_CARD:
        return list(messages)
    first, *others = gestures[: 1 - MOST_ON_CARD]
    older = [one for gesture in others for one in gesture]
    latest = [one for gesture in gestures[1 - MOST_ON_CARD :] for one in gesture]
    return [*first, *await messages_with_danger(desk, case, older), *latest]


async def _shown_whole_on_card(desk: Desk, case: Case) -> set[int]:
    """Return the ids of the messages of a case that its card shows whole, so that staff need no copy of them."""
    shown = await messages_on_card(desk, case, await messages_of(desk.session, case.id))
    return {one.id for one in shown if one.kind == MessageKind.TEXT and one.excerpt and not one.is_cut}


async def keep_message(desk: Desk, case: Case, author: str, telegram_id: int, name: str, piece: Piece) -> CaseMessage:
    """Record a message in a case: its author, where Telegram has it, and the excerpt of its words. Nothing is sent."""
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
        entry=piece.entry.id if piece.entry is not None else None,
        entry_print=piece.entry.print if piece.entry is not None else None,
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
    """Queue copies of messages of a case to these chats of staff, each as a reply to the card there.

    With `with_card` the card was queued just before: it stands for the messages that it shows whole, and names their
    author. `piece` has all the words, where there is one message and they are known.
    """
    said = await _shown_whole_on_card(desk, case) if with_card else set()
    for chat_id in chats:
        card = await cards_in(desk.session, case.id, chat_id)
        for message in messages:
            if card is not None and message.id in said:
                desk.session.add(_copy_record(case, chat_id, card.outbox_id, message))
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
    """Queue a reply of staff to the person of a case, with a button to answer `name`; nothing where they telephoned.

    If they had chosen to write to the bot, that choice ends.
    """
    if case.telegram_id is not None:
        await listen_to_humans(desk.session, case.telegram_id)
        await copy_to(desk, case, message, case.telegram_id, piece=piece, rows=[[answer_button(case, name)]])


def answer_button(case: Case, name: str) -> Button:
    """Make the button « Répondre à … » under a reply of staff: what the person types next goes into the case."""
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
    """Queue a copy of a message of a case to a chat, and record it so that its delivery is followed.

    With `is_named` the copy, or a line before it, says who wrote it. `answers` is the message to which the copy
    replies.
    """
    params = with_name(who_speaks(case, message, chat_id), piece) if is_named and piece is not None else None
    has_words = params is not None
    if params is None and is_named:
        answers = await send_name_line(desk, case, message, chat_id, answers=answers, silent=silent)
    method = "send_message"
    if piece is not None and piece.file is not None:
        method = f"send_{piece.file.kind}"
        params = (params or {}) | {piece.file.kind: piece.file.id}
    elif params is None or "text" not in params:
        method = "copy_message"
        params = (params or {}) | {"from_chat_id": message.telegram_id, "message_id": message.message_id}
    if rows:
        params["reply_markup"] = keyboard(rows)
    row = await desk.call(chat_id, method, params, aims=answers, silent=silent, watched=True, forget=has_words)
    desk.session.add(_copy_record(case, chat_id, row.id, message))
    await desk.session.flush()


async def send_name_line(
    desk: Desk,
    case: Case,
    message: CaseMessage,
    chat_id: int,
    *,
    answers: CaseCopy | None = None,
    silent: bool = False,
) -> CaseCopy:
    """Queue a line that says who wrote a message of a case, to stand above the copy of that message in a chat."""
    line = Reply(bold(who_speaks(case, message, chat_id)))
    return await say_of_case(desk, case, chat_id, line, message=message, answers=answers, silent=silent)


async def show_again(desk: Desk, case: Case, message: CaseMessage, chat_id: int) -> None:
    """Queue a message of a case once more to a member of staff, whole, below a line that says who wrote it."""
    line = await send_name_line(desk, case, message, chat_id, silent=True)
    original = {"from_chat_id": message.telegram_id, "message_id": message.message_id}
    row = await desk.call(
        chat_id, "copy_message", original, aims=line, priority=Priority.ANSWER, silent=True, watched=True
    )
    copy = CaseCopy(case_id=case.id, chat_id=chat_id, kind=AGAIN, outbox_id=row.id, case_message_id=message.id)
    desk.session.add(copy)
    await desk.session.flush()


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
    key: str | None = None,
) -> CaseCopy:
    """Queue a message of the bot about a case to a chat, and record it.

    A reply to it goes into the case; erasing the case removes it from chats of staff. `message` is the message of the
    case that it stands above. No second row may have the same `key`.
    """
    params = as_params(reply)
    row = await desk.call(
        chat_id,
        "send_message",
        params,
        priority=priority,
        silent=silent,
        aims=answers,
        watched=True,
        forget=True,
        key=key,
    )
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
    """Queue an edit of a copy in a chat to its author's corrected words, with their name, if it is one with words."""
    if piece.html is None or not piece.carrier:
        return
    params = with_name(who_speaks(case, message, copy.chat_id), piece)
    if params is None and not await _has_name_line(desk, case, message, copy.chat_id):
        await send_name_line(desk, case, message, copy.chat_id, answers=copy, silent=True)
    if copy.chat_id == case.telegram_id:
        rows = [[answer_button(case, message.author_name)]]
        params = (params or _bare(piece)) | {"reply_markup": keyboard(rows)}
    method = f"edit_message_{piece.carrier}"
    await desk.call(copy.chat_id, method, params or _bare(piece), aims=copy, forget=True)


def _bare(piece: Piece) -> Json:
    return {piece.carrier: piece.html, "parse_mode": "HTML"}


async def _has_name_line(desk: Desk, case: Case, message: CaseMessage, chat_id: int) -> bool:
    lines = await copies_of(desk.session, case.id, NOTICE)
    return any(line.case_message_id == message.id and line.chat_id == chat_id for line in lines)


def _copy_record(case: Case, chat_id: int, outbox_id: int, message: CaseMessage) -> CaseCopy:
    return CaseCopy(case_id=case.id, chat_id=chat_id, kind=RELAY, outbox_id=outbox_id, case_message_id=message.id)


async def chats_with_card(desk: Desk, case: Case) -> list[int]:
    """Return the chats to which the card of a case was ever sent."""
    return sorted({copy.chat_id for copy in await copies_of(desk.session, case.id, CARD)})


async def send_earlier_messages(desk: Desk, case: Case, chat_id: int) -> None:
    """Queue to a member of staff who gets a case now what was written before and their card does not show whole.

    Notes, what was taken back and what they wrote themselves are left out.
    """
    card, said = await cards_in(desk.session, case.id, chat_id), await _shown_whole_on_card(desk, case)
    for message in await messages_of(desk.session, case.id):
        is_to_read = message.author != NOTE and message.withdrawn_at is None and message.id not in said
        if is_to_read and message.telegram_id != chat_id:
            by_staff = message.author == STAFF
            await copy_to(desk, case, message, chat_id, answers=card, silent=True, is_named=by_staff)
