"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`. Knows nothing of people or the page."""

import asyncio
import hmac
from typing import Any

from aiohttp import web

from bot.demo.calls import Call, read_call
from bot.demo.errors import Refused
from bot.demo.faults import server_error
from bot.demo.methods.table import DELIVERIES, METHODS, NAMES, QUESTIONS
from bot.demo.world import World


class BotApi:
    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/bot{token}/{method}", self.call),
            web.get("/file/bot{token}/{path:.+}", self.download),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        name = NAMES.get(request.match_info["method"].lower(), "")
        call = Call(name)
        try:
            self._check(request, name)
            call = await read_call(request)
            result = await self._run(name, call)
        except Refused as refusal:
            if name:
                self._world.record(name, dict(call.fields), None, refusal)
            return web.json_response(refusal.body(), status=refusal.code)
        if name not in QUESTIONS:
            self._world.record(name, dict(call.fields), result, None)
        if name in DELIVERIES and self._world.faults.loses_this_answer():
            return _cut(request)
        return web.json_response(_answer(result))

    def _check(self, request: web.Request, name: str) -> None:
        if self._world.faults.down:
            raise server_error(502)
        if not hmac.compare_digest(request.match_info["token"].encode(), self._world.token.encode()):
            raise Refused(401, "Unauthorized")
        if not name:
            raise Refused(404, "Not Found")

    async def _run(self, name: str, call: Call) -> object:
        faults = self._world.faults
        if faults.slow and name != "getUpdates":
            await asyncio.sleep(faults.slow)
        if name in DELIVERIES:
            faults.strike()
        return await METHODS[name](self._world, call)

    async def download(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self._world.token:
            raise web.HTTPUnauthorized
        stored = self._world.files.by_path(request.match_info["path"])
        if stored is None:
            raise web.HTTPNotFound
        return web.Response(body=stored.data, content_type="application/octet-stream")


def _answer(result: object) -> dict[str, Any]:
    """Setting a webhook is answered true, with a word of explanation beside."""
    if isinstance(result, str):
        return {"ok": True, "result": True, "description": result}
    return {"ok": True, "result": result}


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
