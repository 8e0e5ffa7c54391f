"""/reunions: the team's list of meetings, the card of each, and its buttons."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from telegram import Update

from handlers.meetings import buttons, cancelling, publishing, staff_texts, team_form, team_people
from handlers.meetings.changes import cancel
from handlers.meetings.duties import months_ahead
from handlers.meetings.rules import Fault
from handlers.meetings.team_card import card_of
from handlers.talk.buttons import LABEL_BACK
from handlers.talk.codes import pressed
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Reply, paragraphs, text
from handlers.talk.turn import Context, Turn
from knowledge.base.monthly import NoDate, Without
from storage.meetings import Meeting, MeetingState, all_meetings_since, meeting

_MOST_SHOWN = 30  # enough for a month past and four to come
_PAST_SHOWN_FOR = timedelta(days=31)


async def press(update: Update, context: Context) -> None:
    """Handle a press on a button of /reunions: do an act on a meeting, show it, show all, or begin a new one.

    The codes are `reunion`, `reunion:<meeting>[:<act>[:<value>]]` and `reunion:new[:<kind>]`.
    """
    turn = context.turn
    code = pressed(update)
    number, act = code.number(0), code.word(1)
    publishing.FORM.wait_no_more(turn)
    cancelling.FORM.wait_no_more(turn)
    if code.word(0) == "new":
        await team_form.begin_new(turn, act)
        return
    if code.word(0) == publishing.ALL:
        await publishing.press_all(turn, act)
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
    if len(await publishing.proposed_ones(turn)) > 1:
        new.insert(0, [buttons.team(staff_texts.LABEL_PUBLISH_ALL, publishing.ALL)])
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
        await _say(turn, await cancelling.cancel_now(turn, found), staff_texts.CANCELLED)
        return
    await cancelling.ask_cancel(turn, found)


async def _say(turn: Turn, outcome: Meeting | Refusal[Fault], html: str) -> None:
    if isinstance(outcome, Refusal):
        await turn.reply(Reply(text(staff_texts.refused(outcome)), [[buttons.team(LABEL_BACK)]]))
    else:
        await turn.reply(await card_of(turn, outcome, html))


Act = Callable[[Turn, Meeting, str, Update], Awaitable[None]]
_ACTS: dict[str, Act] = {
    "pub": publishing.press_publish,
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
