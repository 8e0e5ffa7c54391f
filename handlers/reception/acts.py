"""The act of erasing a person, with their cases and roles, from all that is kept."""

from dataclasses import replace

from handlers.cases.clock.erasing import erase_cases_of
from handlers.cases.core.desk import Desk
from handlers.privacy.actions import ERASE_OWN_DATA
from handlers.talk.events import ROLES_CHANGED
from storage.erasure import erase_person
from storage.people import Person
from storage.roles import roles_of
from storage.traces import traces_of


async def erase_all(desk: Desk, person: Person) -> None:
    """Erase a person from all that is kept, at their own wish; their cases and roles end with it.

    Messages of their cases are taken back from the chats of staff, who are told, and their menu of commands is brought
    up to date. A second call finds nothing more. Raise NotAllowed where the actor may not erase a person's data.
    """
    desk.must_be_allowed(ERASE_OWN_DATA)
    session, telegram_id = desk.session, person.telegram_id
    await session.flush()
    had_role = bool(await roles_of(session, telegram_id))
    traces = await traces_of(session, [telegram_id])
    await erase_cases_of(desk, telegram_id)
    # What staff were shown, which has lost its words by now, stays until it is taken back from their chats.
    await erase_person(session, telegram_id, desk.machine_now, replace(traces, shown=frozenset()))
    session.expunge(person)
    if had_role:
        await ROLES_CHANGED.announce(session, [telegram_id], desk.machine_now)
