"""`aiguilleur run`, except that the process dies (SIGKILL) at the n-th passage of a point. Run as a process.

Its environment says where: DIE_AT is a name of POINTS, DIE_AFTER the number of passages that go well before, DIE_ONCE a
file before whose appearance none counts. The bot is not changed: its own functions are wrapped from outside, and do
their real work until the kill.
"""

import os
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import bot.dispatcher
from bot.__main__ import main
from bot.ingress import Ingress

Async = Callable[..., Awaitable[Any]]
Die = Callable[[], None]
left = int(os.environ.get("DIE_AFTER", "0"))
once = os.environ.get("DIE_ONCE", "")


def die_sometime() -> None:
    global left
    if once and not os.path.exists(once):
        return
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)


def dying(work: Async, die: Die, *, before: bool) -> Async:
    async def wrapped(*arguments: Any, **named: Any) -> Any:
        if before:
            die()
        result = await work(*arguments, **named)
        if not before:
            die()
        return result

    return wrapped


def before_commit(die: Die) -> None:
    """Die in the transaction of an update, after its handler."""
    original = Ingress._turn

    async def turn(self: Ingress, *arguments: Any) -> Any:
        made = await original(self, *arguments)
        write = made.session.commit
        made.session.commit = dying(write, die, before=True)
        return made

    Ingress._turn = turn  # type: ignore[method-assign]


def between_commit_and_acknowledgement(die: Die) -> None:
    Ingress.take = dying(Ingress.take, die, before=False)  # type: ignore[method-assign]


def between_commit_and_send(die: Die) -> None:
    bot.dispatcher.deliver = dying(bot.dispatcher.deliver, die, before=True)  # type: ignore[assignment]


def between_send_and_record(die: Die) -> None:
    bot.dispatcher.deliver = dying(bot.dispatcher.deliver, die, before=False)  # type: ignore[assignment]


POINTS = {
    "before the commit": before_commit,
    "between commit and acknowledgement": between_commit_and_acknowledgement,
    "between commit and send": between_commit_and_send,
    "between send and record": between_send_and_record,
}

if __name__ == "__main__":
    POINTS[os.environ["DIE_AT"]](die_sometime)
    sys.exit(main(["run"]))
