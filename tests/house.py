"""The whole bot in a test, on a real database, beside a local server that stands for Telegram."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.app import RunningBot
from bot.clock import machine_now
from bot.commands.demo import free_port
from bot.demo.limits import Limits
from bot.demo.people import Person
from bot.demo.server import LocalTelegram
from bot.demo.shown import Shown
from bot.settings import Secret, Settings
from handlers.roles.tokens import new_invitation
from handlers.talk.act import Act
from handlers.talk.hours import Hours
from handlers.talk.permissions import Actor
from handlers.talk.tick import Tick
from knowledge.snapshot import Knowledge
from storage.address import Address
from storage.case_copies import is_any_case_with_news
from storage.clock import Duty, how_far_ahead, move_ahead, which_hold
from storage.outbox import is_any_waiting

TOKEN = "4242:test-token"
SECRET = "a-secret-of-the-tests"


@dataclass
class Ground:
    telegram: LocalTelegram
    house: RunningBot
    settings: Settings


@asynccontextmanager
async def local_telegram(limits: Limits | None = None) -> AsyncIterator[LocalTelegram]:
    server = LocalTelegram(token=TOKEN, limits=limits or Limits.lifted(), retry_delay=0.05)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


async def settings_for(
    telegram: LocalTelegram, address: Address, *, webhook: bool = False, demo_clock: bool = True,
    knowledge_dir: Path | None = None, pace: float = 10_000,
) -> Settings:  # fmt: skip
    port = await free_port()
    return Settings(
        database=address, data_dir=Path(), token=Secret(TOKEN), api_url=telegram.url, port=port, pace=pace,
        public_url=f"http://127.0.0.1:{port}" if webhook else None,
        webhook_secret=Secret(SECRET) if webhook else None, demo_clock=demo_clock, knowledge_dir=knowledge_dir,
    )  # fmt: skip


@asynccontextmanager
async def running(settings: Settings, knowledge: Knowledge) -> AsyncIterator[RunningBot]:
    """Run the bot, from its first call to Telegram to a clean stop."""
    house = RunningBot(settings, knowledge)
    stopping = asyncio.Event()
    task = asyncio.create_task(house.run(stopping))
    try:
        ready = asyncio.create_task(house.is_ready.wait())
        done, _ = await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
        if task in done:
            task.result()
        yield house
    finally:
        stopping.set()
        with suppress(asyncio.CancelledError):
            await asyncio.wait_for(task, 20)


@asynccontextmanager
async def ground(
    address: Address, knowledge: Knowledge, *, webhook: bool = False, limits: Limits | None = None, pace: float = 10_000
) -> AsyncIterator[Ground]:
    async with local_telegram(limits) as telegram:
        settings = await settings_for(telegram, address, webhook=webhook, pace=pace)
        async with running(settings, knowledge) as house:
            await greeted(telegram)
            yield Ground(telegram, house, settings)


async def greeted(telegram: LocalTelegram) -> None:
    """Wait until the bot has told Telegram what it says of itself, which it does while it answers already."""
    async with asyncio.timeout(20):
        while len(telegram.world.profile.texts) < 2:  # the longer description and the short one
            await asyncio.sleep(0.005)


async def link(here: Ground, person: Person, role: str, name: str) -> None:
    """Give a role as the team does: by an invitation whose link is followed."""
    async with here.house.database.transaction() as session:
        token, invitation = new_invitation(role, name, machine_now())
        session.add(invitation)
    said = len(person.received)
    await person.open_link(token)
    await person.wait_for(said + (2 if role == "partner" else 1))  # with the programme


async def forge(here: Ground, person: Person, code: str) -> list[Shown]:
    """Press a button with this code, which the bot may never have shown, and return what it says then."""
    rows = InlineKeyboardMarkup([[InlineKeyboardButton("forgé", callback_data=code)]])
    sent = await here.house.bot.send_message(person.id, "Un bouton", reply_markup=rows)
    await person.press(sent.message_id, "forgé")
    await settled(here)
    return [said for said in person.received if said.message_id > sent.message_id]


async def at_ten_tomorrow(here: Ground) -> None:
    """Move business time to ten in the morning, since nothing unasked-for leaves at night."""
    async with here.house.database.transaction() as session:
        now = machine_now() + await how_far_ahead(session)
        local = now.astimezone(here.settings.timezone)
        morning = (local + timedelta(days=1)).replace(hour=10, minute=0, second=0, microsecond=0)
        await move_ahead(session, morning - machine_now())


async def settled(here: Ground) -> None:
    """Wait until all updates are taken, all messages have left, and the outcomes of those of cases are recorded."""
    await here.telegram.idle(60)
    async with asyncio.timeout(20):
        while await is_unsettled(here):
            await asyncio.sleep(0.02)


async def do_now(here: Ground, duty: str) -> None:
    """Do all that is due and this duty, whose next second need not be waited for; return when all is settled."""
    async with here.house.database.transaction() as session:
        await session.execute(delete(Duty).where(Duty.name == duty))
    await here.house.ticker.tick()
    await settled(here)


async def is_unsettled(here: Ground) -> bool:
    """Tell whether a message is still to leave, or a delivered copy of a case to be recorded."""
    async with here.house.database.reading() as session:
        return any(await which_hold(session, [is_any_waiting(), is_any_case_with_news()]))


def acting(session: AsyncSession, moment: datetime, hours: Hours | None = None, *, actor: Actor = Actor.TEAM) -> Act:
    """Return an act of this actor with both clocks at this moment."""
    actors = frozenset({actor})
    return Act(session=session, now=moment, machine_now=moment, hours=hours or Hours(), actors=actors)


def tick_at(session: AsyncSession, moment: datetime, knowledge: Knowledge, hours: Hours | None = None) -> Tick:
    """Return what a duty receives with both clocks at this moment."""
    return Tick(session=session, now=moment, machine_now=moment, hours=hours or Hours(), knowledge=knowledge)
