"""The end of a case and its reopening, as staff press them; how it ended is asked afterwards, and never awaited."""

from telegram import Update

from handlers.cases.core import buttons, staff_texts, steps, texts
from handlers.cases.core.cards import refresh
from handlers.cases.core.desk import desk_of
from handlers.cases.core.opening import promise_of, tell_person
from handlers.cases.core.people import staff_name
from handlers.cases.core.relay import say_of_case
from handlers.cases.core.rules import Gone, Step, staff_step
from handlers.cases.core.switch import turn_to
from handlers.cases.person.form_draft import KIND
from handlers.cases.staff import closing_texts
from handlers.cases.staff.seeing import case_pressed, oversees, refuse
from handlers.talk.codes import pressed
from handlers.talk.forms import drop_form
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Reply, as_params
from handlers.talk.turn import Context, Turn
from storage.case_messages import STAFF as BY_STAFF
from storage.case_messages import messages_of, spoken
from storage.cases import Case, Outcome
from storage.outbox import Priority


async def close(update: Update, context: Context) -> None:
    """Handle « Clore » of staff: close the case; where nobody ever replied to the person, ask first whether to."""
    turn = context.turn
    case = await case_pressed(update, turn)
    if case is None:
        return
    desk, me, may_all = desk_of(turn), turn.known().telegram_id, await oversees(turn, case)
    refused = staff_step(case, Step.CLOSE, me, turn.now, oversees=may_all)
    if isinstance(refused, Refusal):
        refuse(turn, case, refused.reason)
    elif pressed(update).rest(1) != "oui" and await _is_unanswered(turn, case):
        asked = Reply(staff_texts.ask_close(case.person_name), buttons.close_rows(case.id))
        await say_of_case(desk, case, me, asked, priority=Priority.ANSWER)
    else:
        await steps.close(desk, case, me, staff_name(turn.roles), oversees=may_all)
        await say_of_case(desk, case, me, _how_it_ended(case), silent=True)  # below all that the closing says


def _how_it_ended(case: Case) -> Reply:
    """Ask staff how a case that they have closed ended; nothing waits for the answer."""
    return Reply(closing_texts.ask_outcome(case.id, case.person_name), buttons.outcome_rows(case.id))


async def record_outcome(update: Update, context: Context) -> None:
    """Handle the buttons that say how a closed case ended: record it, and show it in the place of the question.

    Without an outcome in the code, the question is shown again, since a thumb may slip.
    """
    turn, message = context.turn, update.effective_message
    case, said = await case_pressed(update, turn), pressed(update).rest(1)
    if case is None or message is None:
        return
    if case.is_open:
        turn.notice = closing_texts.OPEN_AGAIN
        return
    shown = _how_it_ended(case)
    if said in {one.value for one in Outcome}:
        case.outcome = said
        desk = desk_of(turn)
        desk.note(case, "outcome", staff_name(turn.roles), said)
        await refresh(desk, case)
        change = buttons.of_case(buttons.OUTCOME, closing_texts.LABEL_CHANGE, case.id)
        note = buttons.of_case(buttons.NOTE, closing_texts.LABEL_TO_WHOM, case.id)
        rows = [[note, change]] if said == Outcome.ORIENTED else [[change]]
        shown = Reply(closing_texts.outcome(case.id, buttons.OUTCOMES[Outcome(said)]), rows)
    await turn.call("edit_message_text", as_params(shown) | {"message_id": message.message_id}, forget=True)


async def _is_unanswered(turn: Turn, case: Case) -> bool:
    """Whether nobody of staff has written to the person of a case; False where they telephoned."""
    return case.telegram_id is not None and all(
        one.author != BY_STAFF for one in spoken(await messages_of(turn.session, case.id))
    )


async def reopen(update: Update, context: Context) -> None:
    """Handle « Rouvrir » of staff: reopen the case, make who pressed its owner, and tell the person.

    It is theirs even where its last owner could have it again. What they type next goes to the person.
    """
    turn = context.turn
    case = await case_pressed(update, turn)
    if case is None:
        return
    desk, name, me = desk_of(turn), staff_name(turn.roles), turn.known().telegram_id
    refused = await steps.reopen(desk, case, name)
    if refused is None and case.owner_id not in (None, me):
        await steps.release(desk, case, Gone.REOPENED, tell=False)
    if refused is None and case.owner_id is None:
        refused = await steps.take(desk, case, me, name)
    if refused is not None:
        refuse(turn, case, refused.reason)
        return
    words = texts.reopened(case.id, name, promise_of(desk, case))
    await tell_person(desk, case, words)
    await drop_form(turn, KIND)
    await turn_to(turn, case)
