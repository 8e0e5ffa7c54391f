"""What the page shows, and its live stream (server-sent events): a chat or the state again, whenever it changed."""

import asyncio
import json
from typing import Any

from aiohttp import web

from bot.demo.methods.setup import commands_shown_to
from bot.demo.people import Person
from bot.demo.scene import Scene

GATHERS = 0.03
LOOKS_AGAIN = 2.0
"""Seconds after which the bot's health and the clock are asked again, unprompted."""
MESSAGES_SHOWN = 100
WITHOUT_A_CAST = 6


def on_stage(scene: Scene) -> list[Person]:
    """Those whom the page shows: the ones given a label, else the first few."""
    people = list(scene.people.values())
    return [person for person in people if person.label] or people[:WITHOUT_A_CAST]


def chat_view(scene: Scene, person: Person) -> dict[str, Any]:
    action, until = scene.world.typing.get(person.id, ("", 0.0))
    return {
        "id": person.id,
        "messages": [message.as_json() for message in person.chat[-MESSAGES_SHOWN:]],
        "typing": action if until > scene.world.now() else "",
        "blocked": person.has_blocked,
    }


async def state_view(scene: Scene) -> dict[str, Any]:
    texts = scene.world.profile.texts
    controls = scene.controls
    return {
        "bot": {
            "username": scene.world.bot.username,
            "description": texts.get(("description", "fr")) or texts.get(("description", ""), ""),
        },
        "people": [_person_view(scene, person) for person in on_stage(scene)],
        "faults": scene.faults.shown(),
        "pending": scene.world.updates.count(),
        "status": None if controls is None else await controls.status(),
        "clock": None if controls is None else await controls.clock(),
    }


def _person_view(scene: Scene, person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.user.full_name,
        "label": person.label or person.user.full_name,
        "examples": person.examples,
        "commands": commands_shown_to(scene.world, person.id),
    }


class Events:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._closed = False
        self._open: set[asyncio.Event] = set()

    def close(self) -> None:
        self._closed = True
        for news in self._open:
            news.set()

    async def stream(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        news = asyncio.Event()
        changed: set[int | None] = {None, *(person.id for person in on_stage(self._scene))}
        self._open.add(news)
        news.set()

        def hear(chat_id: int | None) -> None:
            changed.add(chat_id)
            news.set()

        stop = self._scene.world.changes.listen(hear)
        try:
            await self._feed(response, news, changed)
        except ConnectionError:
            pass  # The page was closed.
        finally:
            stop()
            self._open.discard(news)
        return response

    async def _feed(self, response: web.StreamResponse, news: asyncio.Event, changed: set[int | None]) -> None:
        told = ""
        while not self._closed:
            try:
                await asyncio.wait_for(news.wait(), LOOKS_AGAIN)
            except TimeoutError:
                changed.add(None)
            await asyncio.sleep(GATHERS)
            news.clear()
            ids = changed.copy()
            changed.clear()
            state = json.dumps(await state_view(self._scene))
            # An unchanged state is sent as a comment: it keeps the line open and finds out that nobody listens.
            await response.write(b":\n\n" if state == told else _event("state", state))
            told = state
            for person in on_stage(self._scene):
                if person.id in ids:
                    await response.write(_event("chat", json.dumps(chat_view(self._scene, person))))


def _event(name: str, data: str) -> bytes:
    return f"event: {name}\ndata: {data}\n\n".encode()
