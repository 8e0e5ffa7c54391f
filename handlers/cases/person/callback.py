"""`Être rappelé`: a number shared or typed, and a time; shown on the card to be tapped, erased with the case."""

import re

from telegram import Message, Update

from handlers.cases.core import buttons, texts
from handlers.cases.core.cards import refresh
from handlers.cases.core.desk import PERSON as BY_PERSON
from handlers.cases.core.desk import desk_of
from handlers.cases.core.people import who_answers
from handlers.cases.core.steps import ask
from handlers.cases.core.switch import switch_off
from handlers.cases.person import form
from handlers.cases.person.own import own_case_pressed
from handlers.talk.codes import pressed, read
from handlers.talk.replies import Reply, person_words, text
from handlers.talk.turn import Context, Turn, text_of
from storage.cases import Case, lock_case
from storage.dialogues import dialogue_of, keep_dialogue
from storage.people import wait_for, wait_for_nothing

AWAITING = "casephone"
TIME = ":when"
LONGEST_TIME = 60
QUESTIONS = ("answer", "human", "intent", "distress")  # asked meanwhile: answered, and the form goes on
_NUMBER = re.compile(r"\+?\d{8,15}")


def read_phone(words: str) -> str | None:
    """A number as one writes it, made one that can be tapped; None where there is none."""
    digits = re.sub(r"[\s.\-/()]", "", words.strip())
    return digits if _NUMBER.fullmatch(digits) else None


async def press(update: Update, context: Context) -> None:
    """`drappel:<case>` asks for the number; `drappel:<case>:<when>` keeps the time, `:non` takes all back."""
    turn = context.turn
    case, said = await own_case_pressed(update, turn), pressed(update).rest(1)
    if case is None:
        return
    if not case.is_open:
        turn.notice = f"La demande n° {case.id} est close."
    elif said == buttons.NO_CALL:
        await _take_back(turn, case)
    elif said in buttons.CALL_TIMES and case.phone:
        await _keep_time(turn, case, buttons.CALL_TIMES[said])
    else:
        switch_off(turn.known())
        await _wait(turn, case, "")


async def _wait(turn: Turn, case: Case, step: str) -> None:
    wait_for(turn.known(), f"{AWAITING}:{case.id}{step}")
    await ask_again(turn)


async def ask_again(turn: Turn) -> None:
    case, step = await _awaited(turn)
    if case is None:
        wait_for_nothing(turn.known())
    elif step:
        await turn.reply(Reply(texts.ASK_CALL_TIME, buttons.call_rows(case.id)))
    elif case.phone:
        rows = [[buttons.no_call(case.id)]]
        await turn.reply(Reply(texts.ask_other_phone(case.phone), rows))
    else:
        await turn.reply(Reply(texts.ASK_PHONE))


async def _awaited(turn: Turn) -> tuple[Case | None, str]:
    """The case that the number is for, locked, while it may be called; and whether its time is awaited."""
    asked = read(turn.known().awaiting or "")
    number = asked.number(0)
    case = await lock_case(turn.session, number) if number is not None else None
    theirs = case is not None and case.telegram_id == turn.known().telegram_id and case.is_open
    return (case if theirs else None), asked.rest(1)


async def take_answer(update: Update, context: Context) -> bool:
    turn, message = context.turn, update.message
    case, step = await _awaited(turn)
    if case is None:
        wait_for_nothing(turn.known())
        await turn.reply(Reply(text(texts.GONE)))
        return True
    contact = message.contact if message is not None else None
    words = contact.phone_number if contact is not None else text_of(update)
    phone = read_phone(words)
    if phone is not None:
        written_in = message.message_id if message is not None else 0
        await keep_dialogue(
            turn.session, turn.known().telegram_id, AWAITING, {"m": written_in, "case": case.id}, turn.now
        )
        await _keep_phone(turn, case, phone)
    elif not words or turn.reader.reading(words).outcome in QUESTIONS:
        return False
    elif step:
        await _keep_time(turn, case, person_words(words)[:LONGEST_TIME])
    else:
        await turn.reply(Reply(texts.PHONE_NOT_READ))
    return True


async def take_edit(turn: Turn, message: Message) -> bool:
    """Whether the message is where a number was written: the number follows."""
    kept = await dialogue_of(turn.session, turn.known().telegram_id, AWAITING)
    if kept is None or kept["m"] != message.message_id:
        return False
    case = await lock_case(turn.session, kept["case"])
    if case is None or case.telegram_id != turn.known().telegram_id or not case.phone:
        return False
    phone = read_phone(message.text or "")
    if not case.is_open:
        await turn.reply(Reply(texts.correction_refused(case.id), [[buttons.reopen_and_write(case.id)]]))
    elif phone is None:
        await turn.reply(Reply(texts.phone_not_corrected(case.phone)))
    else:
        desk, case.phone = desk_of(turn), phone
        desk.note(case, "call back", BY_PERSON)
        await refresh(desk, case)
        await turn.reply(Reply(texts.phone_corrected(phone)))
    return True


async def _keep_phone(turn: Turn, case: Case, phone: str) -> None:
    desk = desk_of(turn)
    case.phone, case.call_when = phone, None
    await ask(desk, case)
    desk.note(case, "call back", BY_PERSON)
    await refresh(desk, case)
    await _wait(turn, case, TIME)


async def _keep_time(turn: Turn, case: Case, when: str) -> None:
    wait_for_nothing(turn.known())
    case.call_when = when
    desk = desk_of(turn)
    await refresh(desk, case)
    whom = await who_answers(desk, case)
    html = texts.called_back(whom, case.phone or "", when)
    await turn.reply(Reply(html, [[buttons.call(case.id, "Changer"), buttons.no_call(case.id)]]))
    await _back_to_demand(turn)


async def _back_to_demand(turn: Turn) -> None:
    """A demand being written that this interrupted is taken up again."""
    draft = await dialogue_of(turn.session, turn.known().telegram_id, form.KIND)
    if draft is not None and turn.known().awaiting is None:
        needs_place = draft["department"] is None and not draft["asked_place"]
        wait_for(turn.known(), form.AWAITING_PLACE if needs_place else form.AWAITING_MESSAGE)
        await form.ask_again(turn)


async def _take_back(turn: Turn, case: Case) -> None:
    desk = desk_of(turn)
    if (turn.known().awaiting or "").startswith(AWAITING):
        wait_for_nothing(turn.known())
    if case.phone is None:
        turn.notice = texts.NO_CALL_ASKED
        return
    case.phone = case.call_when = None
    desk.note(case, "call back off", BY_PERSON)
    await refresh(desk, case)
    await turn.reply(Reply(texts.no_call(await who_answers(desk, case))))
    await _back_to_demand(turn)
