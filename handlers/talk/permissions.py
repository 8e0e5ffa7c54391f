"""Permissions: an action says which actors may do it. `docs/permissions.md` shows them all in one table."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Actor(StrEnum):
    """The parts that people play for the bot: a person writing to it, a delegate, the team, a partner, an operator.

    One human may play several. The operator works at the command line of the machine.
    """

    PERSON = "person"
    DELEGATE = "delegate"
    TEAM = "team"
    PARTNER = "partner"
    OPERATOR = "operator"


EVERYBODY = frozenset({Actor.PERSON, Actor.DELEGATE, Actor.TEAM, Actor.PARTNER})
STAFF = frozenset({Actor.DELEGATE, Actor.TEAM})
WITH_A_ROLE = frozenset({Actor.DELEGATE, Actor.TEAM, Actor.PARTNER})


@dataclass(frozen=True)
class Action:
    """Something that only the `actors` may do; each capability declares its actions in its `actions.py`.

    `what` completes the sentence "somebody may …" in `docs/permissions.md`.
    """

    name: str
    what: str
    actors: frozenset[Actor]


def who_may(action: Action) -> tuple[Actor, ...]:
    """Return the roles, among delegate, team and partner, whose holders may do this action."""
    return tuple(actor for actor in Actor if actor in WITH_A_ROLE & action.actors)


def may(actors: Collection[Actor], action: Action) -> bool:
    """Whether somebody who plays all the parts in `actors` may do this action."""
    return not action.actors.isdisjoint(actors)
