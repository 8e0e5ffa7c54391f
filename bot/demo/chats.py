"""People, groups and the messages in them, as Telegram's servers keep them. Knows nothing of HTTP or of updates."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class User:
    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    is_bot: bool = False
    language_code: str | None = "fr"

    def shown(self) -> Json:
        shown: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        optional = {
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
        }
        return shown | {key: value for key, value in optional.items() if value}

    @property
    def full_name(self) -> str:
        return " ".join(filter(None, [self.first_name, self.last_name]))


@dataclass
class Message:
    message_id: int
    chat: "Chat"
    sender: User
    date: int
    content: Json
    """What differs by kind, named as in the Bot API: text and entities, photo, caption, location…"""
    reply_to: int | None = None
    markup: Json | None = None
    edit_date: int | None = None
    silent: bool = False
    extra: Json = field(default_factory=dict)

    def shown(self, *, with_reply: bool = True) -> Json:
        """The message as the Bot API gives it to the bot; the message replied to is shown without its own."""
        shown: Json = {
            "message_id": self.message_id,
            "from": self.sender.shown(),
            "chat": self.chat.shown(),
            "date": self.date,
            **({"edit_date": self.edit_date} if self.edit_date else {}),
            **self.content,
            **self.extra,
        }
        if self.markup and "inline_keyboard" in self.markup:
            shown["reply_markup"] = self.markup
        target = self.chat.messages.get(self.reply_to) if self.reply_to else None
        if with_reply and target is not None:
            shown["reply_to_message"] = target.shown(with_reply=False)
        return shown


@dataclass
class Chat:
    """A private chat carries the person's id; a group has members and a negative id."""

    id: int
    kind: str
    title: str
    owner: User | None = None
    members: dict[int, User] = field(default_factory=dict)
    reads_all: bool = True
    """In a group: whether the bot is given every message, or only those that concern it."""
    opened: bool = False
    """In a private chat: whether the person ever wrote to the bot."""
    closed_because: str | None = None
    """Why the bot may not write here any more, in Telegram's words."""
    messages: dict[int, Message] = field(default_factory=dict)
    last_message_id: int = 0

    @property
    def is_group(self) -> bool:
        return self.kind != "private"

    def shown(self) -> Json:
        if self.owner is None:
            return {"id": self.id, "type": self.kind, "title": self.title}
        names = {"last_name": self.owner.last_name, "username": self.owner.username}
        person = {"first_name": self.owner.first_name} | {key: value for key, value in names.items() if value}
        return {"id": self.id, "type": self.kind, **person}

    def append(self, sender: User, date: int, content: Json, **more: Any) -> Message:
        self.last_message_id += 1
        message = Message(self.last_message_id, self, sender, date, content, **more)
        self.messages[message.message_id] = message
        return message
