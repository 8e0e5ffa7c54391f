"""Cancelling a meeting from /reunions: the team may write why, in a line that everybody registered reads."""

from dataclasses import dataclass, replace

from telegram import Message

from handlers.meetings import buttons, publishing_texts, staff_texts
from handlers.meetings.actions import MANAGE_MEETINGS
from handlers.meetings.changes import cancel
from handlers.meetings.rules import Fault
from handlers.talk.buttons import LABEL_BACK
from handlers.talk.forms import Form, NoAnswer, Question
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Reply, paragraphs, text
from handlers.talk.turn import Turn, words_in
from storage.meetings import Meeting, meeting
from storage.registrations import people_concerned

LONGEST_REASON = 200


@dataclass(frozen=True)
class Cancelling:
    """The meeting that the team is about to cancel, and why; `confirmed` stays None, since a button answers it."""

    meeting: int
    reason: str = ""
    confirmed: None = None


async def ask_cancel(turn: Turn, found: Meeting) -> None:
    """Ask the team to confirm that a meeting is cancelled; what they write first is the reason that people read."""
    await FORM.go_on(turn, Cancelling(found.id))


async def cancel_now(turn: Turn, found: Meeting) -> Meeting | Refusal[Fault]:
    """Cancel the meeting, with the reason that was written for it."""
    asked = await FORM.known(turn)
    await FORM.close(turn)
    reason = asked.reason if asked is not None and asked.meeting == found.id else ""
    return await cancel(turn, found.id, reason)


async def _ask(turn: Turn, asked: Cancelling) -> Reply:
    found = await meeting(turn.session, asked.meeting)
    if found is None:
        return Reply(staff_texts.GONE)
    people = await people_concerned(turn.session, found.id)
    yes = buttons.team(staff_texts.LABEL_CANCEL_YES, found.id, "cancel", "oui")
    why = publishing_texts.ASK_REASON if people else ""
    why = publishing_texts.reason_read(asked.reason) if asked.reason else why
    html = paragraphs(staff_texts.ask_cancel(found, people, turn.now, turn.hours), why)
    return Reply(html, [[yes], [buttons.team(LABEL_BACK, found.id, "show")]])


async def _read_reason(turn: Turn, asked: Cancelling, message: Message) -> Cancelling | Reply | NoAnswer:
    reason = " ".join(words_in(message).split())
    if len(reason) > LONGEST_REASON:
        return Reply(text(publishing_texts.REASON_TOO_LONG))
    return replace(asked, reason=reason)


async def leave(turn: Turn) -> None:
    """Await no reason any more, where the team turned to something else."""
    await FORM.close(turn)


FORM = Form(
    name="meetcancel",
    action=MANAGE_MEETINGS,
    answers=Cancelling,
    steps={"confirmed": Question(_ask, _read_reason, in_words=True)},
)
