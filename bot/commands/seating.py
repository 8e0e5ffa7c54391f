"""The linking of the demo's staff, each by an invitation, before the page opens."""

from sqlalchemy import select

from bot.commands.failure import Failure
from bot.commands.invite import new_link
from bot.commands.loading import load_team
from bot.demo.cast import Seat
from bot.demo.server import LocalTelegram
from bot.settings import Settings
from knowledge.base.team import Team
from storage.database import Database
from storage.people import Person
from storage.roles import roles_of

PATIENCE = 60.0  # seconds in which the bot must start, and give each answer


async def link_the_staff(server: LocalTelegram, seats: list[Seat], settings: Settings, database: Database) -> None:
    """Make the staff of the demo follow their invitation links, one after the other, as they would by hand.

    A member linked in an earlier demo, whose database was kept, only sends /start. `settings` are those of the demo's
    bot. Raises Failure where the bot does not answer.
    """
    try:
        await server.listened(PATIENCE)
        team = load_team(settings)
        for seat in seats:
            await _link(seat, settings, database, team)
    except TimeoutError as late:
        raise Failure(f"the bot does not answer: {late}") from None


async def _link(seat: Seat, settings: Settings, database: Database, team: Team) -> None:
    """Make one person of the demo's cast follow an invitation link if they are staff; say hello if linked already.

    Staff whom the team file does not name, as in another base than the shipped one, only say hello.
    """
    person = seat.person
    async with database.reading() as session:
        is_known = await session.scalar(select(Person.id).where(Person.telegram_id == person.id)) is not None
        is_linked = bool(await roles_of(session, person.id))
    if is_known:
        person.open_chat()
    if seat.role:
        is_to_link = not is_linked and team.member(person.user.full_name) is not None
        link = await new_link(seat.role, person.user.full_name, settings) if is_to_link else ""
        after = await person.open_link(link.partition("?start=")[2])
        await person.wait_for(1, PATIENCE, after=after)
