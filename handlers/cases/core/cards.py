"""The card of a case: it is composed from the records, shown to staff, and all its copies are kept up to date."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.cases.core import buttons, card_texts, taken_back_texts
from handlers.cases.core.alarm import numbers_in
from handlers.cases.core.desk import Desk
from handlers.cases.core.gestures import gestures_of
from handlers.cases.core.people import overseers_of
from handlers.cases.core.piece import MessageKind
from handlers.cases.core.piece_texts import album_of, attached
from handlers.cases.core.relay import messages_on_card
from handlers.cases.core.rules import Step
from handlers.talk.dates import day_and_hour, month
from handlers.talk.replies import Reply, as_params, paragraphs, text
from handlers.talk.texts import PHASES
from storage.case_copies import BLOCKED, CARD, DELIVERED, FAILED, RELAY, WAITING, CaseCopy, copies_of
from storage.case_events import CaseEvent, history_of
from storage.case_messages import EXCERPT, NOTE, STAFF, CaseMessage, messages_of
from storage.cases import Case, Outcome, State, cases_before
from storage.outbox import Priority


@dataclass(frozen=True)
class CardView:
    """All that the card of a case shows, read from the database, the same for every reader."""

    case: Case
    messages: Sequence[CaseMessage]
    # Those of them that are shown; the others are counted.
    shown: Sequence[CaseMessage]
    copies: Sequence[CaseCopy]
    subject: str
    history: Sequence[CaseEvent]
    # The line that says how often the person came before, "" where this is their first case.
    before: str


async def view_of(desk: Desk, case: Case) -> CardView:
    """Read from the database what the card of a case shows."""
    messages = await messages_of(desk.session, case.id)
    shown = await messages_on_card(desk, case, messages)
    copies, history = await copies_of(desk.session, case.id, CARD, RELAY), await history_of(desk.session, case.id)
    before = await _came_before(desk, case)
    return CardView(case, messages, shown, copies, subject_of(desk, case), history, before)


def subject_of(desk: Desk, case: Case) -> str:
    """Return the title of the entry of the base that a case is about, "" where it is about none."""
    entry = desk.knowledge.entries.get(case.entry or "")
    return entry.title if entry is not None else ""


def delivery_state_of(message: CaseMessage, copies: Iterable[CaseCopy]) -> str | None:
    """Return the best delivery state among the copies of a message of a case, None where it was copied to nobody.

    The best is DELIVERED, then WAITING, BLOCKED, FAILED.
    """
    states = {copy.state for copy in copies if copy.case_message_id == message.id and copy.kind == RELAY}
    return next((state for state in (DELIVERED, WAITING, BLOCKED, FAILED) if state in states), None)


def compose(desk: Desk, view: CardView, chat_id: int, overseers: Collection[int]) -> Reply:
    """Return the card of a case as the reader of this chat sees it, with buttons only for what this reader may do."""
    case, numbers = view.case, numbers_in(view.history)
    html = paragraphs(
        card_texts.marked(_heading(desk, case), in_danger=bool(numbers)),
        "\n".join(filter(None, (_who(case), view.before))),
        card_texts.numbers_given(numbers),
        "\n".join(_lines(view)),
        card_texts.answered_about(view.subject),
        text(_standing(desk, view)),
    )
    is_owner = case.owner_id in (None, chat_id)
    return Reply(html, buttons.staff_rows(case.id, case.state, is_owner=is_owner, oversees=chat_id in overseers))


def _heading(desk: Desk, case: Case) -> str:
    where = case.place or card_texts.in_department(case.department) or card_texts.NO_PLACE
    heading = card_texts.heading(case.state, case.id, where)
    if case.promise_at is None or case.state not in (State.NEW, State.TAKEN):
        return heading
    return heading + text(card_texts.awaited(day_and_hour(case.promise_at, desk.now, desk.hours.zone)))


def _who(case: Case) -> str:
    phase = PHASES.get(case.phase or "", "")
    return card_texts.who(case.person_name, phase, case.phone or "", case.call_when or "", case.opened_by or "")


def _lines(view: CardView) -> list[str]:
    shown, every = gestures_of(view.shown), gestures_of(view.messages)
    lines = [_line_of(gesture, view.copies) for gesture in shown]
    if len(shown) < len(every):
        lines.insert(1, card_texts.others(len(every) - len(shown)))
    return lines


def _line_of(gesture: Sequence[CaseMessage], copies: Sequence[CaseCopy]) -> str:
    """Return the line of one message, or of the files sent in one go, with the mark of the one that fared worst."""
    if len(gesture) == 1:
        return _line(gesture[0], copies)
    kinds = {one.kind for one in gesture}
    captions = dict.fromkeys(one.excerpt for one in gesture if one.excerpt)
    words, is_cut = " / ".join(captions)[:EXCERPT], any(one.is_cut for one in gesture)
    quoted = card_texts.quoted(words, is_cut=is_cut) if words else ""
    what = attached(album_of(len(gesture), kinds.pop() if len(kinds) == 1 else ""), quoted)
    edited = card_texts.CORRECTED if any(one.edited_at for one in gesture) else ""
    states = {delivery_state_of(one, copies) for one in gesture}
    state = next((one for one in (FAILED, BLOCKED, WAITING, DELIVERED) if one in states), "")
    who = f"{gesture[0].author_name} : " if gesture[0].author == STAFF else ""
    return text(f"{who}{what}{edited} {card_texts.MARKS.get(state, '')}".rstrip())


def _line(message: CaseMessage, copies: Sequence[CaseCopy]) -> str:
    quoted = card_texts.quoted(message.excerpt, is_cut=message.is_cut) if message.excerpt else ""
    words = (quoted or card_texts.NO_WORDS) if message.kind == MessageKind.TEXT else attached(message.kind, quoted)
    if message.withdrawn_at is not None:
        words = taken_back_texts.ON_CARD
    edited = card_texts.CORRECTED if message.edited_at and message.withdrawn_at is None else ""
    edited = card_texts.OUTDATED if message.outdated_at and message.withdrawn_at is None else edited
    if message.author == NOTE:
        return card_texts.note(message.author_name, message.excerpt)
    who = f"{message.author_name} : " if message.author == STAFF else ""
    mark = card_texts.MARKS.get(delivery_state_of(message, copies) or "", "")
    return text(f"{who}{words}{edited} {mark}".rstrip())


def _standing(desk: Desk, view: CardView) -> str:
    """Return the last lines of a card: when the case came, for whom, who has it, whether it is late, closed, rated."""

    def at(moment: datetime) -> str:
        return day_and_hour(moment, desk.now, desk.hours.zone)

    case, given = view.case, [one for one in view.history if one.what == Step.TRANSFER]
    lines = [card_texts.received(at(case.opened_at), case.referent)]
    if given and given[-1].detail == case.referent:
        lines.append(card_texts.transferred(given[-1].who, at(given[-1].at)))
    if case.owner_name and case.taken_at:
        lines.append(card_texts.followed(case.owner_name, at(case.taken_at)))
    if case.escalated_at and case.state in (State.NEW, State.TAKEN):
        lines.append(card_texts.OVERDUE)
    if case.later_until and case.later_until > desk.now:
        lines.append(card_texts.put_off(at(case.later_until)))
    if case.closed_at:
        lines.append(card_texts.closed(at(case.closed_at), _outcome(case)))
    if case.satisfied is not None:
        lines.append(card_texts.HELPED if case.satisfied else card_texts.DID_NOT_HELP)
    return "\n".join(lines)


def _outcome(case: Case) -> str:
    return buttons.OUTCOMES[Outcome(case.outcome)] if case.outcome else ""


async def _came_before(desk: Desk, case: Case) -> str:
    """Return the line that says how often the person of a case came before, when last and about what."""
    earlier = await cases_before(desk.session, case)
    if not earlier:
        return ""
    opened, now = (moment.astimezone(desk.hours.zone) for moment in (earlier[0].opened_at, desk.now))
    when = month(f"{opened:%Y-%m}")
    told = when.partition(" ")[0] if opened.year == now.year else when
    return card_texts.came_before(len(earlier), told, subject_of(desk, earlier[0]))


async def show_card(
    desk: Desk, case: Case, chat_id: int, *, silent: bool | None = None, priority: Priority = Priority.RELAY
) -> CaseCopy:
    """Queue the card of a case to a chat as a new message, and record it; older cards of it in that chat stay.

    Without `silent` it makes a sound in working hours only.
    """
    view = await view_of(desk, case)
    reply = compose(desk, view, chat_id, await overseers_of(desk, case))
    quiet = desk.is_quiet if silent is None else silent
    row = await desk.send(chat_id, reply, silent=quiet, watched=True, priority=priority)
    copy = CaseCopy(case_id=case.id, chat_id=chat_id, kind=CARD, outbox_id=row.id)
    desk.session.add(copy)
    await desk.session.flush()
    return copy


async def refresh(desk: Desk, case: Case) -> None:
    """Queue an edit of every card of a case, in whatever chat, so that it shows what is true now.

    The words by which it is found are to be written anew.
    """
    case.is_findable = False
    await desk.session.flush()
    view, team = await view_of(desk, case), await overseers_of(desk, case)
    for copy in view.copies:
        if copy.kind == CARD and copy.state in (WAITING, DELIVERED):
            reply = compose(desk, view, copy.chat_id, team)
            await desk.call(copy.chat_id, "edit_message_text", as_params(reply), aims=copy)
