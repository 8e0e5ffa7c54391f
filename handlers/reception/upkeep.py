"""The duties: those that capabilities declare, and the upkeep of what is kept."""

from collections.abc import Iterator
from datetime import timedelta

from handlers.reception.declarations import DECLARATIONS
from handlers.reception.menu import menu_duty
from handlers.talk.capability import Lifetimes
from handlers.talk.tick import Duty, Tick
from storage.inventory import PEOPLE_AT_ONCE, forget_outlived, forget_people_before
from storage.outbox import forget_held_before, forget_sent_before
from storage.pauses import forget_pauses_before
from storage.people import end_conversations_before
from storage.rates import forget_rates_before
from storage.updates import forget_set_aside_before, forget_updates_before


def duties(lifetimes: Lifetimes, *, by_mail: bool = False) -> tuple[Duty, ...]:
    """List all duties, done from time to time: those that capabilities declare, the clean-up of old rows, the menu.

    `lifetimes` say how long each kind of row is kept, as in `storage/retention.py`. Without `by_mail`, which tells that
    a mail server is set up, duties that send mail are left out.
    """
    declared = (duty for one in DECLARATIONS for duty in one.duties)
    return (*_keeping_clean(lifetimes), *(duty for duty in declared if by_mail or not duty.needs_mail), menu_duty())


def _keeping_clean(lifetimes: Lifetimes) -> Iterator[Duty]:
    async def end_conversations(tick: Tick) -> None:
        await end_conversations_before(tick.session, tick.now - lifetimes["conversation"])

    async def purge(tick: Tick) -> bool:
        """Delete from every table a piece of what was kept for its lifetime; return True where more is left.

        The cases of a person go before the person does.
        """
        for one in DECLARATIONS:
            if one.purge is not None and await one.purge(tick, lifetimes):
                return True
        forgotten = await forget_people_before(tick.session, tick.now - lifetimes["person"])
        more = await forget_outlived(tick.session, lifetimes, tick.now, tick.machine_now)
        return await _purge_the_machine(tick, lifetimes) or more or len(forgotten) == PEOPLE_AT_ONCE

    yield Duty("end conversations", timedelta(minutes=1), end_conversations)
    yield Duty("purge", timedelta(hours=1), purge)


async def _purge_the_machine(tick: Tick, lifetimes: Lifetimes) -> bool:
    """Delete a piece of what the machine has kept long enough; return True where more is left."""
    session, now = tick.session, tick.machine_now
    await forget_set_aside_before(session, now - lifetimes["set_aside"])
    await forget_pauses_before(session, now - lifetimes["messages"])
    await forget_held_before(session, now - lifetimes["messages"])
    more = await forget_updates_before(session, now - lifetimes["updates"])
    more |= await forget_sent_before(session, now - lifetimes["messages"])
    return await forget_rates_before(session, now - lifetimes["rates"]) or more
