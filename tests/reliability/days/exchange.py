"""The exchange between phones and the bot, any part of which the death of the process may cut off.

Updates go through the real routes, each in one transaction; messages come by the order of the outbox.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Bot, Update

from bot.application import build_application
from bot.dispatcher import aimed_params
from handlers.cases.capability import CAPABILITY
from handlers.reception.router import routes
from handlers.talk.hours import Hours
from handlers.talk.permissions import Actor
from handlers.talk.turn import Context, Turn, current_turn
from knowledge.snapshot import Knowledge
from storage.base import Json
from storage.clock import which_hold
from storage.database import Database
from storage.outbox import OutboxMessage, State, messages_by_id, record_sent
from storage.people import meet
from storage.rates import Rate
from storage.standing import standing_of
from storage.updates import begin_update
from storage.waiting import Content
from tests.house import TOKEN, tick_at
from tests.reliability.days.phone import Line, Phone

BOT_ID = 4242
DUTIES = tuple(duty for duty in CAPABILITY.duties if not duty.needs_mail)


class Killed(Exception):
    """The process has died: what was not committed is undone, and Telegram sends the update again."""


@dataclass
class Exchange:
    """The bot beside its phones; it dies in `kills` of its steps. `deaths` and `questions` are counts."""

    database: Database
    knowledge: Knowledge
    chance: random.Random
    now: datetime
    shown: Callable[[Phone, Line], None]
    kills: float = 0.0
    deaths: int = 0
    questions: int = 0
    phones: dict[int, Phone] = field(default_factory=dict)
    last: int = 0

    def __post_init__(self) -> None:
        self._bot = Bot(TOKEN)
        self._application, self._routes = build_application(self._bot), routes()

    def number(self) -> int:
        """Return the next number of an update or a message."""
        self.last += 1
        return self.last

    @property
    def date(self) -> int:
        return int(self.now.timestamp())

    def is_killed(self) -> bool:
        dies = self.chance.random() < self.kills
        self.deaths += dies
        return dies

    async def writes(self, phone: Phone, content: Json, reply_to: int | None = None) -> tuple[Line, str | None]:
        """Send a message, and return it with the notice."""
        words = str(content.get("text") or content.get("caption") or "")
        line = phone.write(Line(self.number(), words, [], reply_to, own=True, content=content))
        return line, await self.take(phone, {"message": self._of_owner(phone, line)})

    async def edits(self, phone: Phone, line: Line, words: str) -> None:
        """Correct the words of a message."""
        line.text = words
        line.content = line.content | ({"text": words} if "text" in line.content else {"caption": words})
        message = self._of_owner(phone, line) | {"edit_date": self.date}
        await self.take(phone, {"edited_message": message})

    async def taps(self, phone: Phone, line: Line, code: str) -> str | None:
        """Press a button, and return the notice."""
        message = line.json(phone.owner, self.date, phone.lines)
        query = {"id": "1", "from": self._owner(phone), "message": message, "chat_instance": "1", "data": code}
        return await self.take(phone, {"callback_query": query})

    def _owner(self, phone: Phone) -> Json:
        first, _, last = phone.name.partition(" ")
        return {"id": phone.owner, "is_bot": False, "first_name": first, "last_name": last}

    def _of_owner(self, phone: Phone, line: Line) -> Json:
        return line.json(phone.owner, self.date, phone.lines) | {"from": self._owner(phone)}

    async def take(self, phone: Phone, update: Json) -> str | None:
        """Hand an update to the bot until it is acknowledged; return what the press shows at once."""
        read = Update.de_json({"update_id": self.number(), **update}, self._bot)
        while True:
            try:
                return await self._once(phone, read)
            except Killed:
                continue

    async def _once(self, phone: Phone, update: Update) -> str | None:
        notice = None
        async with self.database.transaction() as session:
            if await begin_update(session, BOT_ID, update.update_id, self.now):
                turn = await self._turn(session, phone.owner, update)
                reset = current_turn.set(turn)
                try:
                    await self._route(update)
                finally:
                    current_turn.reset(reset)
                notice = turn.notice
                if self.is_killed():
                    raise Killed
        if self.is_killed():
            raise Killed  # Telegram does not know that it was done
        return notice

    async def _turn(self, session: AsyncSession, owner: int, update: Update) -> Turn:
        await session.execute(delete(Rate))
        person, standing = await meet(session, owner, self.now), await standing_of(session, owner)
        actors = frozenset({Actor.PERSON, *(Actor(role.role) for role in standing.roles)})
        return Turn(
            session=session,
            now=self.now,
            machine_now=self.now,
            hours=Hours(),
            actors=actors,
            knowledge=self.knowledge,
            person=person,
            chat_id=owner,
            update_id=update.update_id,
            roles=standing.roles,
            has_open_case=standing.has_open_case,
        )

    async def _route(self, update: Update) -> None:
        for route in self._routes:
            if route.check_update(update) not in (None, False):
                await route.callback(update, Context(self._application))
                return

    async def carries(self, share: float = 1.0) -> None:
        """Deliver what waits, or only some of it, in the order of each chat; then do what is due."""
        for _ in range(40):
            async with self.database.transaction() as session:
                heads = [each for each in await _heads_of_chats(session) if self.chance.random() < share]
                for row, target in heads:
                    await self._deliver(session, row, aimed_params(_content(row, target)))
            if not heads:
                break
        await self.does_what_is_due()

    async def _deliver(self, session: AsyncSession, row: OutboxMessage, params: Json | None) -> None:
        phone, made = self.phones[row.chat_id], None
        if params is not None and row.method == "delete_message":
            phone.lines.pop(params["message_id"], None)
        elif params is not None and row.method.startswith("edit"):
            line = phone.edit(params["message_id"], params)
            if line is not None:
                self.shown(phone, line)
        elif params is not None and row.method.startswith(("send", "copy")):
            made = self._show(phone, row.method, params)
        if made is not None and self.is_killed():
            phone.lines[made].is_unknown = True
            return  # nobody has written down that it arrived: it comes once more
        await record_sent(session, row.id, made, self.now)

    def _show(self, phone: Phone, method: str, params: Json) -> int:
        content: Json = {}
        if method == "copy_message":
            copied = self.phones[params["from_chat_id"]].lines.get(params["message_id"])
            content = copied.content if copied is not None else {"text": "…"}
        line = phone.show(self.number(), params, content)
        line.at = self.now
        self.shown(phone, line)
        self.questions += line.is_question
        return line.id

    async def does_what_is_due(self) -> None:
        async with self.database.reading() as session:
            tick = tick_at(session, self.now, self.knowledge)
            asked = [duty.condition(tick) for duty in DUTIES if duty.condition is not None]
            holds = iter(await which_hold(session, asked))
        for duty in [duty for duty in DUTIES if duty.condition is None or next(holds)]:
            async with self.database.transaction() as session:
                tick = tick_at(session, self.now, self.knowledge)
                if duty.has_work is None or await duty.has_work(tick):
                    await duty.do(tick)

    def later(self, **much: float) -> None:
        self.now += timedelta(**much)


async def _heads_of_chats(session: AsyncSession) -> list[tuple[OutboxMessage, OutboxMessage | None]]:
    """Return the next message of each chat, with the one that it answers, edits or deletes, which has left."""
    waiting = select(OutboxMessage).where(OutboxMessage.state == State.WAITING)
    rows = (await session.scalars(waiting.order_by(OutboxMessage.priority, OutboxMessage.id))).all()
    targets = await messages_by_id(session, {row.aims_at for row in rows if row.aims_at is not None})
    heads: dict[int, tuple[OutboxMessage, OutboxMessage | None]] = {}
    for row in rows:
        target = targets.get(row.aims_at or 0)
        if target is None or target.state != State.WAITING:
            heads.setdefault(row.chat_id, (row, target))
    return list(heads.values())


def _content(row: OutboxMessage, target: OutboxMessage | None) -> Content:
    return Content(row, target.state if target else None, target.message_id if target else None)
