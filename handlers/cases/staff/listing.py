"""/dossiers: the open cases in groups, and the cases found by words, eight a page, each with a button to its card."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Message, Update

from handlers.cases.core import buttons, card_texts
from handlers.cases.core.actions import LIST_CASES
from handlers.cases.core.alarm import in_danger
from handlers.cases.core.desk import desk_of
from handlers.cases.core.people import staff_name
from handlers.cases.core.relay import town_of
from handlers.cases.core.switch import switch_off
from handlers.cases.staff import list_texts
from handlers.cases.staff.finding import LONGEST_SOUGHT, sought, write_words_of_changed
from handlers.cases.staff.groups import Group, group_of, in_groups
from handlers.cases.staff.naming import case_rows, first_words, say_of_cases
from handlers.cases.staff.seeing import cases_seen
from handlers.talk.codes import number_in, pressed
from handlers.talk.dates import day, day_and_hour
from handlers.talk.forms import Form, NoAnswer, Question
from handlers.talk.pages import A_PAGE, page_of, turning
from handlers.talk.replies import Button, Reply, Rows, paragraphs, shortened
from handlers.talk.turn import Context, Turn, text_of, words_in
from storage.case_messages import CaseMessage
from storage.case_search import cases_found, messages_by_case, open_cases_seen
from storage.cases import Case, State
from storage.outbox import Priority


@dataclass(frozen=True)
class Search:
    """The answer of the form that asks what to look for; the words that answer it are looked for at once."""

    words: None = None


async def list_cases(update: Update, context: Context) -> None:
    """Handle /dossiers: show staff the open cases that they see, or with words after it, the cases found by these."""
    turn = context.turn
    _, *typed = text_of(update).split(maxsplit=1)
    await (_show_found(turn, typed[0]) if typed else show_open(turn))


async def turn_page(update: Update, context: Context) -> None:
    """Handle the buttons to another page of the list: show it in the place of the one above the button."""
    turn, code = context.turn, pressed(update)
    message = update.effective_message
    place = message.message_id if message is not None else None
    if code.rest(1):
        await _show_found(turn, code.rest(1), code.word(0), place)
    else:
        await show_open(turn, code.word(0), place)


async def begin_search(update: Update, context: Context) -> None:
    """Handle « Chercher »: ask staff what to look for; what they type next goes to no case."""
    switch_off(context.turn.known())
    await FORM.go_on(context.turn, Search())


async def _read_words(turn: Turn, search: Search, message: Message) -> Reply | NoAnswer:
    if not sought(words_in(message)):
        return Reply(list_texts.NOTHING_TO_FIND)
    await FORM.close(turn)
    await _show_found(turn, words_in(message))
    return NoAnswer.TAKEN


FORM = Form(
    name="casesearch",
    action=LIST_CASES,
    answers=Search,
    steps={"words": Question(Reply(list_texts.ASK_WORDS), _read_words, in_words=True)},
)


async def show_open(turn: Turn, page: str = "0", place: int | None = None) -> None:
    """Show a page of the open cases that a member of staff sees, in groups.

    `place` is the message that shows another page, to be replaced.
    """
    seen = await open_cases_seen(turn.session, cases_seen(turn))
    alarmed = await in_danger(desk_of(turn), seen)
    found = in_groups(seen, turn.now, alarmed)
    if not found:
        await _say(turn, Reply(list_texts.NONE_OPEN, _more_rows()), [], place)
        return
    number, pages = page_of(page, len(found))
    shown = found[number * A_PAGE : (number + 1) * A_PAGE]
    cases = [case for _, case in shown]
    messages = await messages_by_case(turn.session, [case.id for case in cases])
    parts = [list_texts.title(Counter(group for group, _ in found), list_texts.page(number, pages))]
    for rank, (group, case) in enumerate(shown):
        heading = list_texts.heading(group) if rank == 0 or shown[rank - 1][0] is not group else ""
        line = _line(turn, case, messages[case.id], is_in_danger=case.id in alarmed)
        parts.append("\n".join(filter(None, (heading, line))))
    around = turning(number, pages, lambda to, label: buttons.page_of_cases(to, label, ""))
    await _say(turn, Reply(paragraphs(*parts), [*case_rows(cases), *around, *_more_rows()]), cases, place)


async def _show_found(turn: Turn, typed: str, page: str = "0", place: int | None = None) -> None:
    """Show a page of the cases that a member of staff sees and that are found by these words, open ones first."""
    words = sought(typed)
    if not words:
        await _say(turn, Reply(list_texts.NOTHING_TO_FIND, _more_rows()), [], place)
        return
    await write_words_of_changed(desk_of(turn))
    shown_words = shortened(" ".join(words), LONGEST_SOUGHT)
    count, number, cases = await _found(turn, words, number_in(page) or 0)
    if not count:
        await _say(turn, Reply(list_texts.nothing_found(shown_words), _more_rows()), [], place)
        return
    _, pages = page_of(page, count)
    messages = await messages_by_case(turn.session, [case.id for case in cases])
    title = list_texts.found(count, shown_words, list_texts.page(number, pages))
    alarmed = await in_danger(desk_of(turn), cases)
    lines = [_line(turn, case, messages[case.id], is_in_danger=case.id in alarmed) for case in cases]
    around = turning(number, pages, lambda to, label: buttons.page_of_cases(to, label, " ".join(words)))
    await _say(turn, Reply(paragraphs(title, *lines), [*case_rows(cases), *around, *_more_rows()]), cases, place)


async def _found(turn: Turn, words: Sequence[str], page: int) -> tuple[int, int, Sequence[Case]]:
    """Return how many cases these words find, the number of the page, and its cases; the first page beyond the last."""
    seen = cases_seen(turn)
    count, cases = await cases_found(turn.session, words, seen, first=page * A_PAGE, most=A_PAGE)
    return (count, page, cases) if count or not page else await _found(turn, words, 0)


def _more_rows() -> Rows:
    """Make the buttons under every list: search, open a case for a caller, see the delays."""
    search = Button(list_texts.LABEL_SEARCH, buttons.SEARCH)
    caller, delays = (
        Button(card_texts.LABEL_FOR_CALLER, buttons.CALLER),
        Button(card_texts.LABEL_DELAYS, buttons.DELAYS),
    )
    return [[search, delays], [caller]]


async def _say(turn: Turn, reply: Reply, cases: Sequence[Case], place: int | None) -> None:
    """Queue a list, in the place of a message where `place` is one."""
    await say_of_cases(desk_of(turn), turn.known().telegram_id, reply, cases, priority=Priority.ANSWER, place=place)


def _line(turn: Turn, case: Case, messages: Sequence[CaseMessage], *, is_in_danger: bool) -> str:
    whose = list_texts.named(case.person_name, town_of(case), case.id, in_danger=is_in_danger)
    return list_texts.line(whose, first_words(messages), _more(turn, case))


def _more(turn: Turn, case: Case) -> Sequence[str]:
    """Return what else a line tells of a case: its age, by when an answer is due, who has it."""
    age = card_texts.age(turn.now - case.opened_at)
    if case.closed_at is not None:
        return age, list_texts.closed(day(case.closed_at.astimezone(turn.hours.zone)))
    return age, _due(turn, case), _holder(turn, case)


def _due(turn: Turn, case: Case) -> str:
    group, promise = group_of(case, turn.now), case.promise_at
    if group is Group.LATER and case.later_until is not None:
        return list_texts.back(day_and_hour(case.later_until, turn.now, turn.hours.zone))
    if promise is None or group is Group.WAITING:
        return ""
    if group is Group.LATE:
        return list_texts.late(card_texts.age(turn.now - promise))
    return list_texts.awaited(day_and_hour(promise, turn.now, turn.hours.zone))


def _holder(turn: Turn, case: Case) -> str:
    if case.state == State.NEW:
        is_hers = case.referent == staff_name(turn.roles)
        return list_texts.TO_TAKE if is_hers else list_texts.to_take_at(case.referent)
    is_own = case.owner_id == turn.known().telegram_id
    return "" if is_own or not case.owner_name else list_texts.at(case.owner_name)
