"""The doubt for which case a message is: where two are possible, the author is asked before the message is sent.

Two are possible as soon as the bot has told the author into which case their words go, and then written to them about
another case. An author is a person with cases of their own, or a member of staff.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from telegram import Message, Update

from handlers.cases.core import buttons, staff_texts, texts
from handlers.cases.core.desk import Desk, desk_of
from handlers.cases.core.people import is_staff, who_answers
from handlers.cases.core.piece import Piece, piece_chosen, piece_of
from handlers.cases.core.piece_texts import NAMES
from handlers.cases.core.relay import town_of
from handlers.cases.core.rules import REOPEN_WITHIN, may_reply
from handlers.cases.core.switch import TO_ROBOT, switch_on
from handlers.talk.permissions import STAFF
from handlers.talk.replies import Button, Reply, as_answer_to, as_params
from handlers.talk.short_answers import yes_or_no
from handlers.talk.turn import Turn
from storage.base import Json
from storage.case_copies import CHOICE, CaseCopy, cases_touched_in, cases_with_card_in
from storage.case_messages import PERSON, message_written, messages_of
from storage.cases import Case, all_open_cases, cases_of
from storage.outbox import OutboxMessage, Priority
from storage.people import Person

MOST_NAMED = 3
A_PAGE = 20
MOST_HELD_BACK = 10
ASKED_AGAIN_WITHIN = timedelta(hours=1)
FIRST_WORDS = 60  # characters of a message that a question quotes
_QUESTION = "forwhom"  # begins the key of a question, which tells its message when its words are forgotten


async def staff_cases(turn: Turn) -> list[Case]:
    """Return the open cases to which this member of staff may write.

    These are the cases that they own, and those without an owner whose card is in their chat.
    """
    telegram_id = turn.known().telegram_id
    shown = await cases_with_card_in(turn.session, telegram_id)
    return [
        case
        for case in await all_open_cases(turn.session)
        if case.owner_id == telegram_id or (case.owner_id is None and case.id in shown)
    ]


async def _possible_cases(turn: Turn) -> list[Case]:
    """Return the cases for which a message of this author may be, first the one of which the bot last wrote to them.

    These are the author's own cases, open or recent enough to be reopened; for staff, also `staff_cases` of people on
    Telegram.
    """
    me = turn.known().telegram_id
    cases = {case.id: case for case in await cases_of(turn.session, me, turn.now - REOPEN_WITHIN)}
    if not STAFF.isdisjoint(turn.actors):
        cases |= {case.id: case for case in await staff_cases(turn) if case.telegram_id is not None}
    touched = [number for number in await cases_touched_in(turn.session, me) if number in cases]
    return [cases[number] for number in dict.fromkeys([*touched, *cases])]


async def is_in_doubt(turn: Turn) -> bool:
    """Whether an author who has chosen a case to write to must still be asked for which case their message is.

    They must be asked where they were not told of that choice, or where the bot has since written to them about another
    case. Somebody who is not staff and has chosen to write to the bot is not asked.
    """
    person = turn.known()
    of_staff = not STAFF.isdisjoint(turn.actors)
    if person.writing_to is None or (person.writing_to == TO_ROBOT and not of_staff):
        return False  # a human who writes ends it (storage/people.py)
    return person.writing_said is None or bool(await _cases_written_since(turn, await _possible_cases(turn)))


async def _cases_written_since(turn: Turn, cases: Sequence[Case]) -> list[Case]:
    """Return those of `cases` about which the bot wrote to the author after telling them into which case they write.

    The case into which they write is left out.
    """
    person = turn.known()
    since = await cases_touched_in(turn.session, person.telegram_id, after=person.writing_said or 0)
    return [case for case in cases if case.id in since and case.id != person.writing_to]


async def ask_for_whom(turn: Turn, message: Message) -> bool:
    """Hold a message back and ask its author for which case it is; return False where no case is possible.

    A further picture of an album that is held back is added to that album without another question.
    """
    person = turn.known()
    if _joins_album(person, message):
        return True
    possible = await _possible_cases(turn)
    if not possible:
        return False
    at = turn.now.isoformat()
    await _hold_back(turn, {"m": message.message_id, "album": message.media_group_id, "rest": [], "at": at})
    await put_question(desk_of(turn), person.telegram_id, message.message_id, await _cases_to_name(turn, possible))
    return True


async def ask_staff_for_whom(turn: Turn, message: Message) -> bool:
    """Hold back a message of staff who have not chosen a case, and ask for which it is; return whether that was done.

    Nothing is done where the author is not staff, writes to the bot or has no case, nor for a yes or a no that answers
    a question of the bot.
    """
    person = turn.known()
    answers_robot = turn.asked_in_passing is not None and yes_or_no(message.text or "") is not None
    if STAFF.isdisjoint(turn.actors) or person.writing_to == TO_ROBOT or answers_robot:
        return False
    return bool([case for case in await staff_cases(turn) if case.telegram_id]) and await ask_for_whom(turn, message)


async def _cases_to_name(turn: Turn, possible: Sequence[Case]) -> list[Case]:
    """Choose which of the possible cases the question « Pour qui ? » names: at most `MOST_NAMED`, in the same order.

    If the author has chosen a case to write to, that case is named, together with those about which the bot has written
    to them since it told them of that choice; where there are none, together with the first of the other cases. Without
    a choice the first cases are named.
    """
    person = turn.known()
    before = [case for case in possible if case.id == person.writing_to]
    if not before:
        return list(possible[:MOST_NAMED])
    since = await _cases_written_since(turn, possible) if person.writing_said is not None else []
    others = since or [case for case in possible if case not in before]
    chosen = [*others[: MOST_NAMED - 1], *before]
    return [case for case in possible if case in chosen]


async def put_question(desk: Desk, chat_id: int, message_id: int, cases: Sequence[Case]) -> None:
    """Queue to a chat the question for which of these cases a message held back is, with a button for each."""
    told = [await _as_named(desk, chat_id, case) for case in cases]
    await _send_question(desk, chat_id, message_id, staff_texts.for_whom(told), cases)


async def ask_about_held_back(turn: Turn, case: Case) -> None:
    """Ask an author about to write into a case whether their latest messages held back are for that case.

    Those of more than `ASKED_AGAIN_WITHIN` ago are left to the buttons that stand under them.
    """
    person = turn.known()
    fresh = [one for one in person.held_back or [] if turn.now - _held_at(one) <= ASKED_AGAIN_WITHIN]
    for held in fresh[-MOST_NAMED:]:
        await put_question(desk_of(turn), person.telegram_id, held["m"], [case])


def _held_at(held: Json) -> datetime:
    """Return when a message was held back; long ago for one whose time another release did not keep."""
    return datetime.fromisoformat(held["at"]) if "at" in held else datetime.min.replace(tzinfo=UTC)


async def say_not_sent(desk: Desk, chat_id: int, message_id: int) -> None:
    """Tell an author that their message held back was not sent, since the cases it could go to no longer exist.

    Buttons offer to choose another case, or to ask the bot.
    """
    await _send_question(desk, chat_id, message_id, staff_texts.NOT_SENT, ())


async def _send_question(
    desk: Desk, chat_id: int, message_id: int, html: str, cases: Sequence[Case], more: Sequence[Button] = ()
) -> None:
    rows = [[await _choice_button(desk, chat_id, case, message_id)] for case in cases]
    if not more:
        robot = buttons.ASK_ROBOT if await is_staff(desk, chat_id) else buttons.for_robot(0, message_id).code
        other = buttons.of_case(buttons.OTHERS, buttons.LABEL_OTHER, message_id, 0)
        more = [Button(buttons.LABEL_ASK_ROBOT, robot), other]
    params = as_params(Reply(html, [*rows, list(more)])) | as_answer_to(message_id)
    row = await desk.call(chat_id, "send_message", params, priority=Priority.ANSWER, watched=True, forget=True)
    row.key = f"{_QUESTION}:{chat_id}:{message_id}:{row.id}"
    for case in cases:
        desk.session.add(CaseCopy(case_id=case.id, chat_id=chat_id, kind=CHOICE, outbox_id=row.id))
    await desk.session.flush()


def asked_about(row: OutboxMessage) -> int | None:
    """Return the Telegram id of the message about which an outbox row asks « Pour qui ? »; None for other rows."""
    kind, *numbers = (row.key or "").split(":")
    return int(numbers[1]) if kind == _QUESTION else None


async def _choice_button(desk: Desk, chat_id: int, case: Case, message_id: int) -> Button:
    is_own = case.telegram_id == chat_id
    label = " · ".join(filter(None, ((await _name_shown(desk, case, is_own))[:26], town_of(case)[:20])))
    verb = buttons.WHICH_OWN if is_own else buttons.WHICH
    return buttons.of_case(verb, f"{label} · n° {case.id}", case.id, message_id)


async def _name_shown(desk: Desk, case: Case, is_own: bool) -> str:
    return await who_answers(desk, case) if is_own else case.person_name


async def _as_named(desk: Desk, chat_id: int, case: Case) -> staff_texts.NamedCase:
    asked = [
        one for one in await messages_of(desk.session, case.id) if one.author == PERSON and one.withdrawn_at is None
    ]
    words = asked[0].excerpt or NAMES[asked[0].kind] if asked else ""
    is_cut = len(words) > FIRST_WORDS or bool(asked and asked[0].is_cut)
    name = await _name_shown(desk, case, case.telegram_id == chat_id)
    return staff_texts.NamedCase(case.id, name, town_of(case), words[:FIRST_WORDS], is_cut)


async def show_all(turn: Turn, message_id: int, start: int) -> None:
    """Queue a page of all cases that a message held back may be for, each a button; a notice where none are left.

    The page begins with the case of rank `start`, counted from 0.
    """
    possible = await _possible_cases(turn)
    page = possible[start : start + A_PAGE]
    if not page:
        turn.notice = staff_texts.NOBODY_ELSE
        return
    rest = [buttons.of_case(buttons.OTHERS, buttons.LABEL_OTHER, message_id, start + A_PAGE)]
    robot = [Button(buttons.LABEL_ASK_ROBOT, buttons.ASK_ROBOT)]
    more = rest if len(possible) > start + A_PAGE else robot
    await _send_question(desk_of(turn), turn.known().telegram_id, message_id, staff_texts.WHICH_CASE, page, more)


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
    person.held_back = [one for one in person.held_back or [] if one["m"] != message_id]
    if case.telegram_id == person.telegram_id or may_reply(case, person.telegram_id) is None:
        await switch_on(turn, case)


def is_held_back(person: Person, message_id: int) -> bool:
    """Whether a message, by its Telegram id, is held back until its author says for which case it is."""
    return any(message_id in (one["m"], *(rest[0] for rest in one["rest"])) for one in person.held_back or [])


async def _hold_back(turn: Turn, held: Json) -> None:
    """Hold a message back. Of more than `MOST_HELD_BACK` the oldest are dropped, and their author is told for each."""
    person = turn.known()
    waiting = [*(person.held_back or []), held]
    person.held_back = waiting[-MOST_HELD_BACK:]
    for one in waiting[:-MOST_HELD_BACK]:
        params = as_params(Reply(texts.HELD_BACK_NO_MORE)) | as_answer_to(one["m"])
        await desk_of(turn).call(person.telegram_id, "send_message", params, priority=Priority.ANSWER)


def _joins_album(person: Person, message: Message) -> bool:
    """Add a picture to an album of the author that is held back; return False where the picture is of no such album."""
    held = list(person.held_back or [])
    for rank, one in enumerate(held):
        if message.media_group_id is not None and one["album"] == message.media_group_id:
            picture = [message.message_id, piece_of(message).kind, bool(message.caption)]
            held[rank] = one | {"rest": [*one["rest"], picture]}
            person.held_back = held
            return True
    return False
