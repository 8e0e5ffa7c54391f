"""A case from opening to closing, with the bot killed (SIGKILL) at every step, by real processes.

What was written arrives, and nothing is done twice.
"""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from bot.clock import machine_now
from bot.commands.demo import free_port
from bot.demo.people import Person, Unanswered
from bot.demo.server import LocalTelegram
from storage.address import Address
from storage.case_copies import CARD, DELIVERED, RELAY, CaseCopy, cases_with_news
from storage.case_events import CaseEvent
from storage.case_messages import CaseMessage
from storage.cases import Case
from storage.database import Database
from storage.outbox import waiting_by_priority
from storage.people import meet
from storage.roles import Role
from tests.house import local_telegram
from tests.knowledge.base_of_one import write_base
from tests.reliability.doomed import POINTS
from tests.reliability.kills import Victim

PATIENCE = 60
KARINE, AICHA = 201, 101
CARD_WORDS = "Guéret (23)"


@dataclass
class Scene:
    telegram: LocalTelegram
    database: Database
    bot: Victim
    aicha: Person
    karine: Person
    presses: list[asyncio.Task[object]] = field(default_factory=list)

    def press(self, person: Person, label: str) -> None:
        """Press a button; the person who presses does not see whether the bot is alive."""
        under = next(said for said in reversed(person.received) if said.button(label))
        self.presses.append(asyncio.create_task(_press(person, under.message_id, label)))

    async def is_at_rest(self) -> bool:
        if self.telegram.world.updates.count():
            return False
        async with self.database.reading() as session:
            return not sum((await waiting_by_priority(session)).values()) and not await cases_with_news(session)

    async def rest(self) -> None:
        """Wait until the bot has nothing left to do."""
        async with asyncio.timeout(PATIENCE):
            while not await self.is_at_rest():
                await asyncio.sleep(0.05)

    async def death_or_rest(self) -> None:
        """Wait until the bot dies, or is at rest, and then kill it: an act may pass the point too seldom."""
        death = asyncio.create_task(self.bot.death())
        rest = asyncio.create_task(self.rest())
        await asyncio.wait({death, rest}, return_when=asyncio.FIRST_COMPLETED)
        rest.cancel()
        await self.bot.kill()
        await asyncio.wait({death, rest})


async def _press(person: Person, message_id: int, label: str) -> None:
    with suppress(Unanswered):
        await person.press(message_id, label, timeout=PATIENCE)


async def _open(scene: Scene) -> None:
    scene.press(scene.aicha, "Envoyer")


async def _add(scene: Scene) -> None:
    sent = next(said for said in scene.aicha.received if said.text.startswith("C'est envoyé"))
    await scene.aicha.send("La suite", reply_to=sent.message_id)


async def _reply(scene: Scene) -> None:
    card = next(said for said in reversed(scene.karine.received) if CARD_WORDS in said.text)
    await scene.karine.send("Bonjour à vous", reply_to=card.message_id)


async def _close(scene: Scene) -> None:
    scene.press(scene.karine, "Clore")


ACTS: Sequence[Callable[[Scene], Awaitable[None]]] = (_open, _add, _reply, _close)
HISTORY = ["open", "ask", "take", "reply", "answered", "close"]
# What each person has read in the end, by its beginning.
READ_BY_KARINE = (CARD_WORDS, "La suite", "✓ Remis à")
READ_BY_AICHA = ("C'est envoyé", "Karine Machat a pris", "Bonjour à vous", "Karine Machat a fermé")


@dataclass
class Seen:
    """What was seen. `wrong` has a sentence for each promise broken; `repeats` are messages received twice.

    A kill may repeat what was on its way.
    """

    kills: Counter[str] = field(default_factory=Counter)
    repeats: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def most_repeats(self) -> int:
        """Return the most repeats allowed: one message a chat is on its way at a time."""
        return 2 * sum(self.kills.values())


async def case_and_kills(address: Address, *, webhook: bool, turn: int, after: int = 0) -> Seen:
    """Run a case. The first act is killed at the point numbered `turn`, each next act at the next point.

    `after` is the number of passages that go well before.
    """
    seen, points = Seen(), list(POINTS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with local_telegram() as telegram:
            bot = Victim(telegram, address, write_base(folder / "base"), webhook, await free_port())
            scene = await _scene(telegram, Database(address), bot)
            try:
                for number, act in enumerate(ACTS):
                    point = points[(turn + number) % len(points)]
                    await _met_by(scene, act, point, after, folder / f"{number}.now")
                    seen.kills[point] += 1
                await bot.start()
                await scene.rest()
            finally:
                await bot.kill()
                for press in scene.presses:
                    press.cancel()
            await _look(scene, seen)
            await scene.database.close()
    return seen


async def _scene(telegram: LocalTelegram, database: Database, bot: Victim) -> Scene:
    aicha = telegram.person(id=AICHA, first_name="Aïcha")
    karine = telegram.person(id=KARINE, first_name="Karine")
    karine.open_chat()
    async with database.transaction() as session:
        await meet(session, KARINE, machine_now())
        session.add(Role(telegram_id=KARINE, role="delegate", name="Karine Machat", linked_at=machine_now()))
    return Scene(telegram, database, bot, aicha, karine)


async def _fill_in(scene: Scene) -> None:
    """Fill in the form, except for its last press."""
    for words in ("/contact", "Guéret", "Bonjour"):
        await scene.aicha.ask(words, timeout=PATIENCE)


async def _met_by(scene: Scene, act: Callable[[Scene], Awaitable[None]], point: str, after: int, doom: Path) -> None:
    """Let the bot meet the act and die, and a bot that takes up what was left die too, once that is done."""
    await scene.bot.start(point, after, once=doom)
    if act is _open:
        await _fill_in(scene)
    await scene.rest()
    doom.touch()
    await act(scene)
    await scene.death_or_rest()


async def _look(scene: Scene, seen: Seen) -> None:
    for person, expected in ((scene.karine, READ_BY_KARINE), (scene.aicha, READ_BY_AICHA)):
        for words in expected:
            times = sum(words in said.text for said in person.received)
            seen.repeats += max(0, times - 1)
            if not times:
                seen.wrong.append(f"{person.id} did not read {words!r}: {[said.text[:30] for said in person.received]}")
    async with scene.database.reading() as session:
        cases = (await session.scalars(select(Case))).all()
        history = (await session.scalars(select(CaseEvent.what).order_by(CaseEvent.id))).all()
        written = (await session.scalars(select(CaseMessage.excerpt).order_by(CaseMessage.id))).all()
        shown = select(CaseCopy.state).where(CaseCopy.kind.in_((CARD, RELAY))).distinct()
        states = (await session.scalars(shown)).all()
    if len(cases) != 1 or list(history) != HISTORY:
        seen.wrong.append(f"{len(cases)} cases, whose history is {history}")
    if list(written) != ["Bonjour", "La suite", "Bonjour à vous"]:
        seen.wrong.append(f"kept: {written}")
    if list(states) != [DELIVERED]:
        seen.wrong.append(f"copies are {states}")
