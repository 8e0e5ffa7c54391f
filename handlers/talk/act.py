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
    """The error of an act whose `actors` may not do it; the chat or the console should have refused it before."""

    def __init__(self, action: Action) -> None:
        super().__init__(f"not allowed: {action.name}")


class ActFields(TypedDict):
    """The fields that all kinds of acts have, as arguments with which another act is made in the same transaction."""

    session: AsyncSession
    now: datetime
    machine_now: datetime
    hours: Hours
    actors: frozenset[Actor]
    update_id: int | None


@dataclass(kw_only=True)
class Act:
    """What a function that changes something needs: the open transaction, the times, the hours, and who acts.

    `now` is business time, which the demo can move; `machine_now` is real time. `actors` is empty for a duty.
    `update_id` is the Telegram update being handled, if any.
    """

    session: AsyncSession
    now: datetime
    machine_now: datetime
    hours: Hours
    actors: frozenset[Actor] = frozenset()
    update_id: int | None = None

    @property
    def fields(self) -> ActFields:
        """The fields of this act, as arguments with which another act is made in the same transaction."""
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
        """The sender that adds messages of this act to the outbox."""
        return Sender(self.session, self.machine_now, self.update_id)

    def must_be_allowed(self, action: Action) -> None:
        """Raise NotAllowed unless one of `actors` may do this action."""
        if not may(self.actors, action):
            raise NotAllowed(action)
