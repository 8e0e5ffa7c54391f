"""/mesinscriptions and its buttons: seeing, correcting and cancelling, reminders, an offered seat, an opinion."""

from telegram import Message, Update

from handlers.meetings import buttons, texts
from handlers.meetings.acts import give_opinion, say_coming, switch_reminders
from handlers.meetings.form import FORM, Registering
from handlers.meetings.own_in_words import show_or_give_link
from handlers.meetings.registering import say_registered
from handlers.meetings.rules import NoSeat, is_last_day, is_link_given, why_gone
from handlers.meetings.seats import give_up_seat, holds_a_seat, take_seat
from handlers.meetings.sending import reply_with_event
from handlers.meetings.statuses import status_words
from handlers.talk.codes import pressed
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Button, Reply, paragraphs
from handlers.talk.turn import Context, Turn
from storage.meetings import Meeting, meeting
from storage.registrations import IN_LINE, Registration, Status, own_registrations, registration

_MOST_SHOWN = 8


async def show_mine(update: Update, context: Context) -> None:
    """Answer /mesinscriptions and its buttons: show all the person's registrations, or one (`mesins:<meeting>`).

    `mesins:corriger` opens the form in which they correct their profile.
    """
    turn = context.turn
    code = pressed(update)
    number = code.number(0)
    if code.rest(0) == "corriger":
        await FORM.go_on(turn, Registering())
    elif number is not None:
        await _show_one(turn, number)
    else:
        await show_own_registrations(turn)


async def show_own_registrations(turn: Turn) -> None:
    """Show the person's registrations, each with a button, or say that there are none.

    Where there are none, the message is marked as unanswered, since a human may have to read it.
    """
    held = await own_registrations(turn.session, turn.known().telegram_id, turn.now)
    if not held:
        turn.is_unanswered = True  # the words, such as « je ne peux plus jeudi », may be for a human
        await turn.reply(Reply(texts.NO_REGISTRATION, [[buttons.dates()]]))
        return
    lines, rows = [texts.YOURS], []
    for row, found in held[:_MOST_SHOWN]:
        lines.append(texts.status(found, await status_words(turn, row), turn.now, turn.hours))
        rows.append([buttons.one_of_mine(found.id, _label(turn, found, [one.title for _, one in held]))])
    correct = buttons.correct_profile()
    await turn.reply(Reply(paragraphs(*lines), [*rows, [correct]]))


def _label(turn: Turn, found: Meeting, titles: list[str]) -> str:
    """Return the label of a meeting's button: its title, after the day where `titles` has that title more than once."""
    if titles.count(found.title) == 1:
        return found.title[:60]
    return f"{found.starts_at.astimezone(turn.hours.zone):%d/%m} · {found.title}"[:60]


async def show_asked(turn: Turn, message: Message | None) -> None:
    """Show the person's registrations, or give the link of the next one where their message asks for it."""
    if not await show_or_give_link(turn, message):
        await show_own_registrations(turn)


async def _show_one(turn: Turn, meeting_id: int) -> None:
    found = await _open_meeting(turn, meeting_id)
    if found is None:
        return
    row = await registration(turn.session, meeting_id, turn.known().telegram_id)
    if row is None or row.status in (Status.CANCELLED, Status.REFUSED):
        await turn.reply(Reply(texts.REFUSALS[NoSeat.NOT_REGISTERED], [[buttons.dates()]]))
        return
    words = texts.status(found, await status_words(turn, row), turn.now, turn.hours)
    link = ""
    if row.status == Status.REGISTERED and found.link and is_link_given(found, turn.hours, turn.now):
        link = texts.link_line(found)
    await turn.reply(Reply(paragraphs(words, link), _rows_for(row, found)))


def _rows_for(row: Registration, found: Meeting) -> list[list[Button]]:
    rows = [[buttons.leave(found.id)]]
    if row.status == Status.OFFERED:
        rows.insert(0, [buttons.take(found.id), buttons.let_go(found.id)])
    if row.status == Status.PASSED:
        rows.insert(0, [buttons.register_instead(found.id, buttons.LABEL_ASK_AGAIN)])
    if row.status == Status.REGISTERED:
        rows.append([buttons.reminders_off(found.id) if row.reminders else buttons.reminders_on(found.id)])
    return [*rows, [buttons.mine()]]


async def leave(update: Update, context: Context) -> None:
    """Ask the person to confirm that they leave a meeting, at the button `desins:<meeting>`.

    `desins:<meeting>:oui` cancels the registration, `desins:<meeting>:non` shows it again.
    """
    turn = context.turn
    meeting_id, answer = _meeting_and_answer(update)
    found = await _open_meeting(turn, meeting_id)
    if found is None:
        return
    row = await registration(turn.session, meeting_id, turn.known().telegram_id)
    if row is None or row.status in (Status.CANCELLED, Status.REFUSED):
        await turn.reply(Reply(texts.REFUSALS[NoSeat.NOT_REGISTERED], [[buttons.dates()]]))
    elif answer == "oui":
        await leave_now(turn, meeting_id)
    elif answer == "non":
        await _show_one(turn, meeting_id)
    else:
        await _ask_leave(turn, row, found)


async def _ask_leave(turn: Turn, row: Registration, found: Meeting) -> None:
    rows = [[buttons.leave_yes(found.id), buttons.leave_no(found.id)]]
    await turn.reply(Reply(texts.ask_leave(found, turn.now, turn.hours, holds_a_seat(row)), rows))


async def _open_meeting(turn: Turn, meeting_id: int) -> Meeting | None:
    """Return the meeting; where it is over, cancelled or not published, tell the person so and return None."""
    found = await meeting(turn.session, meeting_id)
    gone = why_gone(found, turn.now)
    if gone is None:
        return found
    await turn.reply(Reply(texts.refused(gone), [[buttons.dates()]]))
    return None


