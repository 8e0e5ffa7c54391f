"""A case given to a colleague, with what was promised, and a word for them: from whom, and why."""

from dataclasses import dataclass

from telegram import Message, Update

from handlers.cases.core import buttons, staff_texts, steps
from handlers.cases.core.actions import TRANSFER_CASE
from handlers.cases.core.desk import Desk, desk_of
from handlers.cases.core.people import reachable, staff_name
from handlers.cases.core.piece import piece_of
from handlers.cases.core.relay import say_of_case
from handlers.cases.core.rules import Step, staff_step
from handlers.cases.core.switch import switch_off
from handlers.cases.core.writing import readers_of
from handlers.cases.staff import note_texts, transfer_texts
from handlers.cases.staff.noting import keep_note
from handlers.cases.staff.seeing import case_pressed, oversees, refuse
from handlers.talk.codes import pressed
from handlers.talk.forms import Form, NoAnswer, Question
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Reply
from handlers.talk.turn import Context, Turn
from storage.case_copies import cards_in
from storage.cases import Case


@dataclass(frozen=True)
class WordFor:
    """The answers of the form that asks staff for a word about a case, to the colleague who gets the case.

    `case` is its number. `word` always stays None: the message that answers it is passed on, and ends the form.
    """

    case: int
    word: None = None


async def transfer(update: Update, context: Context) -> None:
    """Handle « Transférer » of staff: list the colleagues, or offer the case to the one whose number is in the code.

    The code is `dtransf:<case>[:<rank in the team file>]`.
    """
    turn = context.turn
    case, number = await case_pressed(update, turn), pressed(update).number(1)
    if case is None:
        return
    me, may_all, members = turn.known().telegram_id, await oversees(turn, case), turn.knowledge.team.members
    refused = staff_step(case, Step.TRANSFER, me, turn.now, oversees=may_all)
    if isinstance(refused, Refusal):
        refuse(turn, case, refused.reason)
        return
    desk = desk_of(turn)
    if number is None or number >= len(members):
        there = [(rank, one.name) for rank, one in enumerate(members) if (await reachable(desk, one.name))[0]]
        others = [(rank, name) for rank, name in there if name != (case.owner_name or case.referent)]
        await turn.reply(Reply(staff_texts.TRANSFER_TO, buttons.transfer_rows(case.id, others)))
        return
    to, by, holder = members[number].name, staff_name(turn.roles), case.owner_name or case.referent
    chats, _ = await reachable(desk, to)
    for chat_id in chats:
        await _tell_of(desk, case, chat_id, transfer_texts.given(case.id, case.person_name, by))
    if await steps.transfer(desk, case, me, by, to, oversees=may_all) is not True:
        turn.notice = staff_texts.NOT_LINKED
        return
    word = buttons.of_case(buttons.WORD, transfer_texts.LABEL_WORD, case.id)
    told = Reply(staff_texts.transferred(case.id, holder, to), [[word]])
    await say_of_case(desk, case, me, told, silent=True)  # below all that the transfer says


async def _others(desk: Desk, case: Case, me: int) -> list[int]:
    return [chat_id for chat_id in await readers_of(desk, case) if chat_id != me]


async def _tell_of(desk: Desk, case: Case, chat_id: int, html: str) -> None:
    """Queue a message about a case to a colleague, with a button that shows the card where they have it already."""
    has_card = await cards_in(desk.session, case.id, chat_id) is not None
    rows = [[buttons.of_case(buttons.SHOW, buttons.LABEL_SHOW, case.id)]] if has_card else []
    await say_of_case(desk, case, chat_id, Reply(html, rows), silent=desk.is_quiet)


async def ask_word(update: Update, context: Context) -> None:
    """Handle « Ajouter un mot »: begin the form whose next message goes to the colleague who gets the case."""
    turn = context.turn
    case = await case_pressed(update, turn)
    if case is not None:
        switch_off(turn.known())
        await FORM.go_on(turn, WordFor(case.id))


async def _read_word(turn: Turn, of: WordFor, message: Message) -> Reply | NoAnswer:
    case = await keep_note(turn, FORM, of.case, message)
    if isinstance(case, Reply):
        return case
    desk, name, me = desk_of(turn), staff_name(turn.roles), turn.known().telegram_id
    others = await _others(desk, case, me) if case.is_open else ()
    told = transfer_texts.word(case.id, case.person_name, name, piece_of(message).excerpt)
    for chat_id in others:
        await _tell_of(desk, case, chat_id, told)
    whom, number, person = case.owner_name or case.referent, case.id, case.person_name
    await turn.reply(
        Reply(transfer_texts.passed_on(whom, number, person) if others else note_texts.noted(number, person))
    )
    return NoAnswer.TAKEN


FORM = Form(
    name="caseword",
    action=TRANSFER_CASE,
    answers=WordFor,
    steps={"word": Question(Reply(transfer_texts.ASK_WORD), _read_word, keeps=True)},
)
