"""All that the local server holds: the bot, the chats and their messages, what waits for the bot, and the faults."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.demo.changes import Changes
from bot.demo.chats import Chat, Json, Message, User
from bot.demo.errors import Refused, bad_request, forbidden
from bot.demo.faults import Faults
from bot.demo.files import FileStore
from bot.demo.journal import Entry
from bot.demo.limits import Limits, Pace
from bot.demo.updates import BUTTON_PRESS, DAY, UpdateQueue
from bot.demo.webhooks import Webhook

BLOCKED = "bot was blocked by the user"


@dataclass
class Press:
    """One press on an inline button, until the bot answers it or it expires."""

    query_id: str
    expires_at: float
    answer: Json | None = None


@dataclass
class Profile:
    """What the bot says of itself: commands by scope and language, texts by name and language."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int | None, Json] = field(default_factory=dict)


class World:
    def __init__(self, token: str, username: str, limits: Limits, now: Callable[[], float], retry_delay: float) -> None:
        self.token = token
        self.now = now
        self.bot = User(int(token.partition(":")[0]), "Aiguilleur", None, username, True, None)
        self.chats: dict[int, Chat] = {}
        self.users: dict[int, User] = {}
        self.presses: dict[str, Press] = {}
        self.profile = Profile()
        self.files = FileStore()
        self.faults = Faults()
        self.changes = Changes()
        self.pace = Pace(limits)
        self.journal: list[Entry] = []
        self.updates = UpdateQueue(now, first_id=int(now()), changed=self.changes.note)
        self.webhook = Webhook(self.updates, self.faults, now, retry_delay)
        self.typing: dict[int, tuple[str, float]] = {}
        self._numbers = int(now()) * 1000

    def timestamp(self) -> int:
        return int(self.now())

    def fresh_number(self) -> int:
        """For what needs an id of its own: presses, albums, polls."""
        self._numbers += 1
        return self._numbers

    def chat(self, chat_id: int | None) -> Chat:
        if chat_id is None:
            raise bad_request("chat_id is empty")
        if chat_id not in self.chats:
            raise bad_request("chat not found")
        return self.chats[chat_id]

    def writable_chat(self, chat_id: int | None) -> Chat:
        chat = self.chat(chat_id)
        if chat.closed_because:
            raise forbidden(chat.closed_because)
        if not chat.is_group and not chat.opened:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def publish_message(self, message: Message, kind: str = "message") -> None:
        """Tell the bot of a new or edited message, and the people that their chat changed."""
        chat = message.chat
        if kind != "message" or not chat.is_group or chat.reads_all or self._concerns_bot(message):
            # From when it was written, as Telegram counts.
            age = max(0.0, self.now() - (message.edit_date or message.date))
            self.publish(kind, message.shown(), lane=f"chat {chat.id}", lifetime=DAY - age)
        self.changes.note(chat.id)

    def publish(self, kind: str, body: Json, *, lane: str, lifetime: float = DAY) -> None:
        copies = self.faults.copies_of_next_update() if self.updates.wants(kind) else 1
        for update in self.updates.add(kind, body, lane=lane, lifetime=lifetime, copies=copies):
            self.webhook.notice(update)

    def publish_press(self, press: Press, body: Json) -> None:
        self.presses[press.query_id] = press
        self.publish("callback_query", body, lane=f"presses of {body['from']['id']}", lifetime=BUTTON_PRESS)

    def _concerns_bot(self, message: Message) -> bool:
        """What a bot in privacy mode is given in a group: commands, mentions of it, answers to it, service messages."""
        content = message.content
        text = content.get("text") or content.get("caption") or ""
        if any(entity["type"] == "bot_command" for entity in content.get("entities", [])):
            return True
        target = message.chat.messages.get(message.reply_to or 0)
        answers_bot = target is not None and target.sender.is_bot
        service = any(key in content for key in ("new_chat_members", "left_chat_member"))
        return answers_bot or service or f"@{self.bot.username}".lower() in text.lower()

    def record(self, method: str, params: dict[str, Any], result: object, refusal: Refused | None) -> None:
        message_id = result.get("message_id") if isinstance(result, dict) else None
        chat_id = str(params.get("chat_id"))
        self.journal.append(
            Entry(
                method=method,
                chat_id=int(chat_id) if chat_id.lstrip("-").isdigit() else None,
                params=params,
                status=refusal.code if refusal else 200,
                message_id=message_id,
                description=refusal.description if refusal else "",
                at=time.monotonic(),
            )
        )
