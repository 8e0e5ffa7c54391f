"""What the team writes while the bot waits for it: the words of an announcement, a moment, a correction."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from telegram import Message, Update

from handlers.announcements import draft, following, staff_texts, writing
from handlers.announcements.content import content, too_long_by
from handlers.announcements.draft import Draft
from handlers.announcements.showing import show_card
from handlers.talk.albums import once_an_album
from handlers.talk.moments.reading import read_moment
from handlers.talk.moments.words import Unread
from handlers.talk.replies import Reply
from handlers.talk.texts import UNREAD_DATE
from handlers.talk.turn import Context, Turn
from storage.announcements import announcement
from storage.people import wait_for_nothing

REST_COMES_WITHIN = timedelta(seconds=3)


async def take(update: Update, context: Context) -> bool:
    """Whether the message was for the form."""
    turn, message = context.turn, update.message
    current, asked = await draft.current(turn), turn.known().awaiting or ""
    if message is None or asked not in _TAKES:
        return False
    if current is None:
        wait_for_nothing(turn.known())
        await turn.reply(Reply(staff_texts.NO_DRAFT))
        return True
    return await _TAKES[asked](turn, message, current)


async def ask_again(turn: Turn) -> None:
    asks: Mapping[str, Callable[[Turn], Awaitable[None]]] = {
        draft.TEXT: writing.ask_text,
        draft.WHEN: writing.ask_when,
        draft.LAST: writing.ask_limit,
        draft.CORRECTION: following.ask_correction_again,
    }
    await asks[turn.known().awaiting or draft.TEXT](turn)


async def _take_text(turn: Turn, message: Message, current: Draft) -> bool:
    """The words of an announcement, or those that correct it."""
    if _is_rest(message, current):
        return True
    said = await words_of(turn, message, current)
    if said is not None:
        wait_for_nothing(turn.known())
        changed = current.with_(content=said, overflow_at=None, written_in=message.message_id)
        await show_first(turn, await draft.keep(turn, changed))
    return True


async def show_first(turn: Turn, current: Draft) -> None:
    await (following.offer_correction if current.corrects is not None else show_card)(turn, current)


async def words_of(turn: Turn, message: Message, current: Draft) -> dict[str, Any] | None:
    """The content of an announcement; None where something is wrong, once told: mending that message is enough."""
    if message.media_group_id is not None:
        await once_an_album(turn, message, Reply(staff_texts.ONE_PICTURE))
        return None
    said = await _corrected(turn, message, current) if current.corrects is not None else _content_of(message)
    wrong = _what_is_wrong(said, current)
    if said is None or wrong:
        too_long = said is not None and too_long_by(said["html"], said["kind"])
        overflow = message.date.isoformat() if too_long else current.overflow_at
        await draft.keep(turn, current.with_(overflow_at=overflow, written_in=message.message_id))
        await turn.reply(Reply(wrong))
        return None
    button = (current.content or said).get("button")
    return said | {"button": button, "written_in": message.message_id}


def _what_is_wrong(said: Mapping[str, Any] | None, current: Draft) -> str:
    if said is None:
        return staff_texts.ONLY_WORDS if current.corrects is not None else staff_texts.KINDS
    if not said["html"].strip():
        return staff_texts.NO_WORDS
    over = too_long_by(said["html"], said["kind"])
    return staff_texts.too_long(over) if over else ""


def _is_rest(message: Message, current: Draft) -> bool:
    """What a phone could not put into the message just refused: it is no announcement by itself."""
    if current.overflow_at is None:
        return False
    return message.date - datetime.fromisoformat(current.overflow_at) <= REST_COMES_WITHIN


def _content_of(message: Message) -> dict[str, Any] | None:
    """Its formatting becomes Telegram's HTML; a photo or a document keeps the number that Telegram gave it."""
    if message.text:
        return content(message.text_html)
    if message.photo:
        return content(message.caption_html or "", "photo", message.photo[-1].file_id)
    if message.document:
        return content(message.caption_html or "", "document", message.document.file_id)
    return None


async def _take_moment(turn: Turn, message: Message, current: Draft) -> bool:
    moment = _moment(turn, message)
    if isinstance(moment, Unread):
        return await _no_moment(turn, message, moment)
    await writing.choose_moment(turn, moment)
    return True


async def _take_limit(turn: Turn, message: Message, current: Draft) -> bool:
    moment = _moment(turn, message)
    if isinstance(moment, Unread):
        return await _no_moment(turn, message, moment)
    wait_for_nothing(turn.known())
    await show_card(turn, current.with_(not_after=moment.isoformat()))
    return True


def _moment(turn: Turn, message: Message) -> datetime | Unread:
    """A day alone means nine in the morning; an hour alone, its next time."""
    moment = read_moment(message.text or "", turn.now, turn.hours.zone, usual=time(9))
    return moment if isinstance(moment, Unread) else moment.astimezone(UTC)


async def _no_moment(turn: Turn, message: Message, why: Unread) -> bool:
    """A picture is answered as one; words that are no moment are told so."""
    if not message.text:
        return False
    await turn.reply(Reply(UNREAD_DATE[why]))
    return True


async def _corrected(turn: Turn, message: Message, current: Draft) -> dict[str, Any] | None:
    """What was sent, with other words; its author may have mended the caption of the picture that they once sent."""
    one = await announcement(turn.session, current.corrects or 0)
    html = message.text_html if message.text else message.caption_html if message.edit_date else ""
    return dict(one.content) | {"html": html} if one is not None and html else None


_TAKES: Mapping[str, Callable[[Turn, Message, Draft], Awaitable[bool]]] = {
    draft.TEXT: _take_text,
    draft.WHEN: _take_moment,
    draft.LAST: _take_limit,
    draft.CORRECTION: _take_text,
}
