"""Looking at a chat with the bot, and waiting for what comes: shared by people and groups."""

from collections.abc import Callable
from typing import overload

from bot.demo.chats import Chat
from bot.demo.shown import Shown, show_chat
from bot.demo.world import World

Wanted = Callable[[Shown], bool]

PATIENCE = 10.0


class Watcher:
    def __init__(self, world: World, chat: Chat, name: str) -> None:
        self._world = world
        self._watched = chat
        self._name = name
        self.id = chat.id

    @property
    def chat(self) -> list[Shown]:
        """Everything in this chat, as it looks now."""
        return show_chat(self._watched)

    @property
    def received(self) -> list[Shown]:
        """What the bot has said in this chat, as it looks now."""
        return [message for message in self.chat if message.from_bot]

    @overload
    async def wait_for(self, wanted: int, timeout: float = ..., *, after: int = ...) -> list[Shown]: ...  # noqa: ASYNC109
    @overload
    async def wait_for(self, wanted: Wanted, timeout: float = ..., *, after: int = ...) -> Shown: ...  # noqa: ASYNC109
    async def wait_for(
        self,
        wanted: int | Wanted,
        timeout: float = PATIENCE,  # noqa: ASYNC109
        *,
        after: int = 0,
    ) -> list[Shown] | Shown:
        """The bot's messages once there are so many, or its first message of which `wanted` is true.

        Only messages later than the id `after` count.
        """

        def look() -> list[Shown] | Shown | None:
            later = [message for message in self.received if message.message_id > after]
            if isinstance(wanted, int):
                return later if len(later) >= wanted else None
            return next((message for message in later if wanted(message)), None)

        found: list[Shown] | Shown | None = await self._world.changes.until(look, timeout, chat_id=self.id)
        if found is None:
            heard = [message.text for message in self.received if message.message_id > after]
            raise TimeoutError(f"{self._name} waited {timeout:g} s in vain; the bot said {heard}")
        return found
