"""The wiring of a process: which loops run, and in which order they start and stop."""

import asyncio
import logging
import signal
from contextlib import AsyncExitStack, suppress
from functools import partial

from telegram.error import InvalidToken, TelegramError

from bot.alerts import Alerts
from bot.application import Connections, build_application, build_bot
from bot.calendar import calendar_handler
from bot.clock import Clock
from bot.dispatcher import Dispatcher
from bot.health import health_handler, metrics_handler
from bot.ingress import Ingress
from bot.knowledge_keeper import KnowledgeKeeper
from bot.loops import Beat, Loop, keep_running
from bot.mailer import Mailer, Smtp
from bot.metrics import Metrics
from bot.office.server import OFFICE, Surroundings, office_handler
from bot.pacing import Pace
from bot.polling import POLL_SECONDS, Polling
from bot.previews import Previews
from bot.profile import choose_reception, keep_profile
from bot.server import serving
from bot.settings import Settings
from bot.signals import Bell
from bot.ticker import Ticker
from bot.ways import Way, why
from bot.webhook import webhook_handler
from bot.webhook_watch import WebhookWatch
from handlers.reception.upkeep import duties
from handlers.talk.permissions import Actor
from knowledge.snapshot import Knowledge
from storage.database import Database
from storage.leadership import Ear, Lease, Work, lead, single_run
from storage.news import CHANNEL
from storage.pooler import refuse_pooler
from storage.roles import count_holders
from storage.schema import migrate

LOOPS = [
    Loop("knowledge", longest_silence=60),
    Loop("previews", longest_silence=60, office=5),
    Loop("dispatcher", longest_silence=30, office=1),
    Loop("ticker", longest_silence=30, office=2),
    Loop("mailer", longest_silence=60, office=6),  # where mail is set up
    Loop("webhook watch", longest_silence=90),  # where there is one
    Loop("polling", longest_silence=POLL_SECONDS + 40, office=3),  # where there is no webhook
]
RETRY_SECONDS = 2.0
log = logging.getLogger("aiguilleur.app")


class TokenRefused(RuntimeError):
    """The error that Telegram does not know the bot's token."""


