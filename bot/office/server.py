"""The office over HTTP: who comes is found by a cookie, forms are known by their mark, and one act is one transaction.

Nothing is decided here: a page names its action, and its answer is an act of `handlers/office/`.
"""

import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock, machine_now
from bot.logs import describe
from bot.office.cookies import Cookie
from bot.office.forms import FORGED, TooLarge, is_from_elsewhere, read_values, values_asked
from bot.office.pages import Pages
from handlers.office.door import (
    PAGES,
    Guest,
    NotIn,
    enter,
    guest_of,
    is_mark_of,
    mark_of,
)
from handlers.office.pages import ROUTES
from handlers.office.texts import NO, NOT_IN, No, Said
from handlers.office.visit import Answer, Given, Page, SentTo, Shown, Values, Visit
from handlers.talk.hours import Hours
from handlers.talk.permissions import may
from handlers.talk.refusal import Refusal
from knowledge.snapshot import Knowledge
from storage.curation import base_version
from storage.database import Database, is_away
from storage.rates import count_one

OFFICE = "/bureau{rest:(?:/.*)?}"
_TOKEN = re.compile(r"[\w-]{20,80}")
_STATUS = {No.NO_PAGE: 404, No.NOT_YOURS: 403, No.FORGED: 403, No.TOO_LARGE: 413, No.TOO_MANY: 429, No.FAILED: 500,
           No.AWAY: 503}  # fmt: skip
log = logging.getLogger("aiguilleur.office")


@dataclass(frozen=True)
class Surroundings:
    """What the office is given of the running bot: database, base, clock, hours, and the bot's name in Telegram."""

    database: Database
    knowledge: Callable[[AsyncSession, int], Awaitable[Knowledge]]
    clock: Clock
    hours: Hours
    bot_name: Callable[[], str]


def office_handler(address: str, around: Surroundings) -> object:
    """Return the aiohttp handler of all that is under /bureau; `address` is where people open it, without a path."""
    return _Office(address, around).serve


@dataclass(frozen=True)
class _In:
    """Who is in, and the token of their cookie."""

    guest: Guest
    token: str


