"""The HTTP server under people who hold it open: half requests, bodies that never come, too many connections."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from sqlalchemy import event

from bot import doors
from bot.commands.demo import free_port
from bot.doors import body_of
from bot.health import health_handler
from bot.server import serving
from storage.database import Database

HEAD = b"Host: here\r\n"
WHOLE = b"GET /health HTTP/1.1\r\n" + HEAD + b"\r\n"


async def _ok(_: web.Request) -> web.Response:
    return web.Response(text="ok")


async def _read(request: web.Request) -> web.Response:
    return web.Response(text=str(len(await body_of(request))))


@asynccontextmanager
async def server(health: object = _ok, **bounds: float) -> AsyncIterator[int]:
    port = await free_port()
    async with serving({"/health": ("GET", health), "/in": ("POST", _read)}, "127.0.0.1", port, **bounds):  # type: ignore[arg-type]
        yield port


async def heard(port: int, sent: bytes) -> bytes:
    """Return all that the server says to these bytes until it closes the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    try:
        return await asyncio.wait_for(reader.read(), 10)
    finally:
        writer.close()


@pytest.mark.parametrize("sent", [b"", b"GET /hea", b"GET /health HTTP/1.1\r\nHost", WHOLE + b"GET /he"])
async def test_connection_that_sends_no_whole_request_is_closed(sent: bytes) -> None:
    async with server(silence=0.2) as port:
        said = await heard(port, sent)
    assert said.startswith(b"HTTP/1.1 200") if sent.startswith(WHOLE) else said == b""


async def test_body_that_never_comes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "SILENCE_SECONDS", 0.2)
    async with server(silence=0.2) as port:
        said = await heard(port, b"POST /in HTTP/1.1\r\n" + HEAD + b"Content-Length: 5\r\n\r\nab")
        whole = await heard(port, b"POST /in HTTP/1.1\r\n" + HEAD + b"Content-Length: 5\r\n\r\nabcde")
    assert (said.split(b"\r\n")[0], whole[-1:]) == (b"HTTP/1.1 408 Request Timeout", b"5")


async def test_connections_beyond_the_bound_are_told_to_come_again(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    async with server(silence=0.5, most=3) as port:
        idle = [asyncio.create_task(heard(port, b"")) for _ in range(3)]
        await asyncio.sleep(0.1)
        refused = [await heard(port, WHOLE) for _ in range(4)]
        await asyncio.gather(*idle)  # closed by the server, so there is room again
        assert b"200" in (await heard(port, WHOLE))
    assert all(said.startswith(b"HTTP/1.1 503") and b"Retry-After: 2" in said for said in refused)
    assert [one.message for one in caplog.records] == [
        "over 3 connections at once: the others are told to come again"
    ]  # once a minute


async def test_health_asked_by_many_at_once_shares_one_report(database: Database) -> None:
    asked: list[str] = []
    event.listen(database.reader.sync_engine, "before_cursor_execute", lambda *seen: asked.append(seen[2]))
    async with server(health_handler(database, [], [])) as port:
        whole = WHOLE.replace(HEAD, HEAD + b"Connection: close\r\n")
        first = await heard(port, whole)
        once = len(asked)
        said = await asyncio.gather(*(heard(port, whole) for _ in range(20)))
    assert len(asked) < 5 * once  # not twenty times as many, however slow the machine
    assert {one.split(b"\r\n\r\n")[1] for one in said} == {first.split(b"\r\n\r\n")[1]}
    assert b'"status": "ok"' in first
