"""All that a person can put in a chat from a phone. Every send returns the id of the message."""

from collections.abc import Sequence

from bot.demo import gifts
from bot.demo.chats import Chat, Json, Message, User
from bot.demo.detection import with_detected
from bot.demo.formatting import Entity, units
from bot.demo.groups import Group
from bot.demo.texts import TEXT_UNITS
from bot.demo.watching import Watcher
from bot.demo.world import World


class Impossible(Exception):
    """What nobody could do on a phone: press a button that is not there, write to a bot that one has blocked."""


class Phone(Watcher):
    def __init__(self, world: World, user: User) -> None:
        self._private = world.chats.setdefault(user.id, Chat(user.id, "private", "", owner=user))
        super().__init__(world, self._private, user.full_name)
        self.user = user

    async def send_formatted(self, text: str, entities: list[Entity]) -> int:
        """With the bold, the links and so on that a phone puts in, as Telegram tells them."""
        return self._put({"text": text, "entities": with_detected(text, entities)})

    async def send(self, text: str, *, reply_to: int | None = None, in_chat: Group | None = None) -> int:
        """A text longer than a message leaves as several, as from any phone; the id is that of the last."""
        if not text.strip():
            raise Impossible("an empty message cannot be sent")
        return [self._put(words(part), reply_to, in_chat) for part in _messages_of(text.strip())][-1]

    async def reply_to(self, message_id: int, text: str, *, in_chat: Group | None = None) -> int:
        self._message(message_id, in_chat)
        return await self.send(text, reply_to=message_id, in_chat=in_chat)

    async def open_link(self, payload: str = "") -> int:
        """Follow a link `t.me/<bot>?start=<payload>` and press Start."""
        return await self.send(f"/start {payload}")

    async def send_photo(self, data: bytes = b"", caption: str = "", *, in_chat: Group | None = None) -> int:
        photo = gifts.photo(self._world.files, data or gifts.plain_image())
        return self._put(photo | words(caption, "caption"), None, in_chat)

    async def send_album(self, count: int = 2, caption: str = "") -> list[int]:
        """Photos sent together: one message each, the caption on the first."""
        album = {"media_group_id": str(self._world.fresh_number())}
        photos = [gifts.photo(self._world.files, gifts.plain_image(64 + rank)) for rank in range(count)]
        photos[0] |= words(caption, "caption")
        return [self._put(photo | album) for photo in photos]

    async def send_document(
        self,
        name: str = "projet.pdf",
        data: bytes = b"%PDF-1.4\n",
        caption: str = "",
        mime_type: str = "application/pdf",
    ) -> int:
        document = gifts.document(self._world.files, data, name, mime_type)
        return self._put(document | words(caption, "caption"))

    async def send_voice(self, data: bytes = b"OggS", seconds: int = 3) -> int:
        return self._put(gifts.voice(self._world.files, data, seconds))

    async def send_sticker(self, emoji: str = "🙂") -> int:
        return self._put(gifts.sticker(self._world.files, emoji))

    async def send_location(self, latitude: float, longitude: float, live_period: int | None = None) -> int:
        return self._put(gifts.location(latitude, longitude, live_period))

    async def send_contact(self, phone_number: str, first_name: str) -> int:
        return self._put(gifts.contact(phone_number, first_name))

    async def send_poll(self, question: str, options: Sequence[str]) -> int:
        return self._put(gifts.poll(self._world.fresh_number(), question, options))

    async def send_other(self, content: Json) -> int:
        """What else people send, as the Bot API names it: a die, a venue, a story, a round video."""
        return self._put(content)

    def _put(self, content: Json, reply_to: int | None = None, in_chat: Group | None = None) -> int:
        chat = self._chat_of(in_chat)
        if not chat.is_group:
            if chat.closed_because:
                raise Impossible(f"{self.user.full_name} cannot write: {chat.closed_because}")
            chat.opened = True
        message = chat.append(self.user, self._world.timestamp(), content, reply_to=reply_to)
        self._world.publish_message(message)
        return message.message_id

    def _chat_of(self, group: Group | None) -> Chat:
        if group is None:
            return self._private
        chat = self._world.chats[group.id]
        if self.user.id not in chat.members:
            raise Impossible(f"{self.user.full_name} is not in the group {chat.title}")
        return chat

    def _message(self, message_id: int, in_chat: Group | None) -> Message:
        message = self._chat_of(in_chat).messages.get(message_id)
        if message is None:
            raise Impossible(f"message {message_id} is not in this chat (any more)")
        return message


def words(text: str, name: str = "text") -> Json:
    """Words as a message carries them, with what Telegram recognises in them; nothing when there are none."""
    if not text:
        return {}
    entities = with_detected(text, [])
    label = "entities" if name == "text" else f"{name}_entities"
    return {name: text} | ({label: entities} if entities else {})


def _messages_of(text: str) -> list[str]:
    """Parts that each fit a message, cut at a line or a space where there is one."""
    parts = []
    while units(text) > TEXT_UNITS:
        # Half as many characters as units always fit, whatever the alphabet.
        room = text[: TEXT_UNITS if len(text) == units(text) else TEXT_UNITS // 2]
        at = max(room.rfind("\n"), room.rfind(" "))
        at = at if at > 0 else len(room)
        parts.append(text[:at])
        text = text[at:].lstrip()
    return [*parts, text]
