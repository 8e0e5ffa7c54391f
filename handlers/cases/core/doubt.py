"""The doubt for which case a message is: where two are possible, the author is asked before the message is sent.

Two are possible as soon as the bot has told the author into which case their words go, and then written to them about
another case. An author is a person with cases of their own, or a member of staff.
"""

import re
from collections.abc import Sequence

from telegram import Message

from handlers.cases.core import staff_texts
from handlers.cases.core.desk import desk_of
from handlers.cases.core.for_whom import MOST_NAMED, put_question, send_question
from handlers.cases.core.held_back import hold_back, joins_album
from handlers.cases.core.rules import REOPEN_WITHIN
from handlers.cases.core.switch import TO_ROBOT
from handlers.talk.awaited import is_answered
from handlers.talk.permissions import STAFF
from handlers.talk.turn import Turn, written_in
from storage.case_copies import cases_touched_in, cases_with_card_in
from storage.cases import Case, all_open_cases, cases_of

A_PAGE = 20
_NOTE = re.compile(
    r"\s*(?:note|nota|n\.?b\.?|m[ée]mo|interne|pour (?:l['’][ée]quipe|moi))"
    r"(?: (?:interne|perso\w*|pour (?:l['’][ée]quipe|moi)|[àa] (?:l['’][ée]quipe|moi-m[êe]me)))?\s*[:：–—-]",
    re.IGNORECASE,
)


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
    if person.writing_said is None:
        return True
    touched = await cases_touched_in(turn.session, person.telegram_id, after=person.writing_said)
    return any(
        number != person.writing_to for number in touched
    )  # a closed one too: its name is the last on the screen


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
    if joins_album(person, message):
        return True
    possible = await _possible_cases(turn)
    if not possible:
        return False
    named = await _cases_to_name(turn, possible)
    await hold_back(turn, message, named)
    await put_question(desk_of(turn), person.telegram_id, message.message_id, named)
    return True


async def ask_whether_note(turn: Turn, message: Message, case_id: int) -> bool:
    """Hold back a message of staff that begins as a note, « Note : rappeler jeudi », and ask whether it is one.

    The caption of a file counts too, and further pictures of its album wait with it. Return False, with nothing done,
    for other messages, and those of people.
    """
    case = await turn.session.get(Case, case_id)
    if case is None or STAFF.isdisjoint(turn.actors) or case.telegram_id in (None, turn.known().telegram_id):
        return False
    if joins_album(turn.known(), message):
        return True
    if _NOTE.match(written_in(message)) is None:
        return False
    await hold_back(turn, message, [case])
    await put_question(desk_of(turn), turn.known().telegram_id, message.message_id, [case], or_note=True)
    return True


async def ask_staff_for_whom(turn: Turn, message: Message) -> bool:
    """Hold back a message of staff who have not chosen a case, and ask for which it is; return whether that was done.

    Nothing is done where the author is not staff, writes to the bot or has no case, nor for a yes or a no that answers
    a question of the bot.
    """
    person = turn.known()
    answers_robot = is_answered(turn.asked_in_passing, message.text or "")
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


async def show_all(turn: Turn, message_id: int, start: int) -> None:
    """Queue a page of all cases that a message held back may be for, each a button; a notice where none are left.

    The page begins with the case of rank `start`, counted from 0.
    """
    possible = await _possible_cases(turn)
    page = possible[start : start + A_PAGE]
    if not page:
        turn.notice = staff_texts.NOBODY_ELSE
        return
    more = start + A_PAGE if len(possible) > start + A_PAGE else None
    await send_question(desk_of(turn), turn.known().telegram_id, message_id, staff_texts.WHICH_CASE, page, more)
