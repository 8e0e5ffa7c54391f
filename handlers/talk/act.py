"""The context of an act, whichever door it came by: the chat, the console or the clock.

An act is a function of an `Act` and of values. It checks the permission, changes records, queues what is to be said,
and returns a result or a refusal. It knows no update, no button and no screen, and never commits.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.talk.hours import Hours
from handlers.talk.permissions import Action, Actor, may
from handlers.talk.sender import Sender


class NotAllowed(Exception):
    """An act reached by somebody who may not do it, which its door should have refused."""

    def __init__(self, action: Action) -> None:
        super().__init__(f"not allowed: {action.name}")


class ActFields(TypedDict):
    """The fields that every act has, by which one of another kind is made within it."""

    session: AsyncSession
    now: datetime
    machine_now: datetime
    hours: Hours
    actors: frozenset[Actor]
    update_id: int | None


@dataclass(kw_only=True)
class Act:
    """The open transaction in which something is done, the two clocks, the hours of the cooperative, and who acts.

    `now` is business time. `actors` is empty where the clock acts. `update_id` is the update being handled, if any.
    """

    session: AsyncSession
    now: datetime
    machine_now: datetime
    hours: Hours
    actors: frozenset[Actor] = frozenset()
    update_id: int | None = None

    @property
    def fields(self) -> ActFields:
        """What another act needs to be done within this one."""
        return ActFields(
            session=self.session,
            now=self.now,
            machine_now=self.machine_now,
            hours=self.hours,
            actors=self.actors,
            update_id=self.update_id,
        )

    @property
    def sender(self) -> Sender:
        """The writer of rows of the outbox for this act."""
        return Sender(self.session, self.machine_now, self.update_id)

    def must_be_allowed(self, action: Action) -> None:
        """Raise NotAllowed unless `actors` may do this."""
        if not may(self.actors, action):
            raise NotAllowed(action)
