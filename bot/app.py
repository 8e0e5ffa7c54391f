"""Where everything is wired: which loops run, in which order they start and stop."""

import asyncio
import logging
import signal
from contextlib import AsyncExitStack, suppress

from telegram.error import InvalidToken, TelegramError

from bot.alerts import Alerts
from bot.application import Connections, build_application, build_bot
from bot.calendar import calendar_handler
from bot.clock import Clock
from bot.dispatcher import Dispatcher
from bot.health import health_handler, metrics_handler
from bot.ingress import Ingress
from bot.knowledge_keeper import KnowledgeKeeper
from bot.loops import Beat, keep_running
from bot.mailer import Mailer, Smtp
from bot.metrics import Metrics
from bot.pacing import Pace
from bot.polling import POLL_SECONDS, Polling
from bot.previews import Previews
from bot.profile import choose_reception, show_profile
from bot.server import serving
from bot.settings import Settings
from bot.ticker import Ticker
from bot.webhook import webhook_handler
from handlers.reception.upkeep import duties
from handlers.talk.permissions import Actor
from knowledge.snapshot import Knowledge
from storage.database import Database
from storage.leadership import Loop, lead, single_run
from storage.roles import count_holders
from storage.schema import migrate

DISPATCHER, TICKER, POLLER, PREVIEWER, MAILER = 1, 2, 3, 5, 6  # offices: one holder at a time among all processes
RETRY_SECONDS = 2.0
log = logging.getLogger("aiguilleur.app")


class TokenRefused(RuntimeError):
    """Telegram does not know the token."""


