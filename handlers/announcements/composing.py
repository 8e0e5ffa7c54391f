"""Screens shown while the team writes an announcement: the card of the draft, its menus, its preview."""

from datetime import datetime, timedelta

from handlers.announcements import buttons, staff_texts
from handlers.announcements.content import Call, rows_under, send_call, stray_mark
from handlers.announcements.draft import Draft
from handlers.announcements.queueing import reached_now
from handlers.announcements.rules import Segment
from handlers.announcements.screens import segment_name
from handlers.announcements.sending import titles
from handlers.meetings.buttons import LABEL_REGISTER
from handlers.talk.buttons import LABEL_BACK
from handlers.talk.dates import day_and_hour
from handlers.talk.replies import Button, Reply
from handlers.talk.texts import PHASES
from handlers.talk.turn import Turn
from knowledge.base.kinds import kinds
from knowledge.base.subjects import NEWS_SUBJECTS
from knowledge.base.team import DEPARTMENTS
from storage.base import Json
from storage.meetings import Meeting, coming

MOST_MEETINGS = 4
Rows = list[list[Button]]


def segment(draft: Draft) -> Segment:
    """Return the segment of a draft: to whom it goes."""
    kind, _, value = draft.segment.partition(":")
    return Segment(kind, value)


async def reached(turn: Turn, draft: Draft) -> int:
    """Return how many people the draft would reach if it were sent now."""
    return await reached_now(turn.session, draft.subject, segment(draft), turn.knowledge.team)


async def subjects(turn: Turn) -> Reply:
    """Return the menu of what a new announcement is about: a subject, the partners, or one of the next meetings.

    Each button has the number of people whom the announcement would reach now.
    """
    team, rows = turn.knowledge.team, []
    for subject in NEWS_SUBJECTS:
        count = await reached_now(turn.session, subject, Segment("all"), team)
        rows.append([buttons.act("sujet", f"{staff_texts.about(subject)} · {count}", subject)])
    partners = await reached_now(turn.session, None, Segment("partners"), team)
    rows.append([buttons.act("sujet", staff_texts.partners_label(partners), "partners")])
    for one in (await coming(turn.session, turn.now))[:MOST_MEETINGS]:
        to = Segment("meeting", str(one.id))
        label = staff_texts.registered_label(_short(turn, one), await reached_now(turn.session, None, to, team))
        rows.append([buttons.act("sujet", label, to.as_text)])
    return Reply(staff_texts.WHICH_SUBJECT, [*rows, [buttons.act("accueil", LABEL_BACK)]])


def _short(turn: Turn, one: Meeting) -> str:
    return f"{kinds()[one.kind].title}, {day_and_hour(one.starts_at, turn.now, turn.hours.zone)}"


async def card(turn: Turn, draft: Draft) -> Reply:
    """Return the card of a draft, for its author: recipients, button, dates and first words, in one message.

    Its buttons change, try, schedule, send or drop the draft.
    """
    count = await reached(turn, draft)
    said: Json = draft.content or {}
    entry = turn.knowledge.entries.get(said.get("button") or "")
    lines = [staff_texts.to_line(segment_name(segment(draft), turn.knowledge), count)]
    lines += [staff_texts.with_line(said["kind"] == "photo")] if said["kind"] != "text" else []
    lines += [staff_texts.button_line(entry.short or entry.title)] if entry else []
    lines += [staff_texts.button_line(LABEL_REGISTER)] if str(said.get("button")).startswith("meeting:") else []
    stray = stray_mark(said["html"])
    lines += [staff_texts.stray_line(stray)] if stray else []
    lines += [staff_texts.leaves_line(_moment(turn, draft.due))] if draft.due else []
    lines += [staff_texts.limit_line(_moment(turn, draft.last))] if draft.last else []
    title = staff_texts.numbered(draft.changes) if draft.changes else staff_texts.LABEL_NEW
    html = staff_texts.card(f"{title} · {staff_texts.about(draft.subject)}", lines, staff_texts.excerpt(said["html"]))
    return Reply(html, _card_rows(draft, _kept_hour(turn, draft)))


def _kept_hour(turn: Turn, draft: Draft) -> Rows:
    """Return a row with the button that keeps the hour set before for a scheduled announcement being changed.

    There is none for a new draft, or where that hour is past.
    """
    if draft.changes is None or draft.due is None or draft.due <= turn.now:
        return []
    label = staff_texts.confirm_label(_moment(turn, draft.due))
    return [[buttons.act("a", label, int(draft.due.timestamp()))]]


def _card_rows(draft: Draft, first: Rows) -> Rows:
    to_whom = [buttons.act("qui", staff_texts.LABEL_TO_WHOM)] if draft.subject else []
    return [
        *first,
        [buttons.act("apercu", staff_texts.LABEL_PREVIEW), buttons.act("essai", staff_texts.LABEL_TRY)],
        [*to_whom, buttons.act("texte", staff_texts.LABEL_TEXT)],
        [buttons.act("bouton", staff_texts.LABEL_BUTTON), buttons.act("limite", staff_texts.LABEL_LIMIT)],
        [buttons.act("programmer", staff_texts.LABEL_SCHEDULE), buttons.act("maintenant", staff_texts.LABEL_SEND_NOW)],
        [buttons.act("jeter", staff_texts.LABEL_DROP)],
    ]


