"""What people do with their own cases: they list them, add to them, take them back and rate them."""

from telegram import Update

from handlers.cases.core import buttons, staff_texts, steps, texts
from handlers.cases.core.cards import refresh, subject_of
from handlers.cases.core.desk import PERSON as BY_PERSON
from handlers.cases.core.desk import desk_of
from handlers.cases.core.doubt import show_all
from handlers.cases.core.held_back import ask_about_held_back
from handlers.cases.core.people import who_answers
from handlers.cases.core.piece import MessageKind, Piece, piece_chosen
from handlers.cases.core.relay import say_of_case
from handlers.cases.core.rules import REOPEN_WITHIN, Step, next_state
from handlers.cases.core.switch import switch_on
from handlers.cases.core.writing import send_held_back, write_once
from handlers.cases.person import form_draft, own_texts
from handlers.talk.buttons import human
from handlers.talk.codes import LARGEST_ID, pressed
from handlers.talk.dates import day_and_hour
from handlers.talk.forms import drop_form
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Button, Reply, paragraphs
from handlers.talk.turn import Context, Turn
from storage.cases import Case, State, cases_of, lock_case


async def show_own(update: Update, context: Context) -> None:
    """Handle /mesdemandes and its button: list the person's own cases."""
    await show_own_cases(context.turn)


async def show_own_cases(turn: Turn) -> None:
    """Send the person the list of their cases, open or young enough to be reopened, each with its buttons."""
    cases = await cases_of(turn.session, turn.known().telegram_id, turn.now - REOPEN_WITHIN)
    if not cases:
        await turn.reply(Reply(texts.NO_CASES, [[human()]]))
        return
    await turn.reply(
        Reply(
            paragraphs(own_texts.YOURS, *[await _described(turn, case) for case in cases]),
            [row for case in cases for row in _rows(case)],
        )
    )


async def _described(turn: Turn, case: Case) -> str:
    state = own_texts.WITHDRAWN if case.closed_why == "withdrawn" else own_texts.STATES[State(case.state)]
    is_awaited = case.promise_at and case.state in (State.NEW, State.TAKEN)
    promise = day_and_hour(case.promise_at, turn.now, turn.hours.zone) if case.promise_at and is_awaited else ""
    desk = desk_of(turn)
    return own_texts.own_case(case.id, subject_of(desk, case), await who_answers(desk, case), state, promise)


def _rows(case: Case) -> list[list[Button]]:
    write = buttons.write_own(case.id, is_open=case.is_open)
    if not case.is_open:
        return [[write]]
    return [[write, buttons.of_case(buttons.WITHDRAW, "Retirer", case.id)]]


async def own_case_pressed(update: Update, turn: Turn) -> Case | None:
    """Return the case whose number is in the code of the pressed button, locked.

    None, with a notice, where it is gone or not the person's.
    """
    number = pressed(update).number(0)
    case = await lock_case(turn.session, number) if number is not None else None
    if case is None or case.telegram_id != turn.known().telegram_id:
        turn.notice = texts.GONE
        return None
    return case


async def write(update: Update, context: Context) -> None:
    """Handle « Écrire à … » and « Répondre à … » of people: what they type next goes into the case of the button.

    A demand in preparation is dropped. A case closed for too long is refused.
    """
    turn = context.turn
    case = await own_case_pressed(update, turn)
    if case is None:
        return
    if not case.is_open and isinstance(next_state(case, Step.REOPEN, turn.now), Refusal):
        await turn.reply(Reply(texts.too_late_to_reopen(case.id), [[human()]]))
        return
    await drop_form(turn, form_draft.KIND)
    await ask_about_held_back(turn, case)
    await switch_on(turn, case)


async def pass_on(update: Update, context: Context) -> None:
    """Handle « Transmettre à … »: write a message that so far only the bot has read into the person's case."""
    turn = context.turn
    case, number = await own_case_pressed(update, turn), pressed(update).number(1, LARGEST_ID)
    if case is not None and number is not None:
        await write_once(turn, case, piece_chosen(update, number))


