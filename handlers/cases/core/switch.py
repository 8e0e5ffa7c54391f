"""The switch: while it is on, what somebody writes goes to one case. It goes off by itself, and says so."""

from datetime import datetime

from handlers.cases.core import buttons, staff_texts, texts
from handlers.cases.core.desk import Desk, desk_of
from handlers.cases.core.people import who_answers
from handlers.cases.core.relay import say_of_case
from handlers.cases.core.rules import SWITCH_LASTS, may_reply
from handlers.talk.awaited import form_under_way
from handlers.talk.limits import FLOOR_LASTS
from handlers.talk.replies import Reply
from handlers.talk.turn import Turn
from storage.base import Condition
from storage.case_copies import cases_heard_from, first_on_its_way
from storage.cases import Case
from storage.outbox import Priority, message_with_key
from storage.people import Person, is_anybody_silent_since, people_silent_since, people_writing_to, wait_for_nothing

TO_ROBOT = 0


async def other_side(desk: Desk, case: Case, telegram_id: int) -> str:
    """Return the name of who reads what this author writes in a case.

    For its person that is who of staff answers them, for staff it is the person.
    """
    return await who_answers(desk, case) if telegram_id == case.telegram_id else case.person_name


async def switch_on(turn: Turn, case: Case) -> None:
    """Make what this author types from now on go into a case, and tell them « Vous écrivez à … »."""
    person = turn.known()
    person.writing_to, person.writing_at = case.id, turn.now
    name, is_person = await other_side(desk_of(turn), case, person.telegram_id), person.telegram_id == case.telegram_id
    words = texts.you_write_to if is_person else staff_texts.you_write_to
    desk = desk_of(turn)
    await drop_buttons(desk, person.telegram_id)
    copy = await say_of_case(
        desk,
        case,
        person.telegram_id,
        Reply(words(name, case.id), buttons.switch_rows(case.id, is_person=is_person)),
        priority=Priority.ANSWER,
        key=_key(person.telegram_id),
    )
    await note_addressee_told(turn, copy.outbox_id, case.id)


def _key(telegram_id: int) -> str:
    """Return the key in the outbox of the latest line that told this author into which case they write."""
    return f"writing:{telegram_id}"


async def drop_buttons(desk: Desk, telegram_id: int) -> None:
    """Take the buttons from the latest line that told an author into which case they write: it is true no more."""
    line = await message_with_key(desk.session, _key(telegram_id))
    if line is not None:
        line.key = None
        await desk.session.flush()
        await desk.sender.send(telegram_id, "edit_message_reply_markup", {}, priority=Priority.ANSWER, aims_at=line.id)


async def note_addressee_told(turn: Turn, row_id: int, case_id: int) -> None:
    """Note that the message in this row of the outbox told the author into which case their words go.

    If a message of another case comes after that row, or is on its way to the chat now, the author is asked for whom
    they write.
    """
    person = turn.known()
    coming = await first_on_its_way(turn.session, person.telegram_id, case_id)
    person.writing_said = min(row_id, coming - 1) if coming is not None else row_id


async def turn_to(turn: Turn, case: Case) -> None:
    """Make what a member of staff types go into a case that they have just taken, reopened or seen, and tell them.

    During a form this is done without telling them. Where they may not write in the case, their former choice stays. In
    both, they are asked for whom their next words are before these go to any case.
    """
    person = turn.known()
    may_write = may_reply(case, person.telegram_id) is None and case.telegram_id is not None
    if may_write and form_under_way(person) is None:
        wait_for_nothing(person)
        await switch_on(turn, case)
    elif may_write:
        person.writing_to, person.writing_at, person.writing_said = case.id, turn.now, None
    elif person.writing_to is not None:
        person.writing_said = None


def to_robot(turn: Turn) -> None:
    """Make what this author types from now on go to the bot and to no case, until they are silent or a human writes."""
    person = turn.known()
    person.writing_to, person.writing_at = TO_ROBOT, turn.now


def switch_off(person: Person) -> None:
    """End this author's choice to write into a case or to the bot. Nothing is sent."""
    person.writing_to = person.writing_at = person.writing_said = None


async def end_switches(desk: Desk, case: Case, *, staff_only: bool = False) -> None:
    """End the choices to write into a case that is closed or passes to somebody else, and tell those who had made them.

    With `staff_only` the person of the case keeps theirs.
    """
    for person in await people_writing_to(desk.session, case.id, without=case.telegram_id if staff_only else None):
        switch_off(person)
        why = staff_texts.changed(case.id) if staff_only else texts.over(case.id)
        await _say_over(desk, person, case, why)


async def _say_over(desk: Desk, person: Person, case: Case, why: str = "") -> None:
    """Tell an author that their choice of a case has ended; never after they were told of a later one."""
    await drop_buttons(desk, person.telegram_id)
    over = texts.switch_over if person.telegram_id == case.telegram_id else staff_texts.switch_over
    html = over(await other_side(desk, case, person.telegram_id), why)
    await desk.send(person.telegram_id, Reply(html), priority=Priority.ANSWER, silent=True, forget=True)


async def end_silent_switches(desk: Desk) -> None:
    """End the choice of a case, or of the bot, of all who have written nothing for `SWITCH_LASTS`.

    They are told, unless they chose the bot, or a human wrote lately and gets what they type all the same.
    """
    for person in await people_silent_since(desk.session, desk.now - SWITCH_LASTS):
        case = await desk.session.get(Case, person.writing_to or TO_ROBOT)
        switch_off(person)
        heard_from = await cases_heard_from(desk.session, person.telegram_id, desk.now - FLOOR_LASTS)
        if case is not None and case not in heard_from:  # a human with the floor gets what they write all the same
            await _say_over(desk, person, case)


def is_any_silent(now: datetime) -> Condition:
    """Return the condition that `end_silent_switches` has anything to end."""
    return is_anybody_silent_since(now - SWITCH_LASTS)
