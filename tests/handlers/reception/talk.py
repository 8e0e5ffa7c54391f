"""A talk: people act one after the other, and after each act all messages received are compared, chat by chat."""

from collections.abc import Awaitable, Mapping
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import TypeVar

from bot.clock import machine_now
from bot.demo.groups import Group
from bot.demo.people import Person
from bot.demo.shown import Shown
from bot.demo.watching import Watcher
from handlers.roles.tokens import new_invitation
from knowledge.snapshot import Knowledge
from storage.clock import how_far_ahead, move_ahead
from tests.handlers.reception.said import Expected, Heard, heard
from tests.house import Ground, running, settled

Elsewhere = Mapping[str, list[Expected]]
"""What others receive meanwhile, by the name of a person or a group."""
Done = TypeVar("Done")
TURNS = 8
"""The fewest turns of a talk."""


class Talk:
    def __init__(self, ground: Ground, knowledge: Knowledge, house: AsyncExitStack) -> None:
        self.ground = ground
        self.knowledge = knowledge
        self.turns = 0
        self._house = house
        self._chats: dict[str, Watcher] = {}
        self._read: dict[int, int] = {}

    def person(self, first_name: str) -> "Voice":
        person = self.ground.telegram.person(first_name=first_name)
        self._chats[first_name] = person
        return Voice(self, first_name, person)

    def group(self, title: str, *members: "Voice") -> Group:
        group = self.ground.telegram.group(members=[member.person for member in members], title=title)
        self._chats[title] = group
        return group

    async def invitation(self, role: str, name: str) -> str:
        """Return the payload of an invitation by the team."""
        async with self.ground.house.database.transaction() as session:
            token, invitation = new_invitation(role, name, machine_now() + await how_far_ahead(session))
            session.add(invitation)
        return token

    async def later(self, much: timedelta) -> None:
        """Move business time forward."""
        async with self.ground.house.database.transaction() as session:
            await move_ahead(session, await how_far_ahead(session) + much)

    def grow_old(self, voice: "Voice", much: timedelta) -> None:
        """Make the messages of somebody look so much older."""
        for message in self.ground.telegram.world.chats[voice.person.id].messages.values():
            message.date -= int(much.total_seconds())

    async def stop_bot(self) -> None:
        await self._house.aclose()

    async def start_bot(self) -> None:
        house = running(self.ground.settings, self.knowledge)
        self.ground.house = await self._house.enter_async_context(house)

    async def hear(self, everybody: Elsewhere) -> None:
        """End a turn: compare what was said since the last one with what was expected, chat by chat."""
        self.turns += 1
        await settled(self.ground)
        assert self.news() == {name: list(said) for name, said in everybody.items() if said}

    async def end(self) -> None:
        """Check that no message was unexpected, and that the talk was long enough."""
        await settled(self.ground)
        assert self.news() == {}
        assert self.turns >= TURNS

    def news(self) -> dict[str, list[Heard]]:
        said = {name: [heard(one) for one in self._unread(chat)] for name, chat in self._chats.items()}
        return {name: news for name, news in said.items() if news}

    def _unread(self, chat: Watcher) -> list[Shown]:
        """Return the new messages, known by their ids, which grow; an edit is no new message."""
        unread = [said for said in chat.received if said.message_id > self._read.get(chat.id, 0)]
        self._read[chat.id] = max((said.message_id for said in unread), default=self._read.get(chat.id, 0))
        return unread


class Voice:
    """Somebody in a talk. Each act is a turn, which ends when the bot has nothing more to say."""

    def __init__(self, talk: Talk, name: str, person: Person) -> None:
        self.talk = talk
        self.name = name
        self.person = person

    async def says(self, words: str, *expected: Expected) -> int:
        return await self.does(self.person.send(words), *expected)

    async def opens(self, link: str, *expected: Expected) -> int:
        """Follow a link t.me/<bot>?start=<link>."""
        return await self.does(self.person.open_link(link), *expected)

    async def presses(self, label: str, *expected: Expected, under: int | None = None, told: str = "") -> None:
        """Press the button of this name, latest or under the message `under`; `told` is the notice expected."""
        answer = await self.does(self.person.press(under or self.latest_with(label), label), *expected)
        assert answer.text == told

    async def does(self, act: Awaitable[Done], *expected: Expected) -> Done:
        """Do any other act."""
        done = await act
        await self.talk.hear({self.name: list(expected)})
        return done

    def latest_with(self, label: str) -> int:
        """Return the id of the latest message with this button."""
        return next(said.message_id for said in reversed(self.person.received) if said.button(label))
