"""A chat as a person sees it on a phone, now: edits and deletions applied, buttons by their words."""

from dataclasses import asdict, dataclass
from typing import Any

from bot.demo.chats import Chat, Json, Message
from bot.demo.formatting import Entity, to_html

KINDS = ("photo", "document", "voice", "sticker", "location", "contact", "poll", "new_chat_members", "text")


@dataclass(frozen=True)
class Button:
    text: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Shown:
    message_id: int
    chat_id: int
    kind: str
    sender: str
    from_bot: bool
    text: str
    """The text, or the caption of a file."""
    entities: tuple[Entity, ...]
    html: str
    buttons: tuple[tuple[Button, ...], ...]
    keyboard: tuple[tuple[str, ...], ...]
    """The reply keyboard that came with this message."""
    date: int
    edited: bool
    silent: bool
    reply_to: int | None
    content: Json

    @property
    def labels(self) -> list[list[str]]:
        """The words on the buttons, row by row."""
        return [[button.text for button in row] for row in self.buttons]

    def button(self, wanted: str) -> Button | None:
        """The button with these words or this data."""
        every = [button for row in self.buttons for button in row]
        return next((one for one in every if wanted in (one.text, one.data)), None)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def show_chat(chat: Chat) -> list[Shown]:
    return [show(message) for message in chat.messages.values()]


def show(message: Message) -> Shown:
    content = message.content
    text = content.get("text") or content.get("caption") or ""
    entities = content.get("entities") or content.get("caption_entities") or []
    markup = message.markup or {}
    return Shown(
        message_id=message.message_id,
        chat_id=message.chat.id,
        kind=next((kind for kind in KINDS if kind in content), "other"),
        sender=message.sender.full_name,
        from_bot=message.sender.is_bot,
        text=text,
        entities=tuple(entities),
        html=to_html(text, entities),
        buttons=tuple(tuple(_button(one) for one in row) for row in markup.get("inline_keyboard", [])),
        keyboard=tuple(tuple(one["text"] for one in row) for row in markup.get("keyboard", [])),
        date=message.date,
        edited=message.edit_date is not None,
        silent=message.silent,
        reply_to=message.reply_to,
        content=content,
    )


def _button(button: Json) -> Button:
    return Button(button["text"], button.get("callback_data"), button.get("url"))