class RunningBot:
    """All parts of one `aiguilleur run`, wired together: database, loops, HTTP server, connections to Telegram."""

    def __init__(self, settings: Settings, knowledge: Knowledge) -> None:
        self.settings = settings
        self.database = Database(settings.database)
        self.metrics = Metrics()
        outcome_written = Bell()
        self.alerts = Alerts(self.database)
        self.beats = {loop.name: Beat(loop.name, loop.longest_silence) for loop in LOOPS}
        self.leases = {loop.name: Lease() for loop in LOOPS}
        self.mailer = self._mailer(settings)
        self.connections = Connections(settings.proxy)
        self.hearing, self.speaking = Way("the bot has been deaf"), Way("no message has left")
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
            speaking=self.speaking,
            outcome_written=outcome_written,
            lease=self.leases["dispatcher"],
        )
        self.ticker = Ticker(
            database=self.database,
            clock=clock,
            beat=self.beats["ticker"],
            duties=duties(settings.retention, by_mail=self.mailer is not None),
            knowledge=self.keeper.current,
            hours=settings.hours,
            outcome_written=outcome_written,
            bot_name=self._bot_name,
        )
        self.ingress = Ingress(
            database=self.database,
            application=self.application,
            knowledge=self.keeper.up_to_date,
            clock=clock,
            hours=settings.hours,
            lifetimes=settings.retention,
            metrics=self.metrics,
            alerts=self.alerts,
            office=settings.office_address,
        )
        self.previews = Previews(self.database, self.keeper.current, self.beats["previews"], self.alerts)
        self.is_ready = asyncio.Event()  # set once Telegram knows how to reach this process
        self.polling = Polling(self.bot, self.ingress, self.beats["polling"], self.hearing, self.alerts)
        self.works = self._loops_to_run()
        self.ears = {"dispatcher": Ear(CHANNEL, self.dispatcher.hear_other_process)}

    def _loops_to_run(self) -> dict[str, Work]:
        """Return the functions of the loops that these settings need, by their name in `LOOPS`."""
        works: dict[str, Work] = {
            "knowledge": self.keeper.run,
            "previews": self.previews.run,
            "dispatcher": self.dispatcher.run,
            "ticker": self.ticker.run,
        }
        if self.mailer is not None:
            works["mailer"] = self.mailer.run
        if self.settings.by_webhook:
            address = f"{self.settings.public_url}/telegram"
            watch = WebhookWatch(self.bot, address, self.hearing, self.alerts, self.beats["webhook watch"])
            works["webhook watch"] = watch.run
        else:
            works["polling"] = self.polling.run
        return works

    def _bot_name(self) -> str:
        return self.bot.username  # known only once Telegram has answered

    def _mailer(self, settings: Settings) -> Mailer | None:
        """Return the sender of mails; None where the settings name no mail server or no sender."""
        if settings.smtp_url is None or settings.mail_from is None:
            return None
        smtp = Smtp(settings.smtp_url, settings.mail_from)
        return Mailer(self.database, smtp, self.alerts, self.beats["mailer"], settings.mail_every)

    async def run(self, stopping: asyncio.Event) -> None:
        """Migrate the tables, serve HTTP, wait for Telegram, then run all loops until `stopping` is set.

        Then updates are refused, and what was begun is finished and closed.
        """
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.database.close)
            stack.push_async_callback(self.connections.close)
            # Registered before the server, which therefore closes first: no update meets a library already shut down.
            stack.push_async_callback(self.application.shutdown)
            stack.enter_context(single_run(self.database))
            await refuse_pooler(self.settings.database)
            await migrate(self.database)
            await stack.enter_async_context(serving(self._routes(), self.settings.host, self.settings.port))
            await self._serve_metrics(stack)
            if not await self._meet_telegram(stopping):
                return
            await self._say_whether_team_is_linked()
            log.info("running as @%s, by %s", self.bot.username, "webhook" if self.settings.by_webhook else "polling")
            running = [
                keep_running(loop.name, self._run_in_office(loop), stopping)
                for loop in LOOPS
                if loop.name in self.works
            ]
            await asyncio.gather(keep_profile(self.bot, stopping), *running)
            self.ingress.is_open = False
            await self.ingress.finish()

    async def _say_whether_team_is_linked(self) -> None:
        """Log a warning where no member of the team is linked, since nobody can be sent an alert."""
        async with self.database.reading() as session:
            if not await count_holders(session, Actor.TEAM):
                log.warning('nobody of the team is linked: alerts stay here; run aiguilleur invite team "NAME"')

    def _routes(self) -> dict[str, tuple[str, object]]:
        """Return the method and the handler of each path that this process serves."""
        beats = [self.beats[name] for name in self.works]
        routes: dict[str, tuple[str, object]] = {
            "/health": ("GET", health_handler(self.database, beats, (self.hearing, self.speaking)))
        }
        routes["/calendar.ics"] = ("GET", calendar_handler(self.database, self._clock, self.settings.hours))
        if self.settings.webhook_secret is not None:
            routes["/telegram"] = ("POST", webhook_handler(self.ingress, self.settings.webhook_secret))
        if self.settings.office_address is not None:
            served = Surroundings(
                self.database, self.keeper.up_to_date, self._clock, self.settings.hours, self._bot_name
            )
            routes[OFFICE] = ("*", office_handler(self.settings.office_address, served))
        return routes

    async def _serve_metrics(self, stack: AsyncExitStack) -> None:
        if self.settings.metrics_port is not None:
            show = metrics_handler(self.database, self.metrics)
            routes = {"/metrics": ("GET", show)}
            await stack.enter_async_context(serving(routes, "127.0.0.1", self.settings.metrics_port))

    async def _meet_telegram(self, stopping: asyncio.Event) -> bool:
        """Try until Telegram accepts the token and knows how to send us updates, then let updates in and return True.

        Return False where the stop comes first. Raises TokenRefused.
        """
        while not stopping.is_set():
            try:
                await self.application.initialize()
                self.ingress.is_open = True
                await choose_reception(self.bot, self.settings)
                self.hearing.works()
                self.is_ready.set()
                return True
            except InvalidToken:
                raise TokenRefused(
                    "Telegram does not know this TELEGRAM_TOKEN: ask BotFather for the right one"
                ) from None
            except TelegramError as trouble:
                self.hearing.fails(why(trouble))
                log.warning("Telegram does not answer yet [%s]", type(trouble).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), RETRY_SECONDS)
        return False

    def _run_in_office(self, loop: Loop) -> Work:
        """Return what to run for a loop.

        It is the loop's function or, for a loop with an `office`, the same function run only while this process holds
        that advisory lock.
        """
        work = self.works[loop.name]
        if loop.office is None:
            return work
        return partial(self._lead, loop.name, loop.office, work)

    async def _lead(self, name: str, office: int, work: Work, stopping: asyncio.Event) -> None:
        waiting, ear, lease = self.beats[name].now, self.ears.get(name), self.leases[name]
        await lead(self.database, office, work, stopping, waiting, ear, lease)


async def run(settings: Settings, knowledge: Knowledge) -> None:
    """Run the bot with these settings and this knowledge base until SIGTERM or SIGINT."""
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    await RunningBot(settings, knowledge).run(stopping)
    log.info("stopped")
