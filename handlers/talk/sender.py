"""The one maker of messages to Telegram, which all code that writes one goes through."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.talk.replies import Reply, as_params
from storage.outbox import OutboxMessage, Priority, key_is_taken
from storage.queueing import Queued, enqueue


@dataclass(frozen=True)
class Sender:
    """The writer of messages to Telegram: each call of the Bot API becomes a row of the outbox in the open transaction.

    `machine_now` is when the rows are written; `update_id` is the update being handled, if any.
    """

    session: AsyncSession
    machine_now: datetime
    update_id: int | None = None

    async def say(self, chat_id: int, reply: Reply, *, priority: Priority, key: str | None = None) -> Queued:
        """Queue a text message with buttons for a chat; it leaves once the transaction is committed."""
        return await self.send(chat_id, "send_message", as_params(reply), priority=priority, key=key)

    async def send(
        self,
        chat_id: int,
        method: str,
        params: Mapping[str, object],
        *,
        priority: Priority,
        key: str | None = None,
        aims_at: int | None = None,
        silent: bool = False,
        watched: bool = False,
        forget: bool = False,
    ) -> Queued:
        """Queue a call of the Bot API for a chat, and return it; it leaves once the transaction is committed.

        No second row may have the same `key`. `aims_at` is the row of the message that this call answers, edits or
        deletes. With `silent` the telephone makes no sound; with `watched` a duty reads how the message ended; with
        `forget` its content is deleted once it was sent.
        """
        row = OutboxMessage(
            chat_id=chat_id,
            method=method,
            params={**params, "disable_notification": True} if silent else dict(params),
            created_at=self.machine_now,
            priority=priority,
            aims_at=aims_at,
            key=key,
            update_id=self.update_id,
            forget_once_sent=forget,
            watched=watched,
        )
        return await enqueue(self.session, row)

    async def send_once(
        self,
        chat_id: int,
        call: tuple[str, Mapping[str, object]],
        *,
        priority: Priority,
        key: str,
        silent: bool = False,
    ) -> bool:
        """Queue a call of the Bot API, unless a row with this `key` is kept already; return whether it was queued.

        `call` is the method and its arguments without the chat.
        """
        if await key_is_taken(self.session, key):
            return False
        method, params = call
        await self.send(chat_id, method, params, priority=priority, key=key, silent=silent)
        return True
