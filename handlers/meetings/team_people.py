"""The people on a meeting's list, for the team: the list, the same as a file, attendance, and applications."""

import csv
import io
from collections.abc import Sequence

from telegram import Update

from handlers.meetings import buttons, staff_texts
from handlers.meetings.changes import decide, switch_attended
from handlers.meetings.rules import Fault
from handlers.meetings.sending import with_file
from handlers.talk.buttons import LABEL_BACK, LABEL_NEXT_PAGE, LABEL_PAGE_BEFORE
from handlers.talk.codes import LARGEST_ID, number_in
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Button, Reply, bold, keyboard, paragraphs, text
from handlers.talk.texts import PHASES
from handlers.talk.turn import Turn
from storage.meetings import Meeting
from storage.people import Person
from storage.registrations import Profile, Registration, Status, people_registered

_MOST_LISTED = 60
_A_PAGE = 20
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Listed = tuple[Registration, Profile | None, Person]


async def show_list(turn: Turn, found: Meeting, value: str, update: Update) -> None:
    """Show the team who is on the list of a meeting, with buttons to accept or refuse each application."""
    people = await people_registered(turn.session, found.id)
    if not people:
        await turn.reply(Reply(staff_texts.NO_LIST, [[buttons.team(LABEL_BACK, found.id)]]))
        return
    lines = [staff_texts.listed(_name(profile), _said(profile), Status(row.status)) for row, profile, _ in people]
    more = staff_texts.more_in_file(len(lines) - _MOST_LISTED)
    applied = [
        [
            buttons.team(staff_texts.accept_label(_name(profile)[:24]), found.id, "app", f"{row.telegram_id}:oui"),
            buttons.team(staff_texts.LABEL_REFUSE, found.id, "app", f"{row.telegram_id}:non"),
        ]
        for row, profile, _ in people
        if row.status == Status.APPLIED
    ]
    html = paragraphs(bold(found.title), text("\n".join(lines[:_MOST_LISTED])), more)
    # `forget`: like every message that names people to the team, it is deleted once sent.
    await turn.reply(Reply(html, [*applied[:_A_PAGE], [buttons.team(LABEL_BACK, found.id)]]), forget=True)


def _name(profile: Profile | None) -> str:
    return profile.name if profile is not None else staff_texts.FORGOTTEN_PERSON


def _said(profile: Profile | None) -> str:
    return f"{profile.place or staff_texts.PLACE_TO_COME}, {PHASES[profile.phase]}" if profile is not None else ""


async def send_csv(turn: Turn, found: Meeting, value: str, update: Update) -> None:
    """Send the team the list of a meeting as a CSV file; the outbox forgets its content once it was sent."""
    people = await people_registered(turn.session, found.id)
    if not people:
        await turn.reply(Reply(staff_texts.NO_LIST, [[buttons.team(LABEL_BACK, found.id)]]))
        return
    reply = Reply(staff_texts.registered_file(found.title))
    method, params = with_file(reply, as_csv(people), "inscrits.csv")
    await turn.call(method, params, forget=True)


def as_csv(people: Sequence[Listed]) -> str:
    """Return the list of a meeting as a CSV file for a French spreadsheet.

    It has semicolons and a byte order mark, and no cell that could be taken for a formula.
    """
    written = io.StringIO()
    rows = csv.writer(written, delimiter=";", lineterminator="\r\n")
    rows.writerow(staff_texts.FILE_HEAD)
    for row, profile, _ in people:
        came = {True: staff_texts.YES, False: staff_texts.NO}.get(row.attended, "") if row.attended is not None else ""
        known = (
            _name(profile),
            profile.place if profile else "",
            PHASES[profile.phase].capitalize() if profile else "",
        )
        rows.writerow(
            [_safe(cell) for cell in (*known, staff_texts.REGISTERED_AS[Status(row.status)], row.source or "", came)]
        )
    return "\ufeff" + written.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


async def mark_presence(turn: Turn, found: Meeting, value: str, update: Update) -> None:
    """Switch whether one person attended the meeting, or turn the page, and show the registered as buttons.

    `value` is `<telegram id>-<page>` to switch, `-<page>` to turn, "" to show the first page in a new message.
    """
    message = update.callback_query.message if update.callback_query else None
    number, _, written_page = value.partition("-")
    telegram_id, page = number_in(number, LARGEST_ID), number_in(written_page) or 0
    if telegram_id is not None:
        await switch_attended(turn, found.id, telegram_id)
    people = [one for one in await people_registered(turn.session, found.id) if one[0].status == Status.REGISTERED]
    if not people:
        await turn.reply(Reply(staff_texts.NO_LIST, [[buttons.team(LABEL_BACK, found.id)]]))
        return
    rows = _presence_rows(found, people, page)
    if value and message is not None:
        marked = {"message_id": message.message_id, "reply_markup": keyboard(rows)}
        await turn.call("edit_message_reply_markup", marked, forget=True)
    else:
        html = paragraphs(bold(found.title), staff_texts.WHO_CAME)
        await turn.reply(Reply(html, rows), forget=True)


def _presence_rows(found: Meeting, people: Sequence[Listed], page: int) -> list[list[Button]]:
    shown = people[page * _A_PAGE : (page + 1) * _A_PAGE]
    rows = [[_presence(found, row, profile, page)] for row, profile, _ in shown]
    turn_page = []
    if page:
        turn_page.append(buttons.team(LABEL_PAGE_BEFORE, found.id, "pres", f"-{page - 1}"))
    if len(people) > (page + 1) * _A_PAGE:
        turn_page.append(buttons.team(LABEL_NEXT_PAGE, found.id, "pres", f"-{page + 1}"))
    return [*rows, *([turn_page] if turn_page else []), [buttons.team(LABEL_BACK, found.id)]]


def _presence(found: Meeting, row: Registration, profile: Profile | None, page: int) -> Button:
    return buttons.team(
        staff_texts.presence_label(_name(profile), row.attended), found.id, "pres", f"{row.telegram_id}-{page}"
    )


async def decide_application(turn: Turn, found: Meeting, value: str, update: Update) -> None:
    """Accept or refuse a person's application and show the list again, or say why it cannot be done.

    `value` is `<telegram id>:<oui|non>`.
    """
    number, _, answer = value.partition(":")
    telegram_id = number_in(number, LARGEST_ID)
    if telegram_id is None:
        return
    outcome = await decide(turn, found.id, telegram_id, answer == "oui")
    if isinstance(outcome, Refusal):
        html = staff_texts.FULL if outcome.reason is Fault.TOO_SMALL else staff_texts.ALREADY_DECIDED
        await turn.reply(Reply(html, [[buttons.team(LABEL_BACK, found.id)]]))
        return
    await show_list(turn, found, "", update)
