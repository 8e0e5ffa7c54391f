"""The reports of /health and /metrics."""

import asyncio
import time
from collections.abc import Sequence
from datetime import timedelta
from shutil import disk_usage

from aiohttp import web

from bot.clock import machine_now
from bot.loops import Beat
from bot.metrics import Metrics
from bot.ways import Way
from handlers.talk.permissions import Actor
from storage.alerts import alerts_since
from storage.database import Database, DatabaseAway, is_away
from storage.held_messages import count_held
from storage.outbox import waiting_by_priority
from storage.roles import count_holders
from storage.updates import count_set_aside

SHOWN_FOR = timedelta(days=1)
LEAST_ROOM = 8 * 2**20  # bytes on the disk of a SQLite file
WRITES_WITHIN = 10.0  # seconds
READS_WITHIN = 5.0  # seconds
KEPT_FOR = 1.0  # seconds


def health_handler(database: Database, beats: Sequence[Beat], ways: Sequence[Way]) -> object:
    """Return the aiohttp handler of /health: the health report as JSON, with status 200 where all is well, else 503.

    Anybody may ask, so a report is kept for a second and answers all who ask within it.
    """
    made: asyncio.Task[dict[str, object]] | None = None
    good_until = 0.0

    async def health(_: web.Request) -> web.Response:
        nonlocal made, good_until
        if made is None or (made.done() and time.monotonic() > good_until):
            good_until = time.monotonic() + KEPT_FOR
            made = asyncio.create_task(health_report(database, beats, ways))
        report = await asyncio.shield(made)  # who goes away before the answer ends it for nobody else
        return web.json_response(report, status=200 if report["status"] == "ok" else 503)

    return health


async def health_report(database: Database, beats: Sequence[Beat], ways: Sequence[Way] = ()) -> dict[str, object]:
    """Return the state of the process for /health.

    `status` is "ok" where the database can be read and written, every loop is alive and no way to Telegram has been
    down for a minute, else "failing". `not_working` says what is down, and why. The report also has the alerts of the
    last day, and counts of messages and updates that wait.
    """
    still = [beat.name for beat in beats if not beat.alive]
    down = [f"{way.name}: {way.trouble}" for way in ways if way.trouble]
    status = "failing" if still or down else "ok"
    report: dict[str, object] = {"status": status, "loops_standing_still": still, "not_working": down}
    try:
        async with asyncio.timeout(READS_WITHIN), database.reading() as session:
            alerts = await alerts_since(session, machine_now() - SHOWN_FOR)
            report["alerts"] = [{"cause": alert.cause, "count": alert.count} for alert in alerts]
            report["updates_set_aside"] = await count_set_aside(session)
            report["team_linked"] = await count_holders(session, Actor.TEAM) > 0
            report["messages_waiting"] = sum((await waiting_by_priority(session)).values())
            report["messages_held"] = await count_held(session)
        report["database"] = "ok"
        await try_to_write(database)
    except Exception as error:
        if not (isinstance(error, TimeoutError) or is_away(error)):
            raise
        report |= {"status": "failing", "database": "cannot be written" if "database" in report else "away"}
    return report


async def try_to_write(database: Database) -> None:
    """Raise DatabaseAway where nothing can be written: a full disk, a file or a server for reading only."""
    if database.address.path is not None and disk_usage(database.address.path.parent).free < LEAST_ROOM:
        raise DatabaseAway("the disk is full")
    try:
        async with asyncio.timeout(WRITES_WITHIN):
            await database.try_to_write()
    except TimeoutError:
        raise DatabaseAway("nothing is written in time") from None


def metrics_handler(database: Database, metrics: Metrics) -> object:
    """Return the aiohttp handler of /metrics, which answers all metrics in the text format of Prometheus."""

    async def show(_: web.Request) -> web.Response:
        try:
            async with database.reading() as session:
                waiting = await waiting_by_priority(session)
        except Exception as error:
            if not is_away(error):
                raise
            waiting = {}
        return web.Response(body=metrics.text(waiting), headers={"Content-Type": "text/plain; version=0.0.4"})

    return show
