"""Acts on messages held after a restore: send them, or drop them. Each returns how many were still held."""

from collections.abc import Collection, Sequence
from enum import StrEnum

from handlers.held.actions import SETTLE_HELD
from handlers.talk.act import Act
from handlers.talk.refusal import Refusal
from storage.held_messages import drop_held, release_held
from storage.outbox import Priority

UNASKED = frozenset({Priority.REMINDER, Priority.ANNOUNCEMENT})


class NotSent(StrEnum):
    """Why held messages are not sent: at night nobody is sent what they did not ask for."""

    AT_NIGHT = "at_night"


async def send(act: Act, numbers: Sequence[int], kinds: Collection[int]) -> int | Refusal[NotSent]:
    """Let the held messages of these numbers leave; `kinds` are their priorities.

    Refused at night where a reminder or an announcement is among them. Raise NotAllowed where the actor may not settle
    held messages.
    """
    act.must_be_allowed(SETTLE_HELD)
    if act.hours.is_quiet(act.now) and not UNASKED.isdisjoint(kinds):
        return Refusal(NotSent.AT_NIGHT)
    return await release_held(act.session, numbers)


async def drop(act: Act, numbers: Sequence[int]) -> int:
    """Drop the held messages of these numbers. Raise NotAllowed where the actor may not settle held messages."""
    act.must_be_allowed(SETTLE_HELD)
    return await drop_held(act.session, numbers, act.machine_now)
