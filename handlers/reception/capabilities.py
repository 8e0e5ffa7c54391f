"""The list of capabilities, in the order of the menu, and what the reception finds in their declarations."""

import re
from collections.abc import Collection, Iterable, Iterator

from handlers.absences.capability import CAPABILITY as ABSENCES
from handlers.announcements.capability import CAPABILITY as ANNOUNCEMENTS
from handlers.cases.capability import CAPABILITY as CASES
from handlers.curation.capability import CAPABILITY as CURATION
from handlers.held.capability import CAPABILITY as HELD
from handlers.meetings.capability import CAPABILITY as MEETINGS
from handlers.models.capability import CAPABILITY as MODELS
from handlers.office.capability import CAPABILITY as OFFICE
from handlers.places.capability import CAPABILITY as PLACES
from handlers.privacy.capability import capability as privacy
from handlers.roles.capability import CAPABILITY as ROLES
from handlers.subscriptions.capability import CAPABILITY as SUBSCRIPTIONS
from handlers.talk.capability import Capability, Command, Link, Service
from handlers.talk.permissions import Actor, may

_OTHERS = (CASES, MODELS, ABSENCES, MEETINGS, SUBSCRIPTIONS, ANNOUNCEMENTS, CURATION, OFFICE, ROLES, PLACES, HELD)
CAPABILITIES: tuple[Capability, ...] = (*_OTHERS, privacy(_OTHERS))


def link_of(payload: str) -> Link | None:
    """Return the `Link`, declared by a capability, whose pattern matches the parameter of /start; None if none does."""
    links = (link for one in CAPABILITIES for link in one.links)
    return next((link for link in links if re.fullmatch(link.pattern, payload)), None)


def service_of(intent: str) -> Service | None:
    """Return the function that a capability declares to serve an intent such as "my_cases"; None if none does."""
    return next((one.services[intent] for one in CAPABILITIES if intent in one.services), None)


def commands_of_everybody(declared: Iterable[Capability]) -> Iterator[Command]:
    """Yield the commands that Telegram's menu shows to everybody, in the order of the menu."""
    return (one for one in _shown(declared) if Actor.PERSON in one.action.actors)


def commands_of_roles(declared: Iterable[Capability], actors: Collection[Actor]) -> Iterator[Command]:
    """Yield the commands that the menu shows, beyond those of everybody, to whoever has all the roles `actors`."""
    return (one for one in _shown(declared) if Actor.PERSON not in one.action.actors and may(actors, one.action))


def _shown(declared: Iterable[Capability]) -> Iterator[Command]:
    return (command for one in declared for command in one.commands if command.menu)
