"""The controls of a demo without a bot, which note what the page asks."""

import asyncio
from typing import Any


class Machine:
    """What the page restarts and whose clock it moves; a restart waits for `can_restart`."""

    def __init__(self) -> None:
        self.alive, self.restarts, self.steps = True, 0, list[str]()
        self.can_restart = asyncio.Event()
        self.can_restart.set()

    async def restart(self) -> None:
        self.restarts += 1
        await self.can_restart.wait()

    async def status(self) -> dict[str, Any]:
        return {"alive": self.alive}

    async def clock(self) -> str:
        return "2026-12-03T12:30:00+01:00" if self.steps else "2026-11-24T09:05:00+01:00"

    async def office_link(self) -> str:
        return "about:blank"

    async def move_clock(self, step: str) -> str:
        self.steps.append(step)
        return await self.clock()
