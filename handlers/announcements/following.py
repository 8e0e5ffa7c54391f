"""Buttons by which the team follows an announcement: view, suspend, stop, change, correct."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import Update

from handlers.announcements import buttons, screens, staff_texts
from handlers.announcements.acts import correct, move_on
from handlers.announcements.content import content, rows_under, send_call
from handlers.announcements.draft import CORRECTION, DRAFT, Draft, draft_from
from handlers.announcements.pressing import answer_press
from handlers.announcements.queueing import queue
from handlers.announcements.rules import Transition, can, segment_of
from handlers.announcements.sending import titles
from handlers.announcements.taking import FORM
from handlers.talk.buttons import LABEL_BACK
from handlers.talk.codes import number_in
from handlers.talk.permissions import Actor
from handlers.talk.replies import Reply, paragraphs
from handlers.talk.turn import Turn
from storage.announcements import Announcement, Progress, lock_announcement
from storage.people import wait_for_nothing

Step = Callable[[Turn, Update, Announcement], Awaitable[None]]


async def press(turn: Turn, update: Update, name: str, argument: str) -> None:
    """Do the step `name` on the announcement whose number is `argument`; tell the team where there is none."""
    wait_for_nothing(turn.known())
    number = number_in(argument)
    one = await lock_announcement(turn.session, number) if number is not None else None
    if one is None:
        await turn.reply(Reply(staff_texts.NOT_FOUND))
        return
    await STEPS[name](turn, update, one)


async def _see(turn: Turn, update: Update, one: Announcement) -> None:
    await screens.show(turn, one)


async def _preview(turn: Turn, update: Update, one: Announcement) -> None:
    method, params = send_call(
        one.content, one.subject, rows_under(one.content, one.subject, one.segment, None, titles(turn.knowledge))
    )
    await turn.call(method, params | {"disable_notification": True})


def _step_of(transition: Transition) -> Step:
    """Return the step that makes this transition of an announcement and shows it anew in the message pressed.

    Where the state of the announcement no longer allows it, as at a second press, nothing changes and a notice says so.
    """

    async def do(turn: Turn, update: Update, one: Announcement) -> None:
        if not await move_on(turn, one, transition):
            turn.notice = staff_texts.GONE
        await answer_press(turn, update, await screens.reply_about(turn.session, one, turn))

    return do


async def _ask_stop(turn: Turn, update: Update, one: Announcement) -> None:
    rows = [[buttons.act("arreteroui", staff_texts.LABEL_STOP, one.id), buttons.act("revoir", LABEL_BACK, one.id)]]
    await answer_press(turn, update, Reply(staff_texts.ASK_STOP, rows))


async def _see_again(turn: Turn, update: Update, one: Announcement) -> None:
    await answer_press(turn, update, await screens.reply_about(turn.session, one, turn))


async def _change(turn: Turn, update: Update, one: Announcement) -> None:
    """Open a draft to change a scheduled announcement, which leaves at its hour until the change is confirmed."""
    if one.state != Progress.SCHEDULED:
        await turn.reply(Reply(staff_texts.ALREADY_GONE))
        return
    await DRAFT.keep(turn, draft_from(one))
    from_card = buttons.act("carte", staff_texts.LABEL_CHANGE)
    await turn.reply(Reply(staff_texts.line(one, turn.now, turn.hours.zone), [[from_card]]))


async def _ask_correction(turn: Turn, update: Update, one: Announcement) -> None:
    if not can(one, Transition.CORRECT) or one.state == Progress.SCHEDULED:
        turn.notice = staff_texts.GONE
        return
    current = Draft(subject=one.subject, segment=one.segment, corrects=one.id)
    await FORM.go_on(turn, current, at=CORRECTION)


def _correct_with(and_tell: bool) -> Step:
    """Return the step that corrects a sent announcement with the words of the draft.

    The messages received are edited. With `and_tell`, the corrected words are sent in a new message too.
    """

    async def do(turn: Turn, update: Update, one: Announcement) -> None:
        current = await DRAFT.known(turn)
        if current is None or current.content is None or current.corrects != one.id:
            await turn.reply(Reply(staff_texts.NO_DRAFT))
            return
        if not await correct(turn, one, current.content):
            turn.notice = staff_texts.GONE
            return
        await DRAFT.close(turn)
        await answer_press(turn, update, Reply(staff_texts.CORRECTING))
        if and_tell:
            await screens.show(turn, await _amendment(turn, one))
        await screens.show(turn, one)

    return do


async def _amendment(turn: Turn, one: Announcement) -> Announcement:
    """Queue a new announcement with the corrected words of `one`, for those who received that one; return the new one.

    It is sent as a reply to that one and, unlike the edit of a message, it notifies them.
    """
    html = paragraphs(staff_texts.AMENDMENT, one.content["html"])
    return await queue(
        turn,
        subject=one.subject,
        segment=segment_of(one),
        content=content(html),
        author=author_of(turn),
        corrects=one.id,
    )


def author_of(turn: Turn) -> str:
    """Return the name in the team file of the member who pressed or wrote, "" for somebody not of the team."""
    return next((role.name for role in turn.roles if role.role == Actor.TEAM), "")


STEPS: Mapping[str, Step] = {
    "voir": _see,
    "revoir": _see_again,
    "apercevoir": _preview,
    "suspendre": _step_of(Transition.SUSPEND),
    "reprendre": _step_of(Transition.RESUME),
    "arreter": _ask_stop,
    "arreteroui": _step_of(Transition.STOP),
    "retirer": _step_of(Transition.WITHDRAW),
    "liberer": _step_of(Transition.SEND_HELD),
    "lacher": _step_of(Transition.DROP_HELD),
    "modifier": _change,
    "corriger": _ask_correction,
    "corriger1": _correct_with(False),
    "corriger2": _correct_with(True),
}
