"""The form in which the team types a value about a meeting: a date, a length, a field, a source."""

import base64
import io
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import segno
from telegram import Message, Update

from handlers.meetings import buttons, staff_texts
from handlers.meetings.actions import MANAGE_MEETINGS
from handlers.meetings.changes import against_moving, change, create, document, move
from handlers.meetings.reading import read_address, read_capacity, read_minutes
from handlers.meetings.rules import may_be_at
from handlers.talk.buttons import LABEL_BACK
from handlers.talk.forms import Form, NoAnswer, Question
from handlers.talk.moments.reading import read_moment
from handlers.talk.moments.words import Unread
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Reply, paragraphs, text
from handlers.talk.texts import UNREAD_DATE
from handlers.talk.turn import Turn, words_in
from knowledge.base.kinds import kept_kind, kind_of, kinds
from storage.meetings import Meeting, MeetingState, meeting
from storage.registrations import people_concerned

_LONGEST = {"title": 120, "place": 200, "programme": 800}
_SOURCE = re.compile(r"[A-Za-z0-9_-]{1,32}")


@dataclass(frozen=True)
class Asked:
    """The answers given so far in the form by which the team makes or changes a meeting.

    `do` is what is asked: "new" (the date, then the minutes), "move", "field" or "source". `meeting` is the number of
    the meeting that is changed, `kind` the kind of a new one, `field` the name of the field. `starts_at` is in ISO
    format.
    """

    do: str
    meeting: int | None = None
    kind: str = ""
    field: str = ""
    starts_at: str | None = None


Read = Asked | Reply | NoAnswer


async def begin_new(turn: Turn, kind: str) -> None:
    """Ask the team for the date of a new meeting of this kind; for an unknown kind, ask which."""
    if kind not in kinds():
        rows = [[buttons.team(one.title, "new", name)] for name, one in kinds().items()]
        await turn.reply(Reply(staff_texts.WHICH_KIND, [*rows, [buttons.team(LABEL_BACK)]]))
        return
    await FORM.go_on(turn, Asked("new", kind=kind))


async def begin_move(turn: Turn, found: Meeting, value: str, update: Update) -> None:
    """Move the meeting to the date in `value`, which the team typed and confirmed; with "", ask for the date."""
    moment = read_moment(value, turn.now, turn.hours.zone)
    if isinstance(moment, Unread):
        why = UNREAD_DATE[moment] if value else ""
        await FORM.go_on(turn, Asked("move", found.id), why=why)
        return
    await _move(turn, found, moment)


async def _move(turn: Turn, found: Meeting, moment: datetime) -> None:
    people = await people_concerned(turn.session, found.id)
    outcome = await move(turn, found.id, moment)
    if isinstance(outcome, Refusal):
        await turn.reply(Reply(text(staff_texts.refused(outcome)), [[buttons.team(LABEL_BACK, found.id)]]))
    else:
        await _show(turn, outcome, staff_texts.moved(people))


async def choose_field(turn: Turn, found: Meeting, value: str, update: Update) -> None:
    """Show the team the fields of a meeting as buttons, to choose the one to change."""
    rows = [[buttons.team(label, found.id, "f", name)] for name, label in staff_texts.FIELDS.items()]
    await turn.reply(Reply(staff_texts.CHANGE_WHAT, [*rows, [buttons.team(LABEL_BACK, found.id)]]))


async def begin_field(turn: Turn, found: Meeting, value: str, update: Update) -> None:
    """Ask the team for the new value of the meeting's field named `value`; for an unknown field, ask which."""
    if value not in staff_texts.ASK_FIELD:
        await choose_field(turn, found, value, update)
        return
    await FORM.go_on(turn, Asked("field", found.id, field=value))


async def begin_source(turn: Turn, found: Meeting, value: str, update: Update) -> None:
    """Ask the team which source the registration link of a meeting is to name."""
    await FORM.go_on(turn, Asked("source", found.id))


async def _missing(turn: Turn, asked: Asked) -> str:
    return "minutes" if asked.do == "new" and asked.starts_at is not None else asked.do


def _asks(words: Callable[[Asked], str]) -> Callable[[Turn, Asked], Awaitable[Reply]]:
    async def ask(turn: Turn, asked: Asked) -> Reply:
        return _with_way_back(asked, words(asked))

    return ask


def _with_way_back(asked: Asked, html: str) -> Reply:
    return Reply(html, [[buttons.team(LABEL_BACK, asked.meeting or "")]])


def _fault(asked: Asked, words: str) -> Reply:
    return _with_way_back(asked, text(words))


async def _read_date(turn: Turn, asked: Asked, message: Message) -> Read:
    moment = read_moment(words_in(message), turn.now, turn.hours.zone)
    if isinstance(moment, Unread):
        return _fault(asked, UNREAD_DATE[moment])
    fault = may_be_at(moment, moment + timedelta(minutes=1), turn.now, None)
    return _fault(asked, staff_texts.refused(fault)) if fault else replace(asked, starts_at=moment.isoformat())


