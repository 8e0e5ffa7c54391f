"""A person: writes, corrects, presses buttons, blocks the bot, and waits for what it says."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.demo.chats import Json, Message, User
from bot.demo.groups import Group, publish_membership
from bot.demo.phone import Impossible, Phone, words
from bot.demo.shown import Shown, show
from bot.demo.updates import BUTTON_PRESS
from bot.demo.watching import PATIENCE
from bot.demo.world import BLOCKED, Press, World

INACCESSIBLE_AFTER = 30 * 24 * 3600
"""Seconds after which a press no longer carries the message that it was made on."""


class Unanswered(Exception):
    """The bot did not answer the press before it expired."""


@dataclass(frozen=True)
class Answer:
    """What shows for a moment after a press; for a button that is a link, where it leads."""

    text: str
    show_alert: bool
    url: str


class Person(Phone):
    def __init__(self, world: World, user: User, label: str = "", examples: Sequence[str] = ()) -> None:
        super().__init__(world, user)
        self.label = label or user.full_name
        """What the page calls this person."""
        self.examples = tuple(examples)
        """What the page proposes to say first."""

    async def ask(self, text: str, answers: int = 1, timeout: float = PATIENCE) -> list[Shown]:  # noqa: ASYNC109
        """Send a text and wait for so many messages after it."""
        return await self.wait_for(answers, timeout, after=await self.send(text))

    async def edit(self, message_id: int, text: str, *, in_chat: Group | None = None) -> None:
        """Of a picture or a document, its caption."""
        message = self._own(message_id, in_chat)
        kept = {name: value for name, value in message.content.items() if name in ("photo", "document")}
        message.content = kept | words(text, "caption" if kept else "text")
        self._publish_edit(message)

    async def move(self, message_id: int, latitude: float, longitude: float) -> None:
        """A live position that moves on."""
        message = self._own(message_id, None)
        if "location" not in message.content:
            raise Impossible(f"message {message_id} is no position")
        here = {"latitude": latitude, "longitude": longitude}
        message.content = {"location": message.content["location"] | here}
        self._publish_edit(message)

    async def delete(self, message_id: int) -> None:
        """Nobody tells the bot."""
        del self._private.messages[self._own(message_id, None).message_id]
        self._world.changes.note(self.id)

    def clear_chat(self) -> None:
        """Delete all that is shown, as « Effacer l'historique » does; nobody tells the bot."""
        self._private.messages.clear()
        self._world.changes.note(self.id)

    def open_chat(self) -> None:
        """The bot may write here: they spoke before, in a conversation that is no longer shown."""
        self._private.opened = True

    @property
    def has_blocked(self) -> bool:
        return self._private.closed_because == BLOCKED

    async def block(self) -> None:
        if not self.has_blocked:
            self._private.closed_because = BLOCKED
            publish_membership(self._world, self._private, self.user, "member", "kicked")

    async def unblock(self) -> None:
        if self.has_blocked:
            self._private.closed_because = None
            publish_membership(self._world, self._private, self.user, "kicked", "member")

    async def delete_account(self) -> None:
        self._private.closed_because = "user is deactivated"

    async def press(
        self,
        message_id: int,
        button: str,
        *,
        in_chat: Group | None = None,
        timeout: float = BUTTON_PRESS,  # noqa: ASYNC109
    ) -> Answer:
        """Press the button with these words or this data, and wait for the bot's answer to the press."""
        message = self._message(message_id, in_chat)
        pressed = show(message).button(button)
        if pressed is None:
            raise Impossible(f"no button {button!r} under message {message_id}: {show(message).labels}")
        if pressed.data is None:
            return Answer("", False, pressed.url or "")
        world = self._world
        press = Press(str(world.fresh_number()), world.now() + BUTTON_PRESS)
        world.publish_press(press, self._press_body(press, message, pressed.data))
        answer = await world.changes.until(lambda: _outcome(press, world.now()), timeout)
        if not answer:
            raise Unanswered(f"{self.user.full_name} pressed {pressed.text!r} and the bot did not answer in time")
        return Answer(**answer)

    def _press_body(self, press: Press, message: Message, data: str) -> Json:
        shown = message.shown()
        if self._world.now() - message.date > INACCESSIBLE_AFTER:
            shown = {"chat": message.chat.shown(), "message_id": message.message_id, "date": 0}
        return {
            "id": press.query_id,
            "from": self.user.shown(),
            "message": shown,
            "chat_instance": str(message.chat.id),
            "data": data,
        }

    def _own(self, message_id: int, in_chat: Group | None) -> Message:
        message = self._message(message_id, in_chat)
        if message.sender.id != self.id:
            raise Impossible(f"message {message_id} is not from {self.user.full_name}")
        return message

    def _publish_edit(self, message: Message) -> None:
        message.edit_date = self._world.timestamp()
        self._world.publish_message(message, "edited_message")


def _outcome(press: Press, now: float) -> Json | None:
    """The answer once there is one, an empty one once the press has expired, None until then."""
    if press.answer is not None:
        return press.answer
    return {} if now >= press.expires_at else None
