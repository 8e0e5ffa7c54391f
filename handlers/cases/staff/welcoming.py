"""The cases that wait for a member of staff, shown as soon as they are linked."""

from handlers.cases.core.cards import show_card
from handlers.cases.core.desk import Desk
from handlers.cases.core.relay import send_earlier_messages
from handlers.talk.act import Act
from knowledge.snapshot import Knowledge
from storage.case_copies import cases_with_card_in
from storage.cases import State, all_open_cases, lock_case


async def show_what_waits(act: Act, knowledge: Knowledge, telegram_id: int, name: str) -> None:
    """Send somebody just linked as staff the cards of the cases that wait under their name and nobody has taken.

    Stand-ins who have the card keep it: whoever takes the case first owns it.
    """
    desk = Desk(**act.fields, knowledge=knowledge)
    known = await cases_with_card_in(act.session, telegram_id)
    waiting = [
        one.id
        for one in await all_open_cases(act.session)
        if one.state == State.NEW and one.referent == name and one.id not in known
    ]
    for number in sorted(waiting):
        case = await lock_case(act.session, number)
        if case is not None and case.state == State.NEW:
            await show_card(desk, case, telegram_id, silent=False)
            await send_earlier_messages(desk, case, telegram_id)
