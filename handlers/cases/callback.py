"""`Être rappelé`: a number shared or typed, and a time; shown on the card to be tapped, erased with the case."""

import re

from telegram import Update

from handlers.cases import buttons, texts
from handlers.cases.cards import refresh
from handlers.cases.desk import PERSON as BY_PERSON
from handlers.cases.desk import desk_of
from handlers.cases.own import own_case_pressed
from handlers.cases.people import who_answers
from handlers.cases.rules import Refused
from handlers.cases.steps import ask
from handlers.cases.switch import switch_off
from handlers.replies import Reply, text
from handlers.turn import Context, Turn, text_of
from storage.cases import lock_case

AWAITING = "casephone"
_NUMBER = re.compile(r"\+?\d{8,15}")


def read_phone(words: str) -> str | None:
    """A number as one writes it, made one that can be tapped; None where there is none."""
    digits = re.sub(r"[\s.\-/()]", "", words.strip())
    return digits if _NUMBER.fullmatch(digits) else None


async def press(update: Update, context: Context) -> None:
    """`drappel:<case>` asks for the number; `drappel:<case>:<when>` keeps the time."""
    turn = context.turn
    case, when = await own_case_pressed(update, turn)
    if case is None:
        return
    if not case.is_open:
        turn.notice = f"La demande n° {case.id} est close."
    elif when in buttons.CALL_TIMES and case.phone:
        case.call_when = buttons.CALL_TIMES[when]
        desk = desk_of(turn)
        desk.note(case, "call back", BY_PERSON)
        await refresh(desk, case)
        whom = await who_answers(desk, case)
        await turn.reply(Reply(texts.called_back(whom, case.phone, case.call_when)))
    else:
        switch_off(turn.known())
        turn.known().awaiting = f"{AWAITING}:{case.id}"
        await ask_again(turn)


async def ask_again(turn: Turn) -> None:
    await turn.reply(Reply(texts.ASK_PHONE))


async def take_phone(update: Update, context: Context) -> bool:
    turn, message = context.turn, update.message
    contact = message.contact if message is not None else None
    phone = read_phone(contact.phone_number if contact is not None else text_of(update))
    if phone is None:
        await turn.reply(Reply(texts.PHONE_NOT_READ))
        return True
    number = (turn.known().awaiting or "").partition(":")[2]
    turn.known().awaiting = None
    case = await lock_case(turn.session, int(number))
    if case is None or case.telegram_id != turn.known().telegram_id or not case.is_open:
        await turn.reply(Reply(text(texts.GONE)))
        return True
    desk = desk_of(turn)
    case.phone = phone
    if isinstance(await ask(desk, case), Refused):
        return True
    await refresh(desk, case)
    await turn.reply(Reply(texts.ASK_CALL_TIME, buttons.call_rows(case.id)))
    return True
