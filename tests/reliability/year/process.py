"""`aiguilleur run` for a simulated year: its ticker does not wait, and it dies when ordered. Run as a process.

YEAR_FOLDER holds three files: `ticked`, written at the end of each tick (when it began, and how many duties of the
meetings had work); `die`, the order to die: a point and how many passages go well before; and `propose`, the order to
look for dates to propose, deleted once done. The bot is not changed: its own functions are wrapped from outside, and do
their real work.
"""

import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import bot.app
import bot.ticker
import handlers.talk.guard
from bot.__main__ import main
from bot.ticker import Ticker
from handlers.talk.tick import Duty, Tick
from tests.reliability.doomed import POINTS, dying

BEFORE_DUTY, AFTER_DUTY = "before the commit of a duty", "after the commit of a duty"
MEETING_DUTIES = ("meeting reminders", "meeting places", "meetings ended")
EVERY_POINT = (*POINTS, BEFORE_DUTY, AFTER_DUTY)
PROPOSALS = "meeting dates"
folder = Path(os.environ.get("YEAR_FOLDER", "."))
done = 0


def pass_by(point: str) -> None:
    order = folder / "die"
    if not order.exists():
        return
    wanted, _, left = order.read_text().partition("|")
    if wanted != point:
        return
    if int(left) <= 0:
        os.kill(os.getpid(), signal.SIGKILL)
    order.write_text(f"{point}|{int(left) - 1}")


def in_haste(original: Any) -> Any:
    """Wrap the maker of duties, so that each runs as often as there is something to do."""

    def duties(lifetimes: Mapping[str, timedelta], **options: bool) -> tuple[Duty, ...]:
        return tuple(_in_haste(duty) for duty in original(lifetimes, **options))

    return duties


def _in_haste(duty: Duty) -> Duty:
    if duty.name == PROPOSALS:
        return replace(duty, every=timedelta(0), do=_once_asked(duty.do), condition=None, has_work=_is_asked)
    if duty.name not in MEETING_DUTIES:
        return duty
    return replace(duty, every=timedelta(0), do=dying(duty.do, partial(pass_by, BEFORE_DUTY), before=False))


async def _is_asked(_: Tick) -> bool:
    return (folder / "propose").exists()


def _once_asked(work: Callable[[Tick], Awaitable[None]]) -> Callable[[Tick], Awaitable[None]]:
    async def do(tick: Tick) -> None:
        await work(tick)
        (folder / "propose").unlink()

    return do


def tell_ticks() -> None:
    tick, perform = Ticker.tick, Ticker._perform

    async def counting(self: Ticker, duty: Duty) -> None:
        global done
        await perform(self, duty)
        if duty.name in MEETING_DUTIES:
            done += 1
            pass_by(AFTER_DUTY)

    async def telling(self: Ticker) -> None:
        global done
        began, done = time.monotonic(), 0
        await tick(self)
        (folder / "ticked.new").write_text(f"{began} {done}")
        (folder / "ticked.new").replace(folder / "ticked")

    Ticker._perform, Ticker.tick = counting, telling  # type: ignore[method-assign]


if __name__ == "__main__":
    for point, install in POINTS.items():
        install(partial(pass_by, point))
    bot.ticker.TICK_SECONDS = 0.05  # type: ignore[assignment]
    bot.ticker.AHEAD = timedelta(0)  # what is ordered by a file changes no database
    bot.app.duties = in_haste(bot.app.duties)
    handlers.talk.guard.ACTS = replace(
        handlers.talk.guard.ACTS, most=10**9
    )  # a year of acts within minutes must not be asked to slow down
    tell_ticks()
    sys.exit(main(["run"]))
