"""What the team does in the simulated year: in the chat, and on the command line."""

import asyncio
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.clock import machine_now
from bot.demo.people import Person
from bot.demo.shown import Shown
from handlers.roles.tokens import new_invitation
from storage.clock import how_far_ahead
from storage.database import Database
from storage.meetings import Meeting, MeetingState
from tests.bot.commands.console import console
from tests.reliability.year.hours import PARIS
from tests.reliability.year.phone import Phone


class Team:
    def __init__(
        self, person: Person, database: Database, environment: Mapping[str, str], kills: Callable[[], int]
    ) -> None:
        self._phone = Phone(person, kills)
        self._database = database
        self._environment = dict(environment)

    async def arrive(self) -> None:
        async with self._database.transaction() as session:
            token, invitation = new_invitation("team", "Chloé Rivolet", machine_now() + await how_far_ahead(session))
            session.add(invitation)
        await self._send(f"/start {token}")

    async def proposals(self) -> list[Meeting]:
        async with self._database.reading() as session:
            rows = select(Meeting).where(Meeting.state == MeetingState.PROPOSED).order_by(Meeting.starts_at)
            return list(await session.scalars(rows))

    async def publish(self, meeting: int) -> None:
        await self.change(meeting, "link", f"https://visio.example/{meeting}")
        answer = await self._act(meeting, "pub")
        assert answer.text.startswith("C'est publié."), answer.text

    async def change(self, meeting: int, field: str, value: str) -> str:
        """Change a field of a meeting, and return what the bot answers."""
        card = await self._card(meeting)
        if card.button(f"reunion:{meeting}:f:{field}") is None:
            card = await self._press(card, f"reunion:{meeting}:edit")
        await self._press(card, f"reunion:{meeting}:f:{field}")
        return (await self._send(value)).text

    async def add_day(self, starts_at: datetime, capacity: int) -> Mapping[str, Any]:
        place = ["--place", "La Ruche, Guéret", "--minutes", "420", "--capacity", str(capacity)]
        return await self._command("add", "rencontre", _local(starts_at), *place, "--json")

    async def move(self, meeting: int, starts_at: datetime) -> None:
        await self._command("move", str(meeting), _local(starts_at), "--json")

    async def cancel(self, meeting: int) -> None:
        await self._command("cancel", str(meeting), "--json")

    async def _act(self, meeting: int, act: str) -> Shown:
        return await self._press(await self._card(meeting), f"reunion:{meeting}:{act}")

    async def _card(self, meeting: int) -> Shown:
        return await self._press(await self._send("/reunions"), f"reunion:{meeting}")

    async def _press(self, message: Shown, button: str) -> Shown:
        return await self._phone.press(message, button, _is_answer)

    async def _send(self, words: str) -> Shown:
        return await self._phone.send(words, _is_answer)

    async def _command(self, *arguments: str) -> Mapping[str, Any]:
        shown = await asyncio.to_thread(console, "meetings", *arguments, **self._environment)
        assert shown.returncode == 0, arguments
        read: Mapping[str, Any] = json.loads(shown.stdout)
        return read


def _is_answer(one: Shown) -> bool:
    """Tell whether a message answers the team, and is not said unasked."""
    return not one.text.startswith("Des dates")


def _local(moment: datetime) -> str:
    return moment.astimezone(PARIS).strftime("%Y-%m-%dT%H:%M")
