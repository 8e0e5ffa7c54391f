"""The demo's own addresses under `/demo/`: people, groups, faults, journal, the bot's restart, the business clock."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import fields

from aiohttp import web

from bot.demo.acts import ACTS
from bot.demo.calls import Call, read_fields
from bot.demo.controls import Controls
from bot.demo.errors import Refused, bad_request
from bot.demo.events import Events, chat_view, state_view
from bot.demo.limits import Limits
from bot.demo.people import Person, Unanswered
from bot.demo.phone import Impossible
from bot.demo.scene import Scene

Handler = Callable[[web.Request, Call], Awaitable[object]]


class Control:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._events = Events(scene)

    def routes(self) -> list[web.RouteDef]:
        answers: Iterable[tuple[str, str, Handler]] = [
            ("GET", "/demo/state", self._state),
            ("POST", "/demo/people", self._new_person),
            ("GET", "/demo/people/{id}/chat", self._chat),
            ("POST", "/demo/people/{id}/wait", self._wait),
            ("POST", "/demo/people/{id}/{act}", self._act),
            ("POST", "/demo/groups", self._new_group),
            ("GET", "/demo/groups/{id}/chat", self._group_chat),
            ("POST", "/demo/faults", self._set_faults),
            ("POST", "/demo/limits", self._set_limits),
            ("POST", "/demo/idle", self._idle),
            ("GET", "/demo/journal", self._journal),
            ("POST", "/demo/restart", self._restart),
            ("POST", "/demo/clock", self._move_clock),
        ]
        return [
            *(web.route(method, path, answered_in_json(handler)) for method, path, handler in answers),
            web.get("/demo/office", self._office),
            web.get("/demo/events", self._events.stream),
            web.get("/demo/files/{file_id}", self._file),
        ]

    def close(self) -> None:
        self._events.close()

    async def _state(self, request: web.Request, call: Call) -> object:
        return await state_view(self._scene)

    async def _new_person(self, request: web.Request, call: Call) -> object:
        person = self._scene.person(
            call.integer("id"),
            call.text("first_name") or "Aïcha",
            call.text("username") or None,
            call.text("last_name") or None,
            label=call.text("label"),
        )
        return {"id": person.id}

    async def _chat(self, request: web.Request, call: Call) -> object:
        return chat_view(self._scene, self._person(request))

    async def _act(self, request: web.Request, call: Call) -> object:
        act = ACTS.get(request.match_info["act"])
        if act is None:
            raise Refused(404, f"no such act; there are: {', '.join(ACTS)}")
        group_id = call.integer("group")
        if group_id is not None and group_id not in self._scene.groups:
            raise Refused(404, f"no such group: {group_id}")
        group = None if group_id is None else self._scene.groups[group_id]
        return {"result": await act(self._person(request), call, group)}

    async def _wait(self, request: web.Request, call: Call) -> object:
        """For `count` messages of the bot, or for one that holds `text`; those after the id `after`."""
        person, text = self._person(request), call.text("text")
        timeout = call.number("timeout") if "timeout" in call.fields else 10.0
        after = call.integer("after", 0) or 0
        if text:
            found = [await person.wait_for(lambda message: text in message.text, timeout, after=after)]
        else:
            found = await person.wait_for(call.integer("count", 1) or 1, timeout, after=after)
        return {"messages": [message.as_json() for message in found]}

    async def _new_group(self, request: web.Request, call: Call) -> object:
        members = [self._scene.people.get(number) for number in call.items("members") or []]
        group = self._scene.group(
            call.integer("id"),
            call.text("title") or "Le groupe",
            [member for member in members if member is not None],
            reads_all=call.flag("reads_all"),
        )
        return {"id": group.id}

    async def _group_chat(self, request: web.Request, call: Call) -> object:
        group = self._scene.groups.get(_number(request))
        if group is None:
            raise Refused(404, "no such group")
        return {"messages": [message.as_json() for message in group.chat]}

    async def _set_faults(self, request: web.Request, call: Call) -> object:
        """Any of the fields of `Faults`; `{"clear": true}` first puts all of them right."""
        faults = self._scene.faults
        known = {field.name: field.type for field in fields(faults)}
        given = {name: value for name, value in call.fields.items() if name != "clear"}
        for name, value in given.items():
            if name not in known or not isinstance(value, (int, float, bool)):
                raise bad_request(f"no such fault, or a wrong value: {name}; there are: {', '.join(known)}")
        if call.flag("clear"):
            faults.clear()
        for name, value in given.items():
            setattr(faults, name, value)
        self._scene.world.changes.note()
        return faults.shown()

    async def _set_limits(self, request: web.Request, call: Call) -> object:
        known = {field.name for field in fields(Limits)}
        if not call.fields.keys() <= known:
            raise bad_request(f"limits are: {', '.join(sorted(known))}")
        self._scene.limits = Limits(**call.fields)
        return {"ok": True}

    async def _idle(self, request: web.Request, call: Call) -> object:
        await self._scene.idle(call.number("timeout") if "timeout" in call.fields else 10.0)
        return {"ok": True}

    async def _journal(self, request: web.Request, call: Call) -> object:
        since = call.integer("since", 0) or 0
        return {"entries": [entry.shown() for entry in self._scene.journal[since:]]}

    async def _restart(self, request: web.Request, call: Call) -> object:
        await self._controls().restart()
        self._scene.world.changes.note()
        return {"ok": True}

    async def _move_clock(self, request: web.Request, call: Call) -> object:
        try:
            moved = await self._controls().move_clock(call.text("step"))
        except ValueError as refusal:
            raise Refused(400, str(refusal)) from None
        self._scene.world.changes.note()
        return {"clock": moved}

    async def _office(self, request: web.Request) -> web.Response:
        """Lead to the door of the office, as the link that the bot gives the team does."""
        try:
            return web.Response(status=302, headers={"Location": await self._controls().office_link()})
        except Refused as refusal:
            return web.Response(status=refusal.code, text=refusal.description)

    async def _file(self, request: web.Request) -> web.Response:
        stored = self._scene.world.files.by_id(request.match_info["file_id"])
        if stored is None:
            raise web.HTTPNotFound
        # Images show in the page; anything else is only ever saved, never opened as a page of ours.
        kind = stored.mime_type if stored.mime_type.startswith("image/") else "application/octet-stream"
        return web.Response(body=stored.data, content_type=kind, headers={"X-Content-Type-Options": "nosniff"})

    def _controls(self) -> Controls:
        if self._scene.controls is None:
            raise Refused(404, "this server was started without a bot to control")
        return self._scene.controls

    def _person(self, request: web.Request) -> Person:
        person = self._scene.people.get(_number(request))
        if person is None:
            raise Refused(404, "no such person")
        return person


def _number(request: web.Request) -> int:
    try:
        return int(request.match_info["id"])
    except ValueError:
        raise Refused(404, "an id is a number") from None


def answered_in_json(handler: Handler) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Read the fields, answer in JSON, and turn what cannot be done into one sentence and its status."""

    async def answer(request: web.Request) -> web.Response:
        try:
            return web.json_response(await handler(request, Call("demo", await read_fields(request))))
        except Refused as refusal:
            return web.json_response({"error": refusal.description}, status=refusal.code)
        except Impossible as refusal:
            return web.json_response({"error": str(refusal)}, status=409)
        except (TimeoutError, Unanswered) as late:
            return web.json_response({"error": str(late)}, status=408)

    return answer
