"""Rules of announcements: recipients, moments of departure, states. Pure functions of values and `now`."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handlers.talk.codes import number_in
from handlers.talk.hours import Hours
from handlers.talk.permissions import Actor
from handlers.talk.refusal import Refusal
from handlers.talk.texts import PHASES
from knowledge.base.team import DEPARTMENTS, Team
from storage.announcements import Announcement, Progress
from storage.audiences import Audience

ALL, DEPARTMENT, DELEGATE, PHASE = "all", "department", "delegate", "phase"
PARTNERS, MEETING = "partners", "meeting"


class NoSegment(StrEnum):
    """Why a text names no segment of recipients; `Refusal.about` is the part of the text that is wrong."""

    DEPARTMENT = "department"
    DELEGATE = "delegate"
    PHASE = "phase"
    SEGMENT = "segment"


@dataclass(frozen=True)
class Segment:
    """To whom an announcement goes: a kind of recipients and, for some kinds, which of them.

    For the kinds that need a subject, only the people who subscribed to that subject are meant.
    """

    kind: str
    value: str = ""

    @property
    def as_text(self) -> str:
        """The segment as it is stored, such as "all" or "department:79"."""
        return f"{self.kind}:{self.value}" if self.value else self.kind

    @property
    def needs_subject(self) -> bool:
        """Whether a subject narrows the segment: not for partners, nor for the people registered for a meeting."""
        return self.kind not in (PARTNERS, MEETING)


def read_segment(written: str, team: Team) -> Segment | Refusal[NoSegment]:
    """Return the segment that a text such as "department:79" or "delegate:Elodie Truong" names, or why none."""
    kind, _, value = written.strip().partition(":")
    value = value.strip().strip('"').strip()
    if kind in (ALL, PARTNERS) and not value:
        return Segment(kind)
    if kind == DEPARTMENT:
        known = value.upper() in DEPARTMENTS
        return Segment(kind, value.upper()) if known else Refusal(NoSegment.DEPARTMENT, value)
    if kind == DELEGATE:
        names = sorted(set(team.delegates.values()))
        found = next((name for name in names if name.casefold() == value.casefold()), None)
        return Segment(kind, found) if found else Refusal(NoSegment.DELEGATE, value)
    if kind == PHASE:
        known = value in PHASES
        return Segment(kind, value) if known else Refusal(NoSegment.PHASE, value)
    if kind == MEETING and (number := number_in(value)) is not None:
        return Segment(kind, str(number))
    return Refusal(NoSegment.SEGMENT, written)


def audience_of(subject: str | None, segment: Segment, team: Team, corrects: int | None = None) -> Audience:
    """Return the recipients of an announcement, as conditions of a query: subscribers to `subject` within the segment.

    Of a meeting or the partners it is everybody, whatever they subscribed to. With `corrects` it is those who received
    the announcement of that number.
    """
    if corrects is not None:
        return Audience(received=corrects)
    if segment.kind == MEETING:
        return Audience(meeting=int(segment.value))
    if segment.kind == PARTNERS:
        return Audience(role=Actor.PARTNER)
    phase = segment.value if segment.kind == PHASE else None
    return Audience(subject=subject, departments=_departments(segment, team), phase=phase)


def _departments(segment: Segment, team: Team) -> tuple[str, ...] | None:
    if segment.kind == DEPARTMENT:
        return (segment.value,)
    if segment.kind == DELEGATE:
        return tuple(code for code, name in team.delegates.items() if name == segment.value)
    return None


def segment_of(announcement: Announcement) -> Segment:
    """Return the segment of an announcement: to whom it goes."""
    kind, _, value = announcement.segment.partition(":")
    return Segment(kind, value)


def new_token() -> str:
    """Return 16 random hexadecimal digits, for the keys of an announcement's messages."""
    return secrets.token_hex(8)


class Departure(StrEnum):
    """Whether the messages of an announcement may be sent: not yet, now, or no more."""

    LATER = "later"
    NOW = "now"
    TOO_LATE = "too_late"


def departure(due_at: datetime, not_after: datetime | None, hours: Hours, now: datetime) -> Departure:
    """Return whether an announcement may be sent at this moment.

    TOO_LATE after `not_after`, LATER before `due_at` and at night, else NOW.
    """
    if not_after is not None and now > not_after:
        return Departure.TOO_LATE
    return Departure.LATER if now < due_at or hours.is_quiet(now) else Departure.NOW


class Transition(StrEnum):
    """A step from one state of an announcement to another; the HELD ones settle what a restored backup held back."""

    START = "start"
    SUSPEND = "suspend"
    RESUME = "resume"
    STOP = "stop"
    WITHDRAW = "withdraw"
    SEND_HELD = "send_held"
    DROP_HELD = "drop_held"
    EXPIRE = "expire"
    END = "end"
    CORRECT = "correct"


_TRANSITIONS: Mapping[Transition, Mapping[str, Progress]] = {
    Transition.START: {Progress.SCHEDULED: Progress.SENDING},
    Transition.SUSPEND: {Progress.SENDING: Progress.SUSPENDED},
    Transition.RESUME: {Progress.SUSPENDED: Progress.SENDING},
    Transition.STOP: {Progress.SENDING: Progress.STOPPED, Progress.SUSPENDED: Progress.STOPPED},
    Transition.WITHDRAW: {Progress.SCHEDULED: Progress.WITHDRAWN},
    Transition.SEND_HELD: {Progress.HELD: Progress.SENDING},
    Transition.DROP_HELD: {Progress.HELD: Progress.STOPPED},
    Transition.EXPIRE: {Progress.SCHEDULED: Progress.EXPIRED, Progress.SENDING: Progress.EXPIRED},
    Transition.END: {Progress.SENDING: Progress.SENT, Progress.CORRECTING: Progress.SENT},
    Transition.CORRECT: {
        Progress.SENT: Progress.CORRECTING,
        Progress.STOPPED: Progress.CORRECTING,
        Progress.EXPIRED: Progress.CORRECTING,
        Progress.CORRECTING: Progress.CORRECTING,
        Progress.SENDING: Progress.SENDING,
        Progress.SUSPENDED: Progress.SUSPENDED,
        Progress.SCHEDULED: Progress.SCHEDULED,
    },
}
ENDS = (Progress.SENT, Progress.STOPPED, Progress.WITHDRAWN, Progress.EXPIRED)


def can(announcement: Announcement, transition: Transition) -> bool:
    """Whether the state of the announcement allows this transition."""
    return announcement.state in _TRANSITIONS[transition]


def advance(announcement: Announcement, transition: Transition, now: datetime) -> bool:
    """Make the transition of an announcement and return True; return False, with no change, where its state forbids it.

    The moments of its start and end are noted. No other code assigns the state.
    """
    if not can(announcement, transition):
        return False
    announcement.state = _TRANSITIONS[transition][announcement.state]
    if announcement.state == Progress.SENDING and announcement.started_at is None:
        announcement.started_at = now
    if announcement.state in ENDS:
        announcement.ended_at = now
    return True
