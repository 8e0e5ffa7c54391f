"""What every act is done with, by whichever door it came: the chat, the console, the clock.

An act is a function of an `Act` and of values. It checks the permission, changes records, queues what is to be said,
and returns a result or a refusal; it knows no update, no button and no screen, and never commits.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.talk.hours import Hours
from handlers.talk.permissions import Action, Actor, may
from handlers.talk.sender import Sender


class NotAllowed(Exception):
    """Somebody reached an act that is not theirs: a door has let them in that should not have."""

    def __init__(self, action: Action) -> None:
        super().__init__(f"not allowed: {action.name}")


@dataclass(kw_only=True)
class Act:
    """The open transaction, the two clocks (`now` is business time), the hours of the house, and who acts.

    `actors` is empty where the clock acts. `update_id`: the update that is handled, where there is one.
    """

    session: AsyncSession
    now: datetime
    machine_now: datetime
    hours: Hours
    actors: frozenset[Actor] = frozenset()
    update_id: int | None = None

    @property
    def sender(self) -> Sender:
        """What writes the messages of this act."""
        return Sender(self.session, self.machine_now, self.update_id)

    def must_be_allowed(self, action: Action) -> None:
        """Raise NotAllowed unless who acts may do this."""
        if not may(self.actors, action):
            raise NotAllowed(action)