async def choose_own_case(update: Update, context: Context) -> None:
    """Handle a person's answer to « Pour qui ? »: send the message held back to the case of the pressed button."""
    turn = context.turn
    case, number = await own_case_pressed(update, turn), pressed(update).number(1, LARGEST_ID)
    if case is not None and number is not None:
        await send_held_back(update, turn, case, number)


async def show_other_cases(update: Update, context: Context) -> None:
    """Handle « Une autre… » under « Pour qui ? »: show the next cases for which the message held back may be."""
    code = pressed(update)
    number, start = code.number(0, LARGEST_ID), code.number(1)
    if number is not None and start is not None:
        await show_all(context.turn, number, start)
    else:
        context.turn.notice = staff_texts.NOBODY_ELSE


async def was_for_somebody(turn: Turn, said: bool) -> None:
    """Take a typed yes or no to « Était-il pour Karine Machat ? »: at a yes the message is written into the case.

    Where the question named several, a yes is answered by asking to press a name.
    """
    _, number, message_id = (turn.asked_in_passing or "").split(":")
    case = await lock_case(turn.session, int(number))
    if not said:
        await turn.reply(Reply(texts.KEPT_TO_MYSELF))
    elif case is None:
        await turn.reply(Reply(texts.TOUCH_A_NAME))
    else:
        await write_once(turn, case, Piece(int(message_id), MessageKind.TEXT))


async def withdraw(update: Update, context: Context) -> None:
    """Handle « Retirer » of a person's own case: ask for a confirmation; with `:oui`, close the case and say so."""
    turn = context.turn
    case, more = await own_case_pressed(update, turn), pressed(update).rest(1)
    if case is None:
        return
    if not case.is_open:
        turn.notice = own_texts.already_closed(case.id)
    elif more == "oui":
        is_followed = case.owner_id is not None
        await steps.withdraw(desk_of(turn), case)
        await turn.reply(Reply(texts.withdrawn(case.id, is_followed=is_followed)))
    else:
        yes = buttons.withdraw_yes(case.id)
        await turn.reply(Reply(texts.ask_withdraw(case.id), [[yes], [buttons.own()]]))


async def rate(update: Update, context: Context) -> None:
    """Handle the answer whether a closed case helped: record it and edit the card; after a no, offer to reopen it."""
    turn = context.turn
    case, said = await own_case_pressed(update, turn), pressed(update).rest(1)
    if case is None or said not in ("oui", "non"):
        return
    case.satisfied = said == "oui"
    desk = desk_of(turn)
    desk.note(case, "rated", BY_PERSON, said)
    await refresh(desk, case)
    rows = [] if case.satisfied else [[buttons.reopen_and_write(case.id)]]
    await turn.reply(Reply(texts.THANKS_FOR_OPINION if case.satisfied else texts.SORRY_FOR_OPINION, rows))


async def still_waiting(update: Update, context: Context) -> None:
    """Handle the answer whether the person still needs help: at a yes an answer is due anew, at a no the case closes.

    After a yes its owner is told.
    """
    turn = context.turn
    case, said = await own_case_pressed(update, turn), pressed(update).rest(1)
    if case is None:
        return
    desk = desk_of(turn)
    if case.state != State.WAITING:
        turn.notice = own_texts.not_waiting(case.id)
    elif said == "oui":
        await steps.ask(desk, case)
        await refresh(desk, case)
        if case.owner_id is not None:
            rows = [[buttons.of_case(buttons.REPLY, buttons.LABEL_REPLY, case.id)]]
            told = Reply(staff_texts.still_needed(case.id, case.person_name), rows)
            await say_of_case(desk, case, case.owner_id, told, silent=desk.is_quiet)
        await turn.reply(Reply(texts.STILL_WAITING))
    else:
        await steps.expire(desk, case)