class House:
    """One process: what it is made of. `run` lives until the stop."""

    def __init__(self, settings: Settings, knowledge: Knowledge) -> None:
        self.settings = settings
        self.database = Database(settings.database)
        self.metrics = Metrics()
        self.alerts = Alerts(self.database)
        self.beats = {
            "dispatcher": Beat("dispatcher", 30),
            "ticker": Beat("ticker", 30),
            "knowledge": Beat("knowledge", 60),
            "previews": Beat("previews", 60),
            "polling": Beat("polling", POLL_SECONDS + 40),
        }
        self.mailer = self._mailer(settings)
        self.connections = Connections()
        self.bot = build_bot(settings, self.connections)
        self.application = build_application(self.bot)
        clock = self._clock = Clock(settings.demo_clock)
        self.keeper = KnowledgeKeeper(
            knowledge, settings.knowledge_dir, self.database, self.alerts, self.beats["knowledge"], settings.timezone
        )
        self.dispatcher = Dispatcher(
            database=self.database,
            bot=self.bot,
            pace=Pace(settings.pace),
            metrics=self.metrics,
            alerts=self.alerts,
            beat=self.beats["dispatcher"],
            watched=lambda: self.ticker.soon(),
        )
        self.alerts.written = self.dispatcher.look_again
        self.ticker = Ticker(
            database=self.database,
            clock=clock,
            beat=self.beats["ticker"],
            duties=duties(settings.retention, by_mail=self.mailer is not None),
            knowledge=self.keeper.current,
            hours=settings.hours,
            written=self.dispatcher.look_again,
            bot_name=lambda: self.bot.username,
        )
        self.ingress = Ingress(
            database=self.database,
            application=self.application,
            knowledge=self.keeper.at,
            clock=clock,
            hours=settings.hours,
            lifetimes=settings.retention,
            metrics=self.metrics,
            alerts=self.alerts,
            written=self.dispatcher.look_again,
        )
        self.previews = Previews(self.database, self.keeper.current, self.beats["previews"], self.alerts)
        self.is_ready = asyncio.Event()  # Telegram knows how to reach this process
        self.polling = Polling(self.bot, self.ingress, self.beats["polling"])

    def _mailer(self, settings: Settings) -> Mailer | None:
        """Only where mail is set up."""
        if settings.smtp_url is None or settings.mail_from is None:
            return None
        self.beats["mailer"] = Beat("mailer", 60)
        return Mailer(self.database, Smtp(settings.smtp_url, settings.mail_from), self.alerts, self.beats["mailer"])

    async def run(self, stopping: asyncio.Event) -> None:
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.database.close)
            stack.push_async_callback(self.connections.close)
            # Registered before the server: it closes first, and no update meets a library already shut down.
            stack.push_async_callback(self.application.shutdown)
            stack.enter_context(single_run(self.database))
            await migrate(self.database)
            await stack.enter_async_context(serving(self._routes(), self.settings.host, self.settings.port))
            await self._serve_metrics(stack)
            if not await self._meet_telegram(stopping):
                return
            await self._say_whether_team_is_linked()
            log.info("running as @%s, by %s", self.bot.username, "webhook" if self.settings.by_webhook else "polling")
            await asyncio.gather(*(keep_running(name, loop, stopping) for name, loop in self._loops().items()))
            self.ingress.is_open = False
            await self.ingress.finish()

    async def _say_whether_team_is_linked(self) -> None:
        async with self.database.reading() as session:
            if not await count_holders(session, Actor.TEAM):
                log.warning('nobody of the team is linked: alerts stay here; run aiguilleur invite team "NAME"')

    def _routes(self) -> dict[str, tuple[str, object]]:
        watched = [beat for name, beat in self.beats.items() if name != "polling" or not self.settings.by_webhook]
        routes: dict[str, tuple[str, object]] = {"/health": ("GET", health_handler(self.database, watched))}
        routes["/calendar.ics"] = ("GET", calendar_handler(self.database, self._clock, self.settings.hours))
        if self.settings.webhook_secret is not None:
            routes["/telegram"] = ("POST", webhook_handler(self.ingress, self.settings.webhook_secret))
        return routes

    async def _serve_metrics(self, stack: AsyncExitStack) -> None:
        if self.settings.metrics_port is not None:
            show = metrics_handler(self.database, self.metrics)
            routes = {"/metrics": ("GET", show)}
            await stack.enter_async_context(serving(routes, "127.0.0.1", self.settings.metrics_port))

    async def _meet_telegram(self, stopping: asyncio.Event) -> bool:
        """Waits until Telegram answers; False when asked to stop meanwhile."""
        while not stopping.is_set():
            try:
                await self.application.initialize()
                self.ingress.is_open = True
                await show_profile(self.bot)
                await choose_reception(self.bot, self.settings)
                self.is_ready.set()
                return True
            except InvalidToken:
                raise TokenRefused(
                    "Telegram does not know this TELEGRAM_TOKEN: ask BotFather for the right one"
                ) from None
            except TelegramError as trouble:
                log.warning("Telegram does not answer yet [%s]", type(trouble).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), RETRY_SECONDS)
        return False

    def _loops(self) -> dict[str, Loop]:
        loops: dict[str, Loop] = {
            "knowledge keeper": self.keeper.run,
            "previews": self._leading(PREVIEWER, self.previews.run, "previews"),
            "dispatcher": self._leading(DISPATCHER, self.dispatcher.run, "dispatcher"),
            "ticker": self._leading(TICKER, self.ticker.run, "ticker"),
        }
        if self.mailer is not None:
            loops["mailer"] = self._leading(MAILER, self.mailer.run, "mailer")
        if not self.settings.by_webhook:
            loops["polling"] = self._leading(POLLER, self.polling.run, "polling")
        return loops

    def _leading(self, office: int, work: Loop, beat: str) -> Loop:
        async def run(stopping: asyncio.Event) -> None:
            await lead(self.database, office, work, stopping, waiting=self.beats[beat].now)

        return run


async def run(settings: Settings, knowledge: Knowledge) -> None:
    """Runs until SIGTERM or SIGINT."""
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    await House(settings, knowledge).run(stopping)
    log.info("stopped")