class _Office:
    def __init__(self, address: str, around: Surroundings) -> None:
        parts = urlsplit(address)
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self._around = around
        self._cookie = Cookie(secure=parts.scheme == "https")
        self._pages = Pages(root=f"{parts.path}/bureau")

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer one request, whatever happens, with a page in French."""
        path = request.match_info["rest"].rstrip("/")
        values = Values()
        try:
            if request.method == "POST":
                values = await read_values(request)
            elif request.method not in ("GET", "HEAD"):
                return self._no(No.NO_PAGE, status=405)
            return await self._answer(request, path, values)
        except TooLarge:
            return self._no(No.TOO_LARGE)
        except Exception as error:
            if is_away(error):
                log.warning("the database is away [%s]", describe(error))
                return self._away(path, values)
            log.error("a page of the office failed [%s]", describe(error))
            return self._no(No.FAILED, values=values)

    async def _answer(self, request: web.Request, path: str, values: Values) -> web.StreamResponse:
        if path.startswith("/static/"):
            return self._pages.part(path.removeprefix("/static/")) or self._no(No.NO_PAGE)
        if request.method == "POST" and is_from_elsewhere(request, self._origin):
            return self._no(No.FORGED)
        if path == "/accessibilite":
            return await self._statement()
        if path.startswith("/entrer/"):
            return await self._enter(request, path.removeprefix("/entrer/"))
        return await self._visit(request, path, values)

    async def _statement(self) -> web.StreamResponse:
        """Show how accessible the office is, and whom to tell of a fault, to anybody."""
        async with self._around.database.reading() as session:
            knowledge = await self._around.knowledge(session, await base_version(session))
        return self._pages.shown("accessibilite.html", {"contact": knowledge.team.public_contact})

    async def _enter(self, request: web.Request, token: str) -> web.StreamResponse:
        """Show the door, which spends nothing, since links are fetched to be previewed; let in whoever presses it."""
        if request.method != "POST":
            return self._pages.shown("entrer.html", {"token": token if _TOKEN.fullmatch(token) else ""})
        if not _TOKEN.fullmatch(token):
            return self._not_in(NotIn.UNKNOWN)
        device = "phone" if "Mobi" in request.headers.get("User-Agent", "") else "computer"
        async with self._around.database.transaction() as session:
            opened = await enter(session, token, device, machine_now())
        if isinstance(opened, Refusal):
            return self._not_in(opened.reason)
        answer = self._pages.sent_to("")
        self._cookie.give(answer, opened)
        return answer

    async def _visit(self, request: web.Request, path: str, values: Values) -> web.StreamResponse:
        found = page_at(path, is_deed=request.method == "POST")
        token = self._cookie.read(request)
        if request.method == "POST" and await self._is_stranger(token):
            return self._not_in(NotIn.NO_SESSION, values)
        async with self._opened(is_deed=found is not None and found[0].deed) as session:
            guest = await guest_of(session, token, machine_now())
            if isinstance(guest, Refusal):
                return self._not_in(guest.reason, values)
            inside = _In(guest, token)
            if found is None:
                return self._no(No.NO_PAGE, inside)
            page, places = found
            refusal = await self._why_not(session, page, inside, values)
            if refusal is not None:
                return self._no(refusal, inside, values)
            visit = await self._made(session, request, guest, places, values)
            # Written before the commit: a page that cannot be shown has changed nothing.
            return self._given(await page.answer(visit), inside, visit.asked)

    async def _is_stranger(self, token: str) -> bool:
        """Tell whether a token opens nothing, without a transaction: whoever is not in keeps no writer waiting."""
        async with self._around.database.reading() as session:
            found = await guest_of(session, token, machine_now())
        return isinstance(found, Refusal) and found.reason is NotIn.NO_SESSION

    def _opened(self, *, is_deed: bool) -> AbstractAsyncContextManager[AsyncSession]:
        return self._around.database.transaction() if is_deed else self._around.database.reading()

    async def _why_not(self, session: AsyncSession, page: Page, inside: _In, values: Values) -> No | None:
        """Return why a page is not opened to whoever is in: for the role, a form's mark, or haste."""
        if not may(inside.guest.actors, page.action):
            return No.NOT_YOURS
        if not page.deed:
            return None
        if not is_mark_of(inside.token, values.get(FORGED)):
            return No.FORGED
        done = await count_one(session, inside.guest.telegram_id, PAGES.kind, machine_now(), PAGES.window)
        return No.TOO_MANY if done > PAGES.most else None

    async def _made(
        self, session: AsyncSession, request: web.Request, guest: Guest, places: Mapping[str, str], values: Values
    ) -> Visit:
        around = self._around
        return Visit(
            session=session,
            now=await around.clock.now(session),
            machine_now=machine_now(),
            hours=around.hours,
            actors=guest.actors,
            guest=guest,
            knowledge=await around.knowledge(session, await base_version(session)),
            places=places,
            asked=values_asked(request),
            values=values,
            bot_name=around.bot_name(),
        )

    def _given(self, answer: Answer, inside: _In, asked: Values) -> web.StreamResponse:
        if isinstance(answer, SentTo):
            return self._pages.sent_to(answer.path, answer.told)
        if isinstance(answer, Given):
            return self._pages.file(answer)
        return self._show(answer, inside, told=asked.get("dit"))

    def _show(self, shown: Shown, inside: _In | None, told: str = "") -> web.StreamResponse:
        fields = dict(shown.fields) | {"told": told}
        if inside is not None:
            fields |= {"guest": inside.guest, "mark": mark_of(inside.token), "may": partial(may, inside.guest.actors)}
        return self._pages.shown(shown.template, fields, shown.status)

    def _no(
        self, why: No, inside: _In | None = None, values: Values | None = None, *, status: int = 0
    ) -> web.StreamResponse:
        fields = {"said": NO[why], "values": values or Values()}
        return self._show(Shown("refus.html", fields, status or _STATUS[why]), inside)

    def _not_in(self, why: NotIn, values: Values | None = None) -> web.StreamResponse:
        response = self._say(NOT_IN[why], 429 if why is NotIn.TOO_MANY else 403, values)
        if why in (NotIn.NO_SESSION, NotIn.NO_ROLE):
            self._cookie.take_back(response)
        return response

    def _say(self, said: Said, status: int, values: Values | None) -> web.StreamResponse:
        return self._show(Shown("refus.html", {"said": said, "values": values or Values()}, status), None)

    def _away(self, path: str, values: Values) -> web.StreamResponse:
        """Show what was typed, in a form that sends it again."""
        fields = {"said": NO[No.AWAY], "values": values, "again": path}
        return self._show(Shown("absente.html", fields, 503), None)


def page_at(path: str, *, is_deed: bool) -> tuple[Page, Mapping[str, str]] | None:
    """Return the page at a path below /bureau, with the words of the path; None where there is none."""
    for page in ROUTES:
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[\\w-]{1,64})", page.path)
        match = re.fullmatch(pattern, path) if page.deed == is_deed else None
        if match is not None:
            return page, match.groupdict()
    return None