def _moment(turn: Turn, moment: datetime | None) -> str:
    return day_and_hour(moment, turn.now, turn.hours.zone) if moment else ""


def as_received(turn: Turn, draft: Draft) -> Call:
    """Return the Telegram call (method, parameters) that sends a draft as its recipients will receive it."""
    said = draft.content or {}
    return send_call(said, draft.subject, rows_under(said, draft.subject, draft.segment, None, titles(turn.knowledge)))


def to_whom(turn: Turn, kind: str) -> Reply:
    """Return the menu in which the author of a draft chooses its recipients.

    It lists the departments, the delegates or the phases of projects, as `kind` says; for another `kind`, these kinds.
    """
    if kind == "department":
        names = [(code, turn.knowledge.places.department(code).name) for code in DEPARTMENTS]
        flat = [buttons.act("qui", f"{name} ({code})", "department", code) for code, name in names]
        rows = [flat[place : place + 2] for place in range(0, len(flat), 2)]
        return Reply(staff_texts.WHICH_DEPARTMENT, [*rows, [buttons.act("qui", LABEL_BACK)]])
    if kind == "delegate":
        names_of = sorted(set(turn.knowledge.team.delegates.values()))
        return Reply(
            staff_texts.WHICH_TERRITORY,
            [*([buttons.act("qui", name, "delegate", name)] for name in names_of), [buttons.act("qui", LABEL_BACK)]],
        )
    if kind == "phase":
        phases = [[buttons.act("qui", name.capitalize(), "phase", code)] for code, name in PHASES.items()]
        return Reply(staff_texts.WHICH_PHASE, [*phases, [buttons.act("qui", LABEL_BACK)]])
    return Reply(
        staff_texts.TO_WHOM,
        [
            [buttons.act("qui", staff_texts.LABEL_ALL, "all")],
            [buttons.act("qui", staff_texts.LABEL_DEPARTMENT, "department")],
            [buttons.act("qui", staff_texts.LABEL_TERRITORY, "delegate")],
            [buttons.act("qui", staff_texts.LABEL_PHASE, "phase")],
            [buttons.back_to_card()],
        ],
    )


async def which_button(turn: Turn, topic: str) -> Reply:
    """Return the menu in which the author of a draft chooses the button under it: an entry of the subject `topic`.

    For any other `topic` it offers no button, registration for one of the next meetings, or a subject to choose from.
    """
    known = turn.knowledge.contents
    if topic in known:
        rows = [[buttons.act("bouton", entry.title, "e", entry.id)] for entry in known[topic]]
        return Reply(staff_texts.WHICH_ENTRY, [*rows, [buttons.act("bouton", LABEL_BACK)]])
    rows = [
        [buttons.act("bouton", staff_texts.register_label(_short(turn, one)), "meeting", one.id)]
        for one in (await coming(turn.session, turn.now))[:MOST_MEETINGS]
    ]
    rows += [[buttons.act("bouton", turn.knowledge.subjects[one].title, one)] for one in known]
    return Reply(
        staff_texts.WHICH_BUTTON,
        [[buttons.act("bouton", staff_texts.LABEL_NO_BUTTON, "aucun")], *rows, [buttons.back_to_card()]],
    )


def when(turn: Turn) -> Reply:
    """Return the menu that asks when the draft is sent: tomorrow or Monday at nine, or another moment to type."""
    zone = turn.hours.zone
    nine = turn.now.astimezone(zone).replace(hour=9, minute=0, second=0, microsecond=0)
    tomorrow, monday = nine + timedelta(days=1), nine + timedelta(days=7 - nine.weekday())
    rows = [[_at(turn, tomorrow)], [_at(turn, monday)]] if tomorrow != monday else [[_at(turn, tomorrow)]]
    return Reply(staff_texts.WHEN, [*rows, [buttons.back_to_card()]])


def _at(turn: Turn, moment: datetime) -> Button:
    label = day_and_hour(moment, turn.now, turn.hours.zone)
    return buttons.act("a", label[0].upper() + label[1:], int(moment.timestamp()))


async def confirmation(turn: Turn, draft: Draft) -> Reply:
    """Return the last question before a draft is sent: when it will be, and how many people it would reach now.

    Where it would be sent at once and reach nobody, return words that say so instead.
    """
    count = await reached(turn, draft)
    if not count and draft.due is None:
        return Reply(staff_texts.NOBODY, [[buttons.back_to_card()]])
    leaves = turn.hours.next_daytime(draft.due or turn.now)
    at_once = leaves <= turn.now
    by_night = leaves > (draft.due or turn.now)
    words = staff_texts.confirm(staff_texts.NOW if at_once else _moment(turn, leaves), count, by_night=by_night)
    label = staff_texts.LABEL_CONFIRM_SEND if at_once else staff_texts.LABEL_CONFIRM_SCHEDULE
    return Reply(words, [[buttons.act("partir", label), buttons.back_to_card()]])
