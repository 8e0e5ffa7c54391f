"""The summary of a demand in preparation: all that leaves, in one message, which is edited in place or moves below."""

from dataclasses import replace

from handlers.cases.core import texts
from handlers.cases.core.desk import desk_of
from handlers.cases.core.opening import NewCase, find_route
from handlers.cases.core.rules import DELETABLE_FOR
from handlers.cases.person import draft_buttons
from handlers.cases.person.form_draft import DemandDraft, number_line
from handlers.cases.person.pieces import as_in_summary
from handlers.cases.person.subject import about_of
from handlers.talk.replies import Reply, as_params
from handlers.talk.texts import PHASES
from handlers.talk.turn import Turn
from storage.outbox import OutboxMessage, State, last_shown_in


async def receiver_of(turn: Turn, draft: DemandDraft) -> str | None:
    """Return the name of who would receive the demand if it were sent now; None where nobody can be reached."""
    department = draft.place.department if draft.place is not None else None
    route = await find_route(desk_of(turn), NewCase(None, "", (), about=about_of(turn, draft), department=department))
    return route.expected if route is not None else None


async def _summary(turn: Turn, draft: DemandDraft) -> Reply:
    whom = await receiver_of(turn, draft) or turn.knowledge.team.public_contact.name
    entry = turn.knowledge.entries.get(draft.entry or "")
    subject = entry.title if entry is not None else ""
    place = draft.place.shown if draft.place is not None else ""
    phase = PHASES.get(draft.phase or "", "")
    with_phase = draft.phase is None and not draft.danger
    last = texts.PHASE_OR_SEND if with_phase else texts.ADD_OR_SEND
    html = texts.summary(whom, place, subject, as_in_summary(draft.pieces), phase, last, number_line(draft))
    rows = draft_buttons.summary_rows(with_phase=with_phase)
    if draft.aside is not None:
        rows.insert(0, [draft_buttons.add_question()])
    return Reply(html, rows)


async def show_summary(turn: Turn, draft: DemandDraft, *, below: bool = False) -> DemandDraft:
    """Show the author of a demand what would be sent, and return the draft, which knows where it is shown.

    The summary is edited where it stands, while it is the last message of the bot. Otherwise, and with `below`, a new
    one is sent and the old one deleted, so that there is never more than one.
    """
    reply = await _summary(turn, draft)
    shown = await turn.session.get(OutboxMessage, draft.shown) if draft.shown is not None else None
    if shown is not None and not below and await _is_last(turn, shown):
        await turn.call("edit_message_text", as_params(reply), aims_at=shown.id)
        return draft
    if shown is not None and (shown.sent_at is None or turn.machine_now - shown.sent_at < DELETABLE_FOR):
        await turn.call("delete_message", {}, aims_at=shown.id)
    return replace(draft, shown=(await turn.reply(reply)).id)


async def _is_last(turn: Turn, shown: OutboxMessage) -> bool:
    """Whether nothing of the bot stands below this message, and nothing is queued in this update."""
    last = await last_shown_in(turn.session, turn.known().telegram_id)
    return not turn.sent and (shown.state == State.WAITING or (last is not None and last.id == shown.id))
