"""`GET /calendar.ics`: the public calendar of coming meetings, without links to join and without people."""

from aiohttp import web

from bot.clock import Clock
from handlers.meetings.calendar import public_feed
from handlers.talk.hours import Hours
from storage.database import Database, is_away
from storage.meetings import coming


def calendar_handler(database: Database, clock: Clock, hours: Hours) -> object:
    """Return the aiohttp handler of /calendar.ics, which lists the published meetings to come; 503 without database."""

    async def calendar(_: web.Request) -> web.Response:
        try:
            async with database.reading() as session:
                now = await clock.now(session)
                written = public_feed(await coming(session, now), hours)
        except Exception as error:
            if not is_away(error):
                raise
            return web.Response(status=503, text="the calendar is not there for a moment: try again")
        return web.Response(body=written.encode("utf-8"), content_type="text/calendar", charset="utf-8")

    return calendar