async def leave_now(turn: Turn, meeting_id: int) -> None:
    """Cancel the person's registration for a meeting and tell them; tell them so where they have none.

    Somebody who had a seat gets the calendar file that removes the meeting from their agenda.
    """
    found, was = await give_up_seat(turn, meeting_id, turn.known().telegram_id)
    if found is None or was is None:
        await turn.reply(Reply(texts.REFUSALS[NoSeat.NOT_REGISTERED], [[buttons.dates()]]))
    else:
        await _say_left(turn, found, was)


async def _say_left(turn: Turn, found: Meeting, was: Status) -> None:
    back = buttons.register_instead(found.id, buttons.LABEL_COME_BACK)
    reply = Reply(texts.left(found, turn.now, turn.hours), [[back]])
    if was is Status.REGISTERED:
        await reply_with_event(turn, reply, found, cancelled=True)
    else:
        await turn.reply(Reply(texts.left_line(found, turn.now, turn.hours), reply.rows))


async def leave_one(turn: Turn) -> None:
    """Ask the person to confirm that they leave their only meeting; with several or none, show their registrations."""
    held = await own_registrations(turn.session, turn.known().telegram_id, turn.now)
    if len(held) == 1:
        await _ask_leave(turn, *held[0])
    else:
        await show_own_registrations(turn)


async def answer_coming(update: Update, context: Context) -> None:
    """Keep whether a registered person comes, at the button `viens:<meeting>:<oui|non>` of a reminder.

    A no cancels the registration, which frees the seat.
    """
    turn, (meeting_id, answer) = context.turn, _meeting_and_answer(update)
    refusal = await say_coming(turn, meeting_id, turn.known().telegram_id, comes=answer != "non")
    found = await meeting(turn.session, meeting_id)
    if refusal is not None or found is None:
        await _refuse(turn, meeting_id, refusal)
    elif answer == "non":
        await _say_left(turn, found, Status.REGISTERED)
    else:
        await turn.reply(Reply(texts.SEE_YOU))


async def _refuse(turn: Turn, meeting_id: int, refusal: Refusal[NoSeat] | None) -> None:
    is_open = refusal is not None and refusal.reason is NoSeat.NOT_REGISTERED
    await turn.reply(Reply(texts.refused(refusal), [[buttons.register(meeting_id) if is_open else buttons.dates()]]))


async def answer_offer(update: Update, context: Context) -> None:
    """Take or decline the seat offered to the person, at the button `place:<meeting>:<oui|non>`."""
    meeting_id, answer = _meeting_and_answer(update)
    await settle_offer(context.turn, meeting_id, is_taken=answer != "non")


async def settle_offer(turn: Turn, meeting_id: int, *, is_taken: bool) -> None:
    """Take the seat offered to the person at a meeting, or decline it, and tell them what came of it.

    Who declines it no longer waits either. A second answer changes nothing.
    """
    if await _open_meeting(turn, meeting_id) is None:
        return
    row = await registration(turn.session, meeting_id, turn.known().telegram_id)
    come_back = [[buttons.register_instead(meeting_id, buttons.LABEL_COME_BACK)]]
    if row is not None and row.status == Status.REGISTERED:
        await turn.reply(Reply(texts.already(texts.SEE_YOU), [[buttons.mine()]]))
    elif row is None or row.status not in (Status.OFFERED, *IN_LINE):
        await turn.reply(Reply(texts.NOT_YOURS_TO_TAKE, come_back))
    elif not is_taken:
        await give_up_seat(turn, meeting_id, turn.known().telegram_id)
        await turn.reply(Reply(texts.OFFER_DECLINED, come_back))
    else:
        await _take(turn, meeting_id)


async def _take(turn: Turn, meeting_id: int) -> None:
    """Take the seat offered to the person; where it is too late, tell them that they wait on, and at which rank."""
    found, outcome = await take_seat(turn, meeting_id, turn.known().telegram_id)
    if found is None or isinstance(outcome, Refusal):
        await turn.reply(Reply(texts.refused(outcome if isinstance(outcome, Refusal) else None)))
    elif outcome.status == Status.REGISTERED:
        await say_registered(turn, found)
    elif is_last_day(found, turn.now):
        await turn.reply(Reply(texts.SEAT_TAKEN, [[buttons.mine()]]))
    else:
        await turn.reply(Reply(texts.offer_over(outcome.rank or 1), [[buttons.mine()]]))


async def press_reminders(update: Update, context: Context) -> None:
    """Switch a meeting's reminders for the person on or off, at the button `rappels:<meeting>:<oui|non>`."""
    turn, (meeting_id, answer) = context.turn, _meeting_and_answer(update)
    refusal = await switch_reminders(turn, meeting_id, turn.known().telegram_id, on=answer == "oui")
    if refusal is not None:
        await _refuse(turn, meeting_id, refusal)
    else:
        await turn.reply(Reply(texts.REMINDERS_ON if answer == "oui" else texts.REMINDERS_OFF))


async def take_opinion(update: Update, context: Context) -> None:
    """Keep a registered person's opinion of a meeting, at the button `avis:<meeting>:<1|2|3>`."""
    turn, (meeting_id, answer) = context.turn, _meeting_and_answer(update)
    is_one = answer in buttons.OPINIONS
    is_kept = is_one and await give_opinion(turn, meeting_id, turn.known().telegram_id, answer) is None
    await turn.reply(Reply(texts.OPINION_KEPT if is_kept else texts.REFUSALS[NoSeat.NOT_REGISTERED]))


def _meeting_and_answer(update: Update) -> tuple[int, str]:
    code = pressed(update)
    return code.number(0) or 0, code.rest(1)
