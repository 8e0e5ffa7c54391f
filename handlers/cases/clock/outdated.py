"""Answers of the base that were passed on and corrected since: the card says so, and the owner of the case is told."""

from datetime import timedelta

from handlers.cases.clock import outdated_texts
from handlers.cases.core import buttons
from handlers.cases.core.cards import refresh
from handlers.cases.core.desk import Desk, desk_of
from handlers.cases.core.relay import say_of_case
from handlers.talk.dates import day
from handlers.talk.replies import Reply
from handlers.talk.tick import Duty, Tick
from knowledge.base.overlay import print_of_entry
from storage.case_copies import answers_passed_on, is_any_answer_passed_on
from storage.case_messages import CaseMessage
from storage.cases import Case, lock_case


async def flag_outdated(tick: Tick) -> None:
    """Flag the answers of the base, in open cases, whose entry says something else now, or is gone."""
    desk = desk_of(tick)
    for message in await answers_passed_on(tick.session):
        entry = desk.knowledge.entries.get(message.entry or "")
        if entry is not None and print_of_entry(entry) == message.entry_print:
            continue
        case = await lock_case(tick.session, message.case_id)
        if case is not None and case.is_open:
            await _flag(desk, case, message)


async def _flag(desk: Desk, case: Case, message: CaseMessage) -> None:
    message.outdated_at = desk.now
    desk.note(case, "answer corrected", message.author_name, message.entry or "")
    await refresh(desk, case)
    if case.owner_id is None:
        return
    entry = desk.knowledge.entries.get(message.entry or "")
    sent_on = day(message.written_at.astimezone(desk.hours.zone).date())
    html = outdated_texts.corrected(entry.title if entry is not None else "", case.person_name, case.id, sent_on)
    rows = [[buttons.of_case(buttons.SHOW, buttons.LABEL_SHOW, case.id)]]
    if entry is not None:
        rows.insert(0, [buttons.of_case(buttons.CATALOGUE, outdated_texts.LABEL_SEND, case.id, entry.id)])
    await say_of_case(desk, case, case.owner_id, Reply(html, rows), silent=desk.is_quiet)


DUTY = Duty("corrected answers", timedelta(minutes=5), flag_outdated, lambda _: is_any_answer_passed_on())
