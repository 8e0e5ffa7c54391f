"""One update being handled: the open transaction and all that a handler may use. Handlers never commit."""

from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any, TypeAlias

from telegram import Bot, Message, Update
from telegram.ext import Application, CallbackContext

from handlers.talk.act import Act
from handlers.talk.permissions import Actor
from handlers.talk.replies import Reply, as_params
from knowledge.danger.hearing import NOTHING, Heard
from knowledge.finder.understand import Reader
from knowledge.snapshot import Knowledge
from storage.base import Json
from storage.outbox import Priority
from storage.people import Person
from storage.queueing import Queued, rewrite, take_back
from storage.retention import DEFAULT
from storage.roles import Role

# The library's application, whatever its six parameters.
OurApplication: TypeAlias = Application[Any, Any, Any, Any, Any, Any]
current_turn: ContextVar["Turn"] = ContextVar("current_turn")


@dataclass(kw_only=True)
class Turn(Act):
    """The handling of one update: what an act has, the person and their roles, the knowledge base, the messages queued.

    `person` is None outside private chats.
    """

    knowledge: Knowledge
    person: Person | None
    chat_id: int | None
    actors: frozenset[Actor] = frozenset({Actor.PERSON})
    roles: Sequence[Role] = ()
    # How long each kind of record is kept, as in storage/retention.py.
    lifetimes: Mapping[str, timedelta] = field(default_factory=lambda: DEFAULT)
    # Whether the person had an open case when the update came.
    has_open_case: bool = True
    # The address of the office, without a path; None where this process serves none.
    office: str | None = None
    taken: bool = False
    # The question asked in passing that this act may answer (handlers/talk/awaited.py).
    asked_in_passing: str | None = None
    # True where the bot has no answer, and a human may have one.
    is_unanswered: bool = False
    # The danger told in the message, and its other words, which alone may answer a form.
    heard: Heard = NOTHING
    words_left: str | None = None
    # What a button press shows at once. It skips the outbox, since it is worth nothing later.
    notice: str | None = None
    sent: list[Queued] = field(default_factory=list)

    @cached_property
    def reader(self) -> Reader:
        """The reader of texts for this update, which understands each text only once."""
        return self.knowledge.understanding.reader()

    @property
    def today(self) -> date:
        """The local date, by business time."""
        return self.now.astimezone(self.hours.zone).date()

    async def reply(self, reply: Reply, *, forget: bool = False) -> Queued:
        """Queue a message to the chat of this update, and return it.

        With `forget` its content is deleted once it was sent.
        """
        return await self.call("send_message", as_params(reply), forget=forget)

    async def call(
        self,
        method: str,
        params: Json,
        priority: Priority = Priority.ANSWER,
        *,
        forget: bool = False,
        key: str | None = None,
        aims_at: int | None = None,
    ) -> Queued:
        """Queue a call of the Bot API for the chat of this update, and return it.

        No second row may have the same `key`. `aims_at` is the row of the message that the call edits. With `forget`
        its content is deleted once it was sent. Raise ValueError where the update has no chat.
        """
        if self.chat_id is None:
            raise ValueError("this update has no chat to answer in")
        row = await self.sender.send(
            self.chat_id, method, params, priority=priority, key=key, aims_at=aims_at, forget=forget
        )
        self.sent.append(row)
        return row

    @property
    def answer(self) -> Queued | None:
        """The last message queued for the chat of this update, edits of earlier ones left out; None without any."""
        return next((one for one in reversed(self.sent) if one.method == "send_message"), None)

    async def rewrite(self, queued: Queued, params: Json) -> None:
        """Replace the arguments of a message that this update has queued."""
        self.sent[self.sent.index(queued)] = await rewrite(self.session, queued, params)

    async def take_back_last(self) -> None:
        """Take back the last message that this update has queued, if any."""
        if self.sent:
            await take_back(self.session, self.sent.pop())

    def known(self) -> Person:
        """Return the person of this private chat. Raise ValueError in any other chat, where no handler calls this."""
        if self.person is None:
            raise ValueError("no person in this chat")
        return self.person


class Context(CallbackContext[Bot, dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """The context that python-telegram-bot gives to handlers; it carries nothing but the current turn."""

    @classmethod
    def from_update(cls, update: object, application: OurApplication) -> "Context":
        """Make the context of the current turn for the handler that takes the update, and note that one takes it."""
        # The library swallows what is raised here, so nothing is done but to hand over.
        context = cls(application)
        current_turn.get().taken = True
        return context

    @property
    def turn(self) -> Turn:
        """The handling of the current update."""
        return current_turn.get()


def text_of(update: Update) -> str:
    """Return the text or caption of this update's message, new or edited, "" without any, as `words_in` does."""
    return words_in(update.effective_message)


def words_in(message: Message | None) -> str:
    """Return the text or caption of a message, "" without any.

    While a form reads a message that tells of a danger, return only its other words.
    """
    turn = current_turn.get(None)
    if turn is not None and turn.words_left is not None:
        return turn.words_left
    return written_in(message)


def written_in(message: Message | None) -> str:
    """Return the whole text or caption of a message, even what tells of a danger; "" without any."""
    return (message.text or message.caption or "") if message is not None else ""
