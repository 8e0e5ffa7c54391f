"""The call back, `Être rappelé`: a number, shared or typed, and a time, on the card and erased with the case."""

import re
from dataclasses import dataclass, replace

from telegram import Message, Update

from handlers.cases.core import buttons, texts
from handlers.cases.core.actions import ASK_CALL_BACK
from handlers.cases.core.desk import desk_of
from handlers.cases.core.people import who_answers
from handlers.cases.core.phones import read_phone
from handlers.cases.core.switch import switch_off
from handlers.cases.person import callback_texts, form
from handlers.cases.person.calls import correct_number, forget_call, keep_number, keep_time
from handlers.cases.person.form_answers import gives_up_call
from handlers.cases.person.own import own_case_pressed
from handlers.talk.codes import pressed
from handlers.talk.forms import Form, NoAnswer, Question
from handlers.talk.replies import Reply, person_words, text
from handlers.talk.short_answers import yes_or_no
from handlers.talk.thanks import DAYS
from handlers.talk.turn import Context, Turn, words_in
from knowledge.text.lists import listed
from knowledge.text.words import asks, plain
from storage.case_messages import PERSON, messages_of, spoken
from storage.cases import Case, lock_case

LONGEST_TIME = 60
# Readings of a question asked meanwhile, which is answered before the form goes on.
QUESTIONS = ("answer", "human", "intent", "distress")
# The words of a question that is about the hour alone, such as « demain 14 h, c'est possible ? ».
_MOMENTS = DAYS | listed("matinee, soiree, journee, semaine, aujourd, hui, quand")
_AROUND_AN_HOUR = listed("""
    le, la, l, les, un, une, a, au, vers, apres, avant, entre, des, et, ou, plutot, si, possible, c, est, ce, que, qu,
    ca, cela, va, vous, me, m, pouvez, voulez, peut, peux, puis, peu, on, dire, svp, merci, pour, je, suis, dispo,
    disponible, disponibles, n, importe, en, debut, fin, de, du, d, milieu, etre, sinon, moi, jusque, jusqu, faut, il,
    oui, non, bon, arrange, convient, prochaine, rappeler, appeler, rappelez, appelez, bien, tout, toute
""")


@dataclass(frozen=True)
class CallBack:
    """The answers so far of the form that asks a person when and at what number to call them back.

    `phone` is the id of the message that gave the number, 0 where the case had it before; the number itself is in the
    case.
    """

    case: int
    phone: int | None = None
    when: str | None = None


def is_question(words: str) -> bool:
    """Whether a text asks something else than when to call; « jeudi ou vendredi ? » asks only that and does not."""
    return asks(words) and not _is_moment(words)


def _is_moment(words: str) -> bool:
    """Whether a text is about a day or an hour and nothing else, as « un peu avant midi »."""
    said = re.sub(r"\d+", " ", plain(words)).split()
    return not _MOMENTS.isdisjoint(said) and _MOMENTS.union(_AROUND_AN_HOUR).issuperset(said)


async def press(update: Update, context: Context) -> None:
    """Handle the buttons of the call back: ask for a number, keep the time chosen (`:<when>`), or forget both (`:non`).

    With `:numero` the number that stands in the person's messages is kept. The codes begin with `drappel:<case>`.
    """
    turn = context.turn
    case, said = await own_case_pressed(update, turn), pressed(update).rest(1)
    if case is None:
        return
    if not case.is_open:
        turn.notice = f"{texts.over(case.id)}."
    elif said == buttons.NO_CALL:
        await _take_back(turn, case)
    elif said in buttons.CALL_TIMES and case.phone:
        call = await FORM.known(turn)
        if call is None or call.case != case.id:
            call = CallBack(case.id)
        await FORM.go_on(turn, replace(call, phone=call.phone or 0, when=buttons.CALL_TIMES[said]))
    elif said == buttons.NUMBER_WRITTEN and (phone := await _phone_written(turn, case)) is not None:
        await keep_number(desk_of(turn), case, phone)
        await FORM.go_on(turn, CallBack(case.id, phone=0))
    else:
        switch_off(turn.known())
        await FORM.go_on(turn, CallBack(case.id))


async def call_back(turn: Turn, case_id: int) -> None:
    """Ask a person for the number at which to call them back about a case that they have just sent."""
    await FORM.go_on(turn, CallBack(case_id))


async def _case_of(turn: Turn, call: CallBack) -> Case | None:
    """Return the person's case about which they are to be called, locked; None where it is gone or closed."""
    case = await lock_case(turn.session, call.case)
    return case if case is not None and case.telegram_id == turn.known().telegram_id and case.is_open else None


async def _gone(turn: Turn) -> Reply:
    await FORM.close(turn)
    return Reply(text(texts.GONE))


