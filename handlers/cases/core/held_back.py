"""Messages held back: they wait, without their words, until their author has said whom they are for.

None leaves by itself. After ten minutes their author is asked again, once.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Message, Update

from handlers.cases.core import texts
from handlers.cases.core.desk import Desk, desk_of
from handlers.cases.core.for_whom import MOST_NAMED, may_get, put_question, say_not_sent
from handlers.cases.core.piece import Piece, piece_chosen, piece_of
from handlers.cases.core.switch import switch_on
from handlers.talk.replies import Reply, as_answer_to, as_params
from handlers.talk.turn import Turn
from storage.base import Json
from storage.case_messages import message_written
from storage.cases import Case, cases_by_number
from storage.outbox import Priority
from storage.people import Person

MOST_HELD_BACK = 10
ASKED_ABOUT = 3  # of the messages held back, when their author turns to somebody
ASKED_ABOUT_WITHIN = timedelta(hours=1)
ASK_AGAIN_AFTER = timedelta(minutes=10)


async def ask_about_held_back(turn: Turn, case: Case) -> None:
    """Ask an author about to write into a case whether their latest messages held back are for that case.

    The cases that were named before are named again behind it, since a message may well have been for one of them.
    Those of more than `ASKED_ABOUT_WITHIN` ago are left to the buttons that stand under them.
    """
    person = turn.known()
    fresh = [one for one in person.held_back or [] if turn.now - held_at(one) <= ASKED_ABOUT_WITHIN]
    for held in fresh[-ASKED_ABOUT:]:
        named = [one for one in await _still_possible(turn.session, person, held) if one.id != case.id]
        await put_question(desk_of(turn), person.telegram_id, held["m"], [case, *named][:MOST_NAMED])


async def _still_possible(session: AsyncSession, person: Person, held: Json) -> list[Case]:
    """Return the cases that were named for a message held back and may still get it."""
    named = await cases_by_number(session, held.get("cases", ()))
    return [case for case in named if may_get(case, person.telegram_id)]


def held_at(held: Json) -> datetime:
    """Return when a message was held back; long ago for one whose time another release did not keep."""
    return datetime.fromisoformat(held["at"]) if "at" in held else datetime.min.replace(tzinfo=UTC)


async def pieces_held_back(update: Update, turn: Turn, message_id: int) -> list[Piece]:
    """Return a message held back and the further pictures of its album, to be written into a case.

    Return none, and set a notice, where the message was written into a case before or its album is no longer known.
    """
    if await message_written(turn.session, turn.known().telegram_id, message_id):
        turn.notice = texts.ALREADY_PASSED_ON
        return []
    held = next((one for one in turn.known().held_back or [] if one["m"] == message_id), None)
    quoted = getattr(update.effective_message, "reply_to_message", None)
    if held is None and getattr(quoted, "media_group_id", None):
        turn.notice = texts.ALBUM_HELD_BACK_NO_MORE  # its other pictures are not known any more
        return []
    return [piece_chosen(update, message_id), *(_rest_of_album(*one) for one in (held or {}).get("rest", []))]


def _rest_of_album(message_id: int, kind: str, has_words: bool) -> Piece:
    """Make the piece of a further picture of an album held back. If it had a caption, the words are no longer known."""
    if has_words:
        return Piece(message_id, kind, is_rest_of_album=True)
    return Piece(message_id, kind, is_rest_of_album=True, html="", carrier="caption")


async def note_sent(turn: Turn, case: Case, message_id: int) -> None:
    """Stop holding a message back once it is written into a case, and tell its author that the next go there too.

    Nothing is done where the message was written into no case, as when it was refused.
    """
    person = turn.known()
    if not await message_written(turn.session, person.telegram_id, message_id):
        return
    free(person, message_id)
    if may_get(case, person.telegram_id):
        await switch_on(turn, case)


def is_held_back(person: Person, message_id: int) -> bool:
    """Whether a message, by its Telegram id, is held back until its author says for which case it is."""
    return any(message_id in (one["m"], *(rest[0] for rest in one["rest"])) for one in person.held_back or [])


def free(person: Person, message_id: int) -> bool:
    """Stop holding a message back; return whether it was held."""
    was_held = is_held_back(person, message_id)
    _keep(person, [one for one in person.held_back or [] if one["m"] != message_id])
    return was_held


def _keep(person: Person, held: Sequence[Json]) -> None:
    """Hold these messages back, and note when to ask for whom they are again: ten minutes after the oldest not yet."""
    person.held_back = list(held)
    since = [held_at(one) for one in held if not one.get("again")]
    person.ask_again_at = min(since) + ASK_AGAIN_AFTER if since else None


async def hold_back(turn: Turn, message: Message, cases: Sequence[Case]) -> None:
    """Hold a message back, for which its author is asked which of these cases it is for.

    Of more than `MOST_HELD_BACK` the oldest are dropped, and their author is told for each.
    """
    person = turn.known()
    held: Json = {"m": message.message_id, "album": message.media_group_id, "rest": [], "at": turn.now.isoformat()}
    waiting = [*(person.held_back or []), held | {"cases": [case.id for case in cases]}]
    _keep(person, waiting[-MOST_HELD_BACK:])
    for one in waiting[:-MOST_HELD_BACK]:
        params = as_params(Reply(texts.HELD_BACK_NO_MORE)) | as_answer_to(one["m"])
        await desk_of(turn).call(person.telegram_id, "send_message", params, priority=Priority.ANSWER)


async def ask_again(desk: Desk, person: Person) -> None:
    """Ask once more for whom the messages held back of this author are, those that have waited ten minutes.

    A question names the cases that it named before and that may still get the message. Where there are none, its author
    is told that it was not sent.
    """
    held = list(person.held_back or [])
    for rank, one in enumerate(held):
        if not one.get("again") and held_at(one) + ASK_AGAIN_AFTER <= desk.now:
            possible = await _still_possible(desk.session, person, one)
            if possible:
                await put_question(desk, person.telegram_id, one["m"], possible, again=True)
            else:
                await say_not_sent(desk, person.telegram_id, one["m"])
            held[rank] = one | {"again": True}
    _keep(person, held)


def joins_album(person: Person, message: Message) -> bool:
    """Add a picture to an album of the author that is held back; return False where the picture is of no such album."""
    held = list(person.held_back or [])
    for rank, one in enumerate(held):
        if message.media_group_id is not None and one["album"] == message.media_group_id:
            picture = [message.message_id, piece_of(message).kind, bool(message.caption)]
            held[rank] = one | {"rest": [*one["rest"], picture]}
            _keep(person, held)
            return True
    return False
