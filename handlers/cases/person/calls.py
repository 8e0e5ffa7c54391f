"""Acts on a call back that a person asks for: the number and the time, kept in the case, and told to staff.

The caller has locked the case. Each raises NotAllowed where the actor may not ask to be called back.
"""

from handlers.cases.core import staff_texts
from handlers.cases.core.actions import ASK_CALL_BACK
from handlers.cases.core.cards import refresh, show_card
from handlers.cases.core.desk import PERSON, Desk
from handlers.cases.core.relay import say_of_case
from handlers.cases.core.steps import ask
from handlers.cases.core.writing import readers_of
from handlers.talk.replies import Reply
from storage.cases import Case


async def keep_number(desk: Desk, case: Case, phone: str) -> None:
    """Keep the number at which a person asks to be called: an answer is due, at a time still to be told."""
    desk.must_be_allowed(ASK_CALL_BACK)
    case.phone, case.call_when = phone, None
    await ask(desk, case)
    await _show(desk, case, "call back")
    await _ring(desk, case, staff_texts.call_back(case.id, case.person_name))


async def correct_number(desk: Desk, case: Case, phone: str) -> None:
    """Put another number in the place of the one that the person has given."""
    desk.must_be_allowed(ASK_CALL_BACK)
    case.phone = phone
    await _show(desk, case, "call back")


async def keep_time(desk: Desk, case: Case, when: str | None) -> None:
    """Keep when the person asks to be called, in their words."""
    desk.must_be_allowed(ASK_CALL_BACK)
    case.call_when = when
    await refresh(desk, case)


async def forget_call(desk: Desk, case: Case) -> bool:
    """Forget the number and the time; return False where no call was asked for."""
    desk.must_be_allowed(ASK_CALL_BACK)
    if case.phone is None:
        return False
    case.phone = case.call_when = None
    await _show(desk, case, "call back off")
    await _ring(desk, case, staff_texts.no_call_back(case.id, case.person_name))
    return True


async def _show(desk: Desk, case: Case, what: str) -> None:
    desk.note(case, what, PERSON)
    await refresh(desk, case)


async def _ring(desk: Desk, case: Case, html: str) -> None:
    """Tell staff who answer a case something about a call in a new message, and show them the card anew below it.

    The number stands on the card alone, so that it can be taken back.
    """
    for chat_id in await readers_of(desk, case):
        await say_of_case(desk, case, chat_id, Reply(html), silent=desk.is_quiet)
        await show_card(desk, case, chat_id, silent=True)
