"""What stands between here and opening the doors, for `aiguilleur doctor`: people to link, facts, approvals."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.settings import Settings
from handlers.curation.overlay import read_overlay
from handlers.talk.permissions import Actor
from knowledge.base.overlay import Overlay
from knowledge.snapshot import Knowledge
from storage.database import Database
from storage.roles import linked_names
from storage.schema import Tables, look_at_tables


@dataclass(frozen=True)
class Door:
    """One condition to open the doors: whether it is met, and the line to print."""

    open: bool
    words: str


async def doors(settings: Settings, knowledge: Knowledge) -> list[Door]:
    """Return the conditions to open the doors to people, met or not."""
    overlay, linked = await _as_it_stands(settings)
    found = [*_of_delegates(knowledge, linked), *_of_the_base(knowledge.laid(overlay))]
    closed = sum(not door.open for door in found)
    last = f"doors: {closed} of these stand before opening them" if closed else "doors: all is ready to open them"
    return [*found, Door(not closed, last)]


async def _as_it_stands(settings: Settings) -> tuple[Overlay, set[str]]:
    """Return what the team changed of the base, and the names of the delegates who are linked."""
    database = Database(settings.database)
    try:
        if await look_at_tables(database) != Tables.CURRENT:
            return Overlay(), set()
        async with database.reading() as session:
            names = {name for name, role in await linked_names(session) if role == Actor.DELEGATE}
            return await read_overlay(session, settings.timezone), names
    finally:
        await database.close()


def _of_delegates(knowledge: Knowledge, linked: set[str]) -> Iterator[Door]:
    every = dict.fromkeys(knowledge.team.delegates.values())
    missing = [name for name in every if name not in linked]
    if missing:
        yield Door(False, f'delegates: not linked: {", ".join(missing)}: run aiguilleur invite delegate "NAME"')
    else:
        yield Door(True, f"delegates: {len(every)} linked")


def _of_the_base(knowledge: Knowledge) -> Iterator[Door]:
    missing = [one for one in knowledge.completions if one not in knowledge.overlay.completed]
    if missing:
        yield Door(False, f"facts: {len(missing)} that only the team knows are missing: /completer in the chat")
    else:
        yield Door(True, f"facts: {len(knowledge.completions)} told by the team")
    entries = knowledge.entries.values()
    unread = sum(entry.approval is None for entry in entries)
    if unread:
        yield Door(False, f"answers: {unread} of {len(entries)} are not approved: /base in the chat")
    else:
        yield Door(True, f"answers: {len(entries)} approved")
