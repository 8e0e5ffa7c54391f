"""An act on a phone, and the message that answers it."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from bot.demo.people import Person
from bot.demo.shown import Shown
from tests.reliability.year.undying import PATIENCE


class Phone:
    def __init__(self, person: Person, kills: Callable[[], int]) -> None:
        self.person = person
        self._kills = kills
        self._kills_before = 0

    async def press(self, message: Shown, button: str, wanted: Callable[[Shown], bool]) -> Shown:
        return await self.after(self.person.press(message.message_id, button), wanted)

    async def send(self, words: str, wanted: Callable[[Shown], bool]) -> Shown:
        return await self.after(self.person.send(words), wanted)

    async def after(self, act: Coroutine[Any, Any, object], wanted: Callable[[Shown], bool]) -> Shown:
        """Act, and return the message that is `wanted`.

        It may come without the answer to the press, which a kill between the two takes away. After a kill, what looks
        like the message before may be that one, said again.
        """
        received = self.person.received
        last = received[-1] if received else None

        def is_it(one: Shown) -> bool:
            again = last is not None and (one.text, one.buttons) == (last.text, last.buttons)
            return wanted(one) and not (again and self._kills() > self._kills_before)

        acting = asyncio.create_task(act)
        after = max((one.message_id for one in self.person.chat), default=0)
        listening = asyncio.create_task(self.person.wait_for(is_it, PATIENCE, after=after))
        try:
            await asyncio.wait({acting, listening}, return_when=asyncio.FIRST_COMPLETED)
            if acting.done():
                acting.result()
            return await listening
        finally:
            self._kills_before = self._kills()
            acting.cancel()
            listening.cancel()
