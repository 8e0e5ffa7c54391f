"""The cases that wait for a member of staff, shown as soon as they are linked."""

from handlers.cases.core.cards import show_card
from handlers.cases.core.desk import desk_of
from handlers.cases.core.relay import send_earlier_messages
from handlers.talk.turn import Turn
from storage.case_copies import cases_with_card_in
from storage.cases import State, all_open_cases, lock_case


async def show_what_waits(turn: Turn, name: str) -> None:
    """Send somebody just linked as staff the cards of the cases that wait under their name and nobody has taken.

    Stand-ins who have the card keep it: whoever takes the case first owns it.
    """
    me, desk = turn.known().telegram_id, desk_of(turn)
    known = await cases_with_card_in(turn.session, me)
    waiting = [
        one.id
        for one in await all_open_cases(turn.session)
        if one.state == State.NEW and one.referent == name and one.id not in known
    ]
    for number in sorted(waiting):
        case = await lock_case(turn.session, number)
        if case is not None and case.state == State.NEW:
            await show_card(desk, case, me, silent=False)
            await send_earlier_messages(desk, case, me)
