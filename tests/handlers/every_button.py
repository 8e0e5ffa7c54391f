"""A crawler that presses a button of each kind that the bot shows: twice at once, and again later."""

import asyncio
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import delete, update
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.announcements.buttons import ANNOUNCEMENT
from handlers.cases.core.buttons import CLOSE
from handlers.meetings.buttons import TEAM
from handlers.talk.texts import OLD_BUTTON
from storage.people import Person as Row
from storage.rates import Rate
from tests.desk import Desk, Voice
from tests.house import settled

LAST = re.compile(r"^(effacer:oui|quitter:oui|retirer:.*:oui|retenus:)")
"""Kinds that end much else, pressed when nothing else is left."""
MANY_ACTS = (ANNOUNCEMENT, TEAM)
MOST = 1  # buttons pressed of each kind
Snapshot = tuple[tuple[int, str, str], ...]


@dataclass(frozen=True)
class Press:
    """A button on somebody's phone."""

    voice: Voice
    message_id: int
    code: str

    @property
    def verb(self) -> str:
        return self.code.partition(":")[0]

    @property
    def kind(self) -> str:
        """Return its verb, with the word after it for verbs of the team that do several things."""
        verb, _, more = self.code.partition(":")
        word = more.partition(":")[0]
        if verb == CLOSE and more.endswith(":oui"):
            return f"{verb}:oui"  # said again, where nobody has replied
        return f"{verb}:{word}" if verb in MANY_ACTS and word.isalpha() else verb

    @property
    def name(self) -> str:
        return self.voice.person.user.first_name

    async def now(self) -> str:
        return (await self.voice.person.press(self.message_id, self.code)).text


@dataclass
class Crawl:
    desk: Desk
    done: list[Press] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)

    @property
    def verbs(self) -> set[str]:
        return {press.verb for press in self.done}

    async def everything(self, *voices: Voice) -> None:
        """Press until nobody has a button of a kind that was not pressed."""
        while press := self._next(voices):
            self.done.append(press)
            await self._press(press)

    def _next(self, voices: tuple[Voice, ...]) -> Press | None:
        pressed = Counter(press.kind for press in self.done)
        codes = {(press.name, press.code) for press in self.done}
        new = [
            press for voice in voices for press in shown(voice)
            if pressed[press.kind] < MOST and (press.name, press.code) not in codes
        ]  # fmt: skip
        return min(new, key=lambda press: bool(LAST.match(press.code)), default=None)

    async def _press(self, press: Press) -> None:
        """Press twice at once, which counts as one, and later if it is still there; each press must show something."""
        before = snapshot(press.voice)
        notices = await asyncio.gather(press.now(), press.now())
        await quiet(self.desk)
        after = snapshot(press.voice)
        if after == before and not any(notices):
            self.silent.append(f"{press.code}, the first time")
        await forget_last_presses(self.desk)
        if press not in shown(press.voice):
            return
        notice = await press.now()
        await quiet(self.desk)
        if snapshot(press.voice) == after and not notice:
            self.silent.append(f"{press.code}, the second time")

    async def long_after(self, *voices: Voice) -> dict[str, str]:
        """Press a button of each kind a month later; return what those tell that do not say that they are old."""
        told = {}
        for voice in voices:
            grow_old(self.desk, voice)
            before = snapshot(voice)
            for press in {press.kind: press for press in shown(voice)}.values():
                notice = await press.now()
                if notice != OLD_BUTTON:
                    told[press.code] = notice
            await quiet(self.desk)
            if snapshot(voice) != before:
                told[voice.person.user.first_name] = "something was said"
        return told


def shown(voice: Voice) -> Iterator[Press]:
    for message in reversed(voice.person.received):
        for row in message.buttons:
            for button in row:
                if button.data:
                    yield Press(voice, message.message_id, button.data)


def snapshot(voice: Voice) -> Snapshot:
    return tuple((one.message_id, one.text, str(one.labels)) for one in voice.person.received)


async def quiet(desk: Desk) -> None:
    """Wait until nothing is under way, and lift the limits, since these people act faster than anybody could."""
    async with desk.here.house.database.transaction() as session:
        await session.execute(delete(Rate))
    await settled(desk.here)


async def forget_last_presses(desk: Desk) -> None:
    """Make the last presses look three seconds old."""
    async with desk.here.house.database.transaction() as session:
        await session.execute(update(Row).values(last_press=None))


def grow_old(desk: Desk, voice: Voice) -> None:
    """Make the messages of somebody look a month old."""
    for message in desk.here.telegram.world.chats[voice.person.id].messages.values():
        message.date -= 31 * 24 * 3600


async def forged(desk: Desk, voice: Voice, code: str) -> tuple[list[str], str]:
    rows = InlineKeyboardMarkup([[InlineKeyboardButton("Un bouton", callback_data=code)]])
    sent = await desk.here.house.bot.send_message(voice.person.id, "Un message", reply_markup=rows)
    answer = await voice.person.press(sent.message_id, "Un bouton")
    await quiet(desk)
    return [said.text for said in voice.person.received if said.message_id > sent.message_id], answer.text
