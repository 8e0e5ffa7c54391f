"""Staff who leave, are withdrawn, erase themselves or block the bot: their cases go to others, seen by the ticker
whatever the way it happened, and nobody waits for them unawares."""

from sqlalchemy import ColumnElement, or_, select, update

from handlers.cases.core import staff_texts, steps
from handlers.cases.core.desk import Desk, desk_at
from handlers.cases.core.outcomes import give_up, pass_again
from handlers.cases.core.rules import State
from handlers.talk.permissions import STAFF
from handlers.talk.replies import Reply, as_params, text
from handlers.talk.tick import Tick
from storage.case_copies import CARD, DELIVERED, GONE, WAITING, CaseCopy
from storage.cases import Case, lock_case
from storage.people import Person
from storage.roles import Role

_STAFF = select(Role.telegram_id).where(Role.role.in_(STAFF))
_BLOCKED = select(Person.telegram_id).where(Person.blocked_at.is_not(None))


def _lost() -> ColumnElement[bool]:
    """Taken by somebody who is no longer there; an erasure leaves nobody's number."""
    nobody = or_(Case.owner_id.is_(None), Case.owner_id.not_in(_STAFF), Case.owner_id.in_(_BLOCKED))
    return Case.state.in_((State.TAKEN, State.WAITING)) & nobody


def _shown_outside() -> ColumnElement[bool]:
    shown = CaseCopy.state.in_((WAITING, DELIVERED))
    return (CaseCopy.kind == CARD) & shown & CaseCopy.chat_id.not_in(_STAFF)


async def is_anybody_lost(tick: Tick) -> bool:
    if await tick.session.scalar(select(Case.id).where(_lost()).limit(1)) is not None:
        return True
    return await tick.session.scalar(select(CaseCopy.id).where(_shown_outside()).limit(1)) is not None


async def release_lost(tick: Tick) -> None:
    desk = desk_at(tick)
    for case_id in (await tick.session.scalars(select(Case.id).where(_lost()).order_by(Case.id))).all():
        case = await lock_case(tick.session, case_id)
        if case is not None and case.state in (State.TAKEN, State.WAITING):
            await _release(desk, case)
    await _take_cards_away(desk)


async def _release(desk: Desk, case: Case) -> None:
    blocked = await desk.session.scalar(_BLOCKED.where(Person.telegram_id == case.owner_id)) is not None
    if await steps.release(desk, case, "a bloqué le robot" if blocked else "n'est plus là"):
        await pass_again(desk, case)
    else:
        await give_up(desk, case)


async def _take_cards_away(desk: Desk) -> None:
    """Cards in the chat of somebody who is not of the house any more: replaced, and no longer kept up to date."""
    for copy in (await desk.session.scalars(select(CaseCopy).where(_shown_outside()))).all():
        await desk.call(copy.chat_id, "edit_message_text", as_params(Reply(text(staff_texts.NO_MORE))), aims=copy)
    gone = update(CaseCopy).where(_shown_outside()).values(state=GONE)
    await desk.session.execute(gone, execution_options={"synchronize_session": "fetch"})
