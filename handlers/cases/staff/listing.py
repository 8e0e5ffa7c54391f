"""The list of open cases, /dossiers: the most urgent first, each with a button to its card."""

from collections.abc import Sequence

from telegram import Update

from handlers.cases.core import buttons, card_texts, staff_texts
from handlers.cases.core.people import sees_all
from handlers.talk.dates import day_and_hour
from handlers.talk.replies import Button, Reply
from handlers.talk.turn import Context, Turn
from storage.case_copies import cases_with_card_in
from storage.cases import Case, State, all_open_cases

MOST_LISTED = 20


async def list_cases(update: Update, context: Context) -> None:
    """Show a member of staff the open cases that they see, at most `MOST_LISTED`, with a button to the card of each."""
    turn = context.turn
    cases = await _seen_by(turn)
    if not cases:
        await turn.reply(Reply(staff_texts.NONE_OPEN, [more_rows()]))
        return
    lines = [_line(turn, case) for case in cases[:MOST_LISTED]]
    html = card_texts.listed(lines, len(cases), len(cases) - MOST_LISTED)
    rows = [_numbers(cases[start : start + 4]) for start in range(0, min(len(cases), MOST_LISTED), 4)]
    await turn.reply(Reply(html, [*rows, more_rows()]), forget=True)


def more_rows() -> list[Button]:
    """Make the row of buttons under the list of cases: open one for a caller, see the delays."""
    return [Button(card_texts.LABEL_FOR_CALLER, buttons.CALLER), Button(card_texts.LABEL_DELAYS, buttons.DELAYS)]


def _numbers(cases: Sequence[Case]) -> list[Button]:
    return [buttons.of_case(buttons.SHOW, f"N° {case.id}", case.id) for case in cases]


async def _seen_by(turn: Turn) -> list[Case]:
    """Return the open cases that a member of staff sees: for the team, all of them.

    A delegate sees the cases that they own, and those whose card is in their chat.
    """
    me, cases = turn.known().telegram_id, await all_open_cases(turn.session)
    if sees_all(turn.actors):
        return list(cases)
    shown = await cases_with_card_in(turn.session, me)
    return [case for case in cases if case.owner_id == me or case.id in shown]


def _line(turn: Turn, case: Case) -> str:
    where = case.place or case.department or card_texts.NO_PLACE
    promise = ""
    if case.promise_at and case.state != State.WAITING:
        moment = day_and_hour(case.promise_at, turn.now, turn.hours.zone)
        promise = card_texts.promised(moment, is_late=case.promise_at < turn.now)
    who = case.owner_name or case.referent
    age = card_texts.age(turn.now - case.opened_at)
    return card_texts.line(case.id, where, case.person_name, State(case.state), who, promise, age)