async def _ask_phone(turn: Turn, call: CallBack) -> Reply:
    case = await _case_of(turn, call)
    if case is None:
        return await _gone(turn)
    if case.phone:
        return Reply(callback_texts.ask_other_phone(case.phone), [[buttons.no_call(case.id)]])
    written = await _phone_written(turn, case)
    if written is not None:
        return Reply(callback_texts.ask_phone_written(written), [[buttons.call_number(case.id, written)]])
    return Reply(callback_texts.ASK_PHONE)


async def _phone_written(turn: Turn, case: Case) -> str | None:
    """Return the telephone number that the person wrote last in a message of their case; None without any."""
    said = [one for one in spoken(await messages_of(turn.session, case.id)) if one.author == PERSON]
    return next((phone for one in reversed(said) if (phone := read_phone(one.excerpt)) is not None), None)


async def _ask_when(turn: Turn, call: CallBack) -> Reply:
    return Reply(callback_texts.ASK_CALL_TIME, buttons.call_rows(call.case))


async def _read_phone(turn: Turn, call: CallBack, message: Message) -> CallBack | Reply | NoAnswer:
    """Read the number to call from a message, keep it in the case, and return the answers of the form with it.

    Return a reply where no number is read, NOT_MINE for a question to the bot. Words that give up the call end the
    form. The question for the time reads it too, so that another number can be written there.
    """
    case = await _case_of(turn, call)
    if case is None:
        return await _gone(turn)
    words = message.contact.phone_number if message.contact is not None else words_in(message)
    phone = read_phone(words)
    if phone is None and case.phone is None and yes_or_no(words):
        phone = await _phone_written(turn, case)
    if phone is not None:
        await keep_number(desk_of(turn), case, phone)
        return replace(call, phone=message.message_id)
    if gives_up_call(words):
        await _give_up(turn, case)
        return NoAnswer.TAKEN
    if not words or is_question(words) or (not _is_moment(words) and turn.reader.reading(words).asked in QUESTIONS):
        return NoAnswer.NOT_MINE
    return Reply(callback_texts.PHONE_NOT_READ)


async def _give_up(turn: Turn, case: Case) -> None:
    """End the form that asks for a number; if the case had one from before, remove it there too."""
    if case.phone is None:
        await FORM.leave(turn)
    else:
        await _take_back(turn, case)


async def _read_when(turn: Turn, call: CallBack, message: Message) -> CallBack | Reply | NoAnswer:
    read = await _read_phone(turn, call, message)
    if not isinstance(read, Reply) or await _case_of(turn, call) is None:
        return read
    return replace(call, when=person_words(words_in(message))[:LONGEST_TIME])


async def take_edit(turn: Turn, message: Message) -> bool:
    """Correct the number to call, in the case and on its card, from the corrected message that had given it.

    Return False for any other message. The person is told the result: nothing is changed where the case is closed or no
    number is read.
    """
    call = await FORM.known(turn)
    if call is None or call.phone != message.message_id:
        return False
    case = await lock_case(turn.session, call.case)
    if case is None or case.telegram_id != turn.known().telegram_id or not case.phone:
        return False
    phone = read_phone(message.text or "")
    if not case.is_open:
        await turn.reply(Reply(texts.correction_refused(case.id), [[buttons.reopen_and_write(case.id)]]))
    elif phone is None:
        await turn.reply(Reply(callback_texts.phone_not_corrected(case.phone)))
    else:
        await correct_number(desk_of(turn), case, phone)
        await turn.reply(Reply(callback_texts.phone_corrected(phone)))
    return True


async def _confirm(turn: Turn, call: CallBack) -> None:
    """End the form: keep the time to call in the case, show it on the card, and confirm the call to the person.

    The answers stay stored, so that the message with the number can still be corrected.
    """
    await FORM.keep(turn, call)
    case, desk = await _case_of(turn, call), desk_of(turn)
    if case is None:
        return
    await keep_time(desk, case, call.when)
    html = callback_texts.called_back(await who_answers(desk, case), case.phone or "", call.when or "")
    await turn.reply(Reply(html, [[buttons.call(case.id, "Changer"), buttons.no_call(case.id)]]))
    await _resume_demand(turn)


async def _resume_demand(turn: Turn) -> None:
    """Ask the next question of a demand in preparation again, which the form of the call back had interrupted."""
    draft = await form.FORM.known(turn)
    if draft is not None and turn.known().awaiting is None:
        await form.FORM.go_on(turn, draft)


async def _take_back(turn: Turn, case: Case) -> None:
    desk = desk_of(turn)
    await FORM.close(turn)
    if not await forget_call(desk, case):
        turn.notice = callback_texts.NO_CALL_ASKED
        return
    await turn.reply(Reply(callback_texts.no_call(await who_answers(desk, case))))
    await _resume_demand(turn)


FORM = Form(
    name="casephone",
    action=ASK_CALL_BACK,
    answers=CallBack,
    steps={"phone": Question(_ask_phone, _read_phone), "when": Question(_ask_when, _read_when)},
    done=_confirm,
)
