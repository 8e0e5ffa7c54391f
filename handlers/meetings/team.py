"""/reunions: the team's list of meetings, the card of each, and its buttons."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from telegram import Update

from handlers.meetings import buttons, staff_texts, team_form, team_people
from handlers.meetings.changes import cancel, publish
from handlers.meetings.duties import months_ahead
from handlers.meetings.rules import Fault
from handlers.talk.buttons import LABEL_BACK
from handlers.talk.codes import pressed
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Button, Reply, paragraphs, text
from handlers.talk.turn import Context, Turn
from knowledge.base.monthly import NoDate, Without
from storage.meetings import Meeting, MeetingState, all_meetings_since, meeting
from storage.registrations import counts_by_source, counts_by_status, people_concerned

_MOST_SHOWN = 30  # enough for a month past and four to come
_PAST_SHOWN_FOR = timedelta(days=31)


async def press(update: Update, context: Context) -> None:
    """Handle a press on a button of /reunions: do an act on a meeting, show it, show all, or begin a new one.

    The codes are `reunion`, `reunion:<meeting>[:<act>[:<value>]]` and `reunion:new[:<kind>]`.
    """
    turn = context.turn
    code = pressed(update)
    number, act = code.number(0), code.word(1)
    if code.word(0) == "new":
        await team_form.begin_new(turn, act)
        return
    if number is None:
        await show_all(update, context)
        return
    found = await meeting(turn.session, number)
    if found is None or found.state == MeetingState.DROPPED:
        await turn.reply(Reply(staff_texts.GONE))
        return
    await _ACTS.get(act, _show)(turn, found, code.rest(2), update)


async def show_all(update: Update, context: Context) -> None:
    """Show the team the meetings of the last month and all to come, and the months for which a rule finds no date."""
    turn = context.turn
    await team_form.FORM.close(turn)
    since = turn.now - _PAST_SHOWN_FOR
    found = await all_meetings_since(turn.session, since)
    shown = [one for one in found if one.ends_at > turn.now or one.state == MeetingState.PUBLISHED][-_MOST_SHOWN:]
    lines = text("\n".join(f"• {staff_texts.line(one, turn.now, turn.hours)}" for one in shown))
    found_ones = (staff_texts.LIST, lines) if shown else (staff_texts.NONE,)
    html = paragraphs(*found_ones, staff_texts.missing(_without_date(turn)))
    rows = [[buttons.team(_short(one, turn), one.id)] for one in shown]
    new = [[buttons.team(staff_texts.LABEL_NEW, "new")]]
    await turn.reply(Reply(html, [*rows, *new]))


def _short(one: Meeting, turn: Turn) -> str:
    local = one.starts_at.astimezone(turn.hours.zone)
    return f"{local:%d/%m} · {one.title}"[:60]


def _without_date(turn: Turn) -> list[NoDate]:
    """Return the coming months in which a monthly rule finds no date, except those that it leaves out on purpose."""
    months = months_ahead(turn.now, turn.hours)
    found = [rule.date_in(year, month) for rule in turn.knowledge.monthly for year, month in months]
    return list(dict.fromkeys(one for one in found if isinstance(one, NoDate) and one.why is not Without.BY_RULE))


async def _show(turn: Turn, found: Meeting, value: str, update: Update) -> None:
    await turn.reply(await card_of(turn, found))


async def card_of(turn: Turn, found: Meeting, said: str = "") -> Reply:
    """Return the card of a meeting for the team, with buttons for what may be done; `said` is HTML to put above it."""
    counts = await counts_by_status(turn.session, found.id)
    sources = await counts_by_source(turn.session, found.id)
    html = staff_texts.card(found, counts, sources, turn.now, turn.hours)
    return Reply(paragraphs(said, html), _rows(found, turn))


def _rows(found: Meeting, turn: Turn) -> list[list[Button]]:
    back = [buttons.team(LABEL_BACK)]
    if found.state == MeetingState.CANCELLED:
        return [back]
    if found.state == MeetingState.PROPOSED:
        changes = [_act(staff_texts.LABEL_DATE, found, "move"), _act(staff_texts.LABEL_CHANGE, found, "edit")]
        return [
            [_act(staff_texts.LABEL_PUBLISH, found, "pub")],
            changes,
            [_act(staff_texts.LABEL_DROP, found, "drop")],
            back,
        ]
    lists = [_act(staff_texts.LABEL_LIST, found, "list"), _act(staff_texts.LABEL_FILE, found, "csv")]
    if found.starts_at <= turn.now:
        return [
            lists,
            [
                _act(staff_texts.LABEL_PRESENCE, found, "pres"),
                _act(staff_texts.LABEL_DOCUMENTATION, found, "f", "documentation"),
            ],
            back,
        ]
    return [
        lists,
        [_act(staff_texts.LABEL_MOVE, found, "move"), _act(staff_texts.LABEL_CHANGE, found, "edit")],
        [_act(staff_texts.LABEL_LINK, found, "qr"), _act(staff_texts.LABEL_CANCEL, found, "cancel")],
        back,
    ]


def _act(label: str, found: Meeting, act: str, value: str = "") -> Button:
    return buttons.team(label, found.id, act, value)


async def _publish(turn: Turn, found: Meeting, value: str, update: Update) -> None:
    await _say(turn, await publish(turn, found.id), staff_texts.PUBLISHED)


async def _drop(turn: Turn, found: Meeting, value: str, update: Update) -> None:
    if found.state != MeetingState.PROPOSED:
        await turn.reply(await card_of(turn, found))
        return
    await cancel(turn, found.id)
    await turn.reply(Reply(staff_texts.DROPPED, [[buttons.team(LABEL_BACK)]]))


async def _cancel(turn: Turn, found: Meeting, value: str, update: Update) -> None:
    """Ask the team to confirm that a meeting is cancelled, with how many people will be told; cancel it at `oui`.

    A proposed meeting is dropped at once.
    """
    if found.state == MeetingState.PROPOSED:
        await _drop(turn, found, value, update)
        return
    if value == "oui":
        await _say(turn, await cancel(turn, found.id), staff_texts.CANCELLED)
        return
    people = await people_concerned(turn.session, found.id)
    rows = [[_act(staff_texts.LABEL_CANCEL_YES, found, "cancel", "oui")], [_act(LABEL_BACK, found, "show")]]
    await turn.reply(Reply(staff_texts.ask_cancel(found, people, turn.now, turn.hours), rows))


async def _say(turn: Turn, outcome: Meeting | Refusal[Fault], html: str) -> None:
    if isinstance(outcome, Refusal):
        await turn.reply(Reply(text(staff_texts.refused(outcome)), [[buttons.team(LABEL_BACK)]]))
    else:
        await turn.reply(await card_of(turn, outcome, html))


Act = Callable[[Turn, Meeting, str, Update], Awaitable[None]]
_ACTS: dict[str, Act] = {
    "pub": _publish,
    "drop": _drop,
    "cancel": _cancel,
    "move": team_form.begin_move,
    "edit": team_form.choose_field,
    "f": team_form.begin_field,
    "list": team_people.show_list,
    "csv": team_people.send_csv,
    "pres": team_people.mark_presence,
    "app": team_people.decide_application,
    "qr": team_form.begin_source,
}
