"""Cases and cards of staff who left, were withdrawn, erased themselves or blocked the bot.

The ticker finds them, whatever way it happened, so that nobody waits for them unawares.
"""

from functools import cache

from handlers.cases.core import staff_texts, steps
from handlers.cases.core.desk import Desk, desk_of
from handlers.cases.core.outcomes import pass_on_undelivered, tell_nobody_reached
from handlers.cases.core.rules import Gone
from handlers.talk.permissions import STAFF
from handlers.talk.replies import Reply, as_params, text
from handlers.talk.tick import Tick
from storage.base import Condition
from storage.case_copies import cards_shown_to_others, give_up_cards_shown_to_others, is_any_card_shown_to_others
from storage.cases import Case, State, ids_of_cases_without_owner, is_any_case_without_owner, lock_case
from storage.people import has_blocked


@cache
def is_anybody_lost() -> Condition:
    """Return the condition that `release_cases_of_the_gone` has anything to release or to take away."""
    return is_any_case_without_owner(STAFF) | is_any_card_shown_to_others(STAFF)


async def release_cases_of_the_gone(tick: Tick) -> None:
    """Take the cases of owners who left staff or blocked the bot, offer them to others, and pass on what nobody got.

    Cards in the chats of people who are no longer staff are replaced by a line.
    """
    desk = desk_of(tick)
    for case_id in await ids_of_cases_without_owner(tick.session, STAFF):
        case = await lock_case(tick.session, case_id)
        if case is not None and case.state in (State.TAKEN, State.WAITING):
            await _release(desk, case)
    await _take_cards_away(desk)


async def _release(desk: Desk, case: Case) -> None:
    blocked = case.owner_id is not None and await has_blocked(desk.session, case.owner_id)
    if await steps.release(desk, case, Gone.BLOCKED if blocked else Gone.LEFT):
        await pass_on_undelivered(desk, case)
    else:
        await tell_nobody_reached(desk, case)


async def _take_cards_away(desk: Desk) -> None:
    """Queue an edit of each card in the chat of somebody no longer staff, to a line; the card is not edited again."""
    for copy in await cards_shown_to_others(desk.session, STAFF):
        await desk.call(copy.chat_id, "edit_message_text", as_params(Reply(text(staff_texts.NO_MORE))), aims=copy)
    await give_up_cards_shown_to_others(desk.session, STAFF)
