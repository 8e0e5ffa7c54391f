"""Additions to an answer about meetings: the next dates, the button to register, the latest documentation."""

from collections.abc import Sequence

from handlers.meetings import buttons, texts
from handlers.meetings.choose import coming_of
from handlers.meetings.rules import is_link_given
from handlers.talk.replies import Button, Rows, text
from handlers.talk.turn import Turn
from knowledge.base.entry import DOCUMENTATION, Entry
from knowledge.base.kinds import kind_of
from storage.meetings import Meeting, latest_documented
from storage.registrations import Status, registration

_MOST_DOCUMENTED = 3


async def additions_to(turn: Turn, entry: Entry) -> tuple[str, Rows]:
    """Return the HTML lines and rows of buttons about meetings to put under `entry`, an answer of the base.

    For each kind of meeting in `entry.beside`: the next date, with the button to register, or to be told of a date
    where none is published. A person already registered sees that, with a button to their registrations. For
    DOCUMENTATION in `entry.beside`: links to the latest documentation, without buttons.
    """
    if DOCUMENTATION in entry.beside:
        found = await latest_documented(turn.session, turn.now, _MOST_DOCUMENTED)
        return text("\n".join(f"📎 {one.title} : {one.documentation}" for one in found)), []
    lines, rows = [], []
    for kind in entry.beside:
        meetings = await coming_of(turn, kind)
        own = await _own(turn, meetings)
        if meetings:
            moment = texts.when(own or meetings[0], turn.now, turn.hours)
            link = own.link if own is not None and is_link_given(own, turn.hours, turn.now) else None
            lines.append(texts.next_date(kind_of(kind).title, moment, is_in=own is not None, link=link))
        way = [buttons.mine() if own else _way_in(kind, meetings, len(entry.beside) == 1)]
        rows += [way] if way not in rows else []
    return text("\n".join(lines)), rows


async def _own(turn: Turn, meetings: Sequence[Meeting]) -> Meeting | None:
    """Return the first of these meetings for which the person has a seat, None where they have none."""
    for one in meetings:
        row = await registration(turn.session, one.id, turn.known().telegram_id)
        if row is not None and row.status == Status.REGISTERED:
            return one
    return None


def _way_in(kind: str, meetings: Sequence[Meeting], alone: bool) -> Button:
    """Return the button `M'inscrire` for the first of these meetings, or `Me prévenir` where there are none.

    Its label names the kind of meeting, unless the answer has no other (`alone`).
    """
    of_kind = "" if alone else f" : {kind_of(kind).title.lower()}"
    if meetings:
        return buttons.register(meetings[0].id, f"{buttons.LABEL_REGISTER}{of_kind}")
    return buttons.wish(kind, f"{buttons.LABEL_WISH}{of_kind}")
