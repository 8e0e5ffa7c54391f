"""The reports of /health and /metrics."""

from collections.abc import Sequence
from datetime import timedelta

from aiohttp import web

from bot.clock import machine_now
from bot.loops import Beat
from bot.metrics import Metrics
from handlers.talk.permissions import Actor
from storage.alerts import alerts_since
from storage.database import Database, is_away
from storage.held_messages import count_held
from storage.outbox import waiting_by_priority
from storage.roles import count_holders
from storage.updates import count_set_aside

SHOWN_FOR = timedelta(days=1)


def health_handler(database: Database, beats: Sequence[Beat]) -> object:
    """Return the aiohttp handler of /health: the health report as JSON, with status 200 where all is well, else 503."""

    async def health(_: web.Request) -> web.Response:
        report = await health_report(database, beats)
        return web.json_response(report, status=200 if report["status"] == "ok" else 503)

    return health


async def health_report(database: Database, beats: Sequence[Beat]) -> dict[str, object]:
    """Return the state of the process for /health.

    `status` is "ok" where the database answers and every loop is alive, else "failing". The report also has the alerts
    of the last day, and counts of messages and updates that wait.
    """
    still = [beat.name for beat in beats if not beat.alive]
    report: dict[str, object] = {"status": "failing" if still else "ok", "loops_standing_still": still}
    try:
        async with database.reading() as session:
            alerts = await alerts_since(session, machine_now() - SHOWN_FOR)
            report["alerts"] = [{"cause": alert.cause, "count": alert.count} for alert in alerts]
            report["updates_set_aside"] = await count_set_aside(session)
            report["team_linked"] = await count_holders(session, Actor.TEAM) > 0
            report["messages_waiting"] = sum((await waiting_by_priority(session)).values())
            report["messages_held"] = await count_held(session)
        report["database"] = "ok"
    except Exception as error:
        if not is_away(error):
            raise
        report |= {"status": "failing", "database": "away"}
    return report


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