async def _read_minutes(turn: Turn, asked: Asked, message: Message) -> Read:
    minutes = read_minutes(words_in(message))
    if minutes is None:
        return _fault(asked, staff_texts.MINUTES_NOT_READ)
    starts_at = datetime.fromisoformat(asked.starts_at or "")
    made = await create(turn, kept_kind(asked.kind), _title(turn, asked.kind), starts_at, minutes)
    if isinstance(made, Refusal):  # the date did not fit
        await FORM.go_on(turn, replace(asked, starts_at=None), why=text(staff_texts.refused(made)))
        return NoAnswer.TAKEN
    return await _show(turn, made, staff_texts.MADE)


def _title(turn: Turn, kind: str) -> str:
    return next((rule.title for rule in turn.knowledge.monthly if rule.kind == kind), kind_of(kind).title)


async def _read_move(turn: Turn, asked: Asked, message: Message) -> Read:
    moment = read_moment(words_in(message), turn.now, turn.hours.zone)
    if isinstance(moment, Unread):
        return _fault(asked, UNREAD_DATE[moment])
    found = await meeting(turn.session, asked.meeting or 0)
    fault = await against_moving(turn, found, moment.astimezone(UTC)) if found else None
    if found is None or fault is not None:
        return _fault(asked, staff_texts.refused(fault))
    people = await people_concerned(turn.session, found.id)
    await FORM.close(turn)
    if not people:
        await _move(turn, found, moment)
        return NoAnswer.TAKEN
    written = moment.strftime("%Y-%m-%dT%H:%M")
    rows = [[buttons.team(staff_texts.LABEL_MOVE_YES, found.id, "move", written)], [buttons.team(LABEL_BACK, found.id)]]
    return Reply(staff_texts.ask_move(found, moment, people, turn.now, turn.hours), rows)


async def _read_field(turn: Turn, asked: Asked, message: Message) -> Read:
    is_read, value = _read(asked.field, words_in(message).strip())
    if not is_read:
        return _fault(asked, staff_texts.FIELD_NOT_READ[asked.field])
    number, is_document = asked.meeting or 0, asked.field == "documentation"
    if is_document:
        outcome = await document(turn, number, str(value))
    else:
        outcome = await change(turn, number, **{asked.field: value})
    if isinstance(outcome, Refusal):
        return _fault(asked, staff_texts.refused(outcome))
    return await _show(turn, outcome, staff_texts.DOCUMENTED if is_document else staff_texts.CHANGED)


def _read(field: str, words: str) -> tuple[bool, str | int | None]:
    if field == "capacity":
        return read_capacity(words)
    if field in ("link", "documentation"):
        address = read_address(words)
        return address is not None, address
    return 0 < len(words) <= _LONGEST[field], words


async def _read_source(turn: Turn, asked: Asked, message: Message) -> Read:
    """Read the name of a source; send the team the registration link that names it, with its QR code to print."""
    words = words_in(message).strip()
    if _SOURCE.fullmatch(words) is None:
        return _fault(asked, staff_texts.SOURCE_IS_A_WORD)
    address = f"https://t.me/{message.get_bot().username}?start=i-{asked.meeting}-{words}"
    await FORM.close(turn)
    await turn.call(
        "send_document",
        {
            "document": {"name": f"inscription-{words}.png", "base64": qr(address)},
            "caption": paragraphs(staff_texts.LINK_TO_PRINT, text(address)),
            "parse_mode": "HTML",
        },
    )
    return NoAnswer.TAKEN


def qr(address: str) -> str:
    """Return the QR code of an address, a PNG picture in base64."""
    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="png", scale=8)
    return base64.b64encode(picture.getvalue()).decode("ascii")


async def _show(turn: Turn, found: Meeting, words: str) -> NoAnswer:
    await FORM.close(turn)
    rows = [[buttons.team(staff_texts.LABEL_SEE, found.id)], [buttons.team(staff_texts.LABEL_ALL)]]
    if found.state == MeetingState.PROPOSED:
        rows.insert(0, [buttons.team("Publier", found.id, "pub"), buttons.team("Modifier", found.id, "edit")])
    await turn.reply(Reply(staff_texts.done(found, words, turn.now, turn.hours), rows))
    return NoAnswer.TAKEN


FORM = Form(
    name="meet",
    action=MANAGE_MEETINGS,
    answers=Asked,
    steps={
        "new": Question(_asks(lambda _: staff_texts.ASK_WHEN), _read_date, in_words=True),
        "minutes": Question(_asks(lambda _: staff_texts.ASK_MINUTES), _read_minutes, in_words=True),
        "move": Question(_asks(lambda _: staff_texts.ASK_NEW_WHEN), _read_move, in_words=True),
        "field": Question(_asks(lambda asked: text(staff_texts.ASK_FIELD[asked.field])), _read_field, in_words=True),
        "source": Question(_asks(lambda _: staff_texts.ASK_SOURCE), _read_source, in_words=True),
    },
    missing=_missing,
)
