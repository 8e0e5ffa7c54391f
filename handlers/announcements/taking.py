"""Reading of what the team types for an announcement: its words, a moment, a correction."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from telegram import Message

from handlers.announcements import buttons, composing, draft, staff_texts
from handlers.announcements.actions import ANNOUNCE
from handlers.announcements.content import content, too_long_by
from handlers.announcements.draft import DRAFT, Draft
from handlers.announcements.showing import show_as_received, show_card
from handlers.talk.albums import once_an_album
from handlers.talk.forms import Form, NoAnswer, Question
from handlers.talk.moments.reading import read_moment
from handlers.talk.moments.words import Unread
from handlers.talk.replies import Reply
from handlers.talk.texts import UNREAD_DATE
from handlers.talk.turn import Turn, words_in
from storage.announcements import lock_announcement
from storage.base import Json

REST_COMES_WITHIN = timedelta(seconds=3)
_NO_LIMIT = buttons.act("limite", staff_texts.LABEL_NO_LIMIT, "aucune")


async def _ask_when(turn: Turn, current: Draft) -> Reply:
    return composing.when(turn)


async def _read_text(turn: Turn, current: Draft, message: Message) -> Draft | NoAnswer:
    """Return the draft with the words and file of the author's message; TAKEN where they cannot be used.

    A message that is the rest of one too long is passed over.
    """
    said = await words_of(turn, message, current) if not _is_rest(message, current) else None
    if said is None:
        return NoAnswer.TAKEN
    return replace(current, content=said, overflow_at=None, written_in=message.message_id)


async def show_first(turn: Turn, current: Draft) -> None:
    """Show a draft that has its words: the card, or for a correction a preview and the buttons that send it."""
    if current.corrects is None:
        await show_card(turn, current)
        return
    await show_as_received(turn, current, silent=True)
    rows = [
        [buttons.act("corriger1", staff_texts.LABEL_CORRECT_RECEIVED, current.corrects)],
        [buttons.act("corriger2", staff_texts.LABEL_CORRECT_AND_TELL, current.corrects)],
        [buttons.act("jeter", staff_texts.LABEL_DROP)],
    ]
    await turn.reply(Reply(staff_texts.HOW_TO_CORRECT, rows))


async def words_of(turn: Turn, message: Message, current: Draft) -> Json | None:
    """Return the content that the author's message gives a draft; None after telling the author what is wrong.

    The author may then edit that message.
    """
    if message.media_group_id is not None:
        await once_an_album(turn, message, Reply(staff_texts.ONE_PICTURE))
        return None
    said = await _corrected(turn, message, current) if current.corrects is not None else _content_of(message)
    wrong = _what_is_wrong(said, current)
    if said is None or wrong:
        too_long = said is not None and too_long_by(said["html"], said["kind"])
        overflow = message.date.isoformat() if too_long else current.overflow_at
        await DRAFT.keep(turn, replace(current, overflow_at=overflow, written_in=message.message_id))
        await turn.reply(Reply(wrong))
        return None
    button = (current.content or said).get("button")
    return said | {"button": button, "written_in": message.message_id}


def _what_is_wrong(said: Json | None, current: Draft) -> str:
    if said is None:
        return staff_texts.ONLY_WORDS if current.corrects is not None else staff_texts.KINDS
    if not said["html"].strip():
        return staff_texts.NO_WORDS
    over = too_long_by(said["html"], said["kind"])
    return staff_texts.too_long(over) if over else ""


def _is_rest(message: Message, current: Draft) -> bool:
    """Whether a message is the rest of a text that the phone cut in two and whose beginning was refused as too long."""
    if current.overflow_at is None:
        return False
    return message.date - datetime.fromisoformat(current.overflow_at) <= REST_COMES_WITHIN


def _content_of(message: Message) -> Json | None:
    """Return the content of a message that is a text, a photo or a document, with its formatting; None for others."""
    if message.text:
        return content(message.text_html)
    if message.photo:
        return content(message.caption_html or "", "photo", message.photo[-1].file_id)
    if message.document:
        return content(message.caption_html or "", "document", message.document.file_id)
    return None


async def _read_when(turn: Turn, current: Draft, message: Message) -> Reply | NoAnswer:
    moment = _moment(turn, message)
    return await chosen_moment(turn, current, moment) if isinstance(moment, datetime) else moment


async def chosen_moment(turn: Turn, current: Draft, moment: datetime) -> Reply:
    """Keep in the draft when it is to be sent, and return the last question before it is.

    Where the moment is past, return words that say so, and wait for another.
    """
    if moment <= turn.now:
        FORM.wait(turn, draft.WHEN)
        return Reply(UNREAD_DATE[Unread.PAST])
    FORM.wait_no_more(turn)
    return await composing.confirmation(turn, await DRAFT.keep(turn, replace(current, due_at=moment.isoformat())))


async def _read_limit(turn: Turn, current: Draft, message: Message) -> Draft | Reply | NoAnswer:
    moment = _moment(turn, message)
    return replace(current, not_after=moment.isoformat()) if isinstance(moment, datetime) else moment


def _moment(turn: Turn, message: Message) -> datetime | Reply | NoAnswer:
    """Return the moment to come that a message tells, in UTC; or what to reply where it tells none.

    A day alone means nine in the morning, an hour alone its next time. A picture answers nothing (NOT_MINE).
    """
    words = words_in(message) if message.text else ""
    moment = read_moment(words, turn.now, turn.hours.zone, usual=time(9))
    if not isinstance(moment, Unread):
        return moment.astimezone(UTC)
    return Reply(UNREAD_DATE[moment]) if words else NoAnswer.NOT_MINE


async def _corrected(turn: Turn, message: Message, current: Draft) -> Json | None:
    """Return the content of the sent announcement with the words of this message; None where it has none.

    They are a new text, or the caption of the picture once sent, edited by its author.
    """
    one = await lock_announcement(turn.session, current.corrects or 0)
    html = message.text_html if message.text else message.caption_html if message.edit_date else ""
    return dict(one.content) | {"html": html} if one is not None and html else None


FORM = Form(
    name=DRAFT.name,
    action=ANNOUNCE,
    answers=Draft,
    steps={
        draft.TEXT: Question(Reply(staff_texts.WRITE), _read_text, keeps=True),
        draft.WHEN: Question(_ask_when, _read_when),
        draft.LAST: Question(Reply(staff_texts.WHICH_LIMIT, [[_NO_LIMIT], [buttons.back_to_card()]]), _read_limit),
        draft.CORRECTION: Question(Reply(staff_texts.CORRECT), _read_text, keeps=True),
    },
    done=show_first,
)
