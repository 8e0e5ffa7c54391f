"""The HTTP server: one port for the webhook, health and calendar; metrics have their own, for this machine only."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.doors import LARGEST_BODY, LINGERING_SECONDS, SILENCE_SECONDS, bounded, most_connections


class PortBusy(RuntimeError):
    """The error that the HTTP port cannot be used."""


@asynccontextmanager
async def serving(
    routes: dict[str, tuple[str, object]],
    host: str,
    port: int,
    *,
    silence: float = SILENCE_SECONDS,
    most: int | None = None,
) -> AsyncIterator[None]:
    """Serve HTTP on this host and port while the block runs; `routes` gives for each path its method and handler.

    Bodies over 1 MiB are refused. A connection that sends no whole request for `silence` seconds is closed; one beyond
    `most` at once, None for as many as this machine bears, is answered 503. Raises PortBusy.
    """
    application = web.Application(client_max_size=LARGEST_BODY)
    for path, (method, handler) in routes.items():
        application.router.add_route(method, path, handler)  # type: ignore[arg-type]
    runner = web.AppRunner(
        application, access_log=None, shutdown_timeout=10, keepalive_timeout=silence, lingering_time=LINGERING_SECONDS
    )
    await runner.setup()
    assert runner.server is not None
    connection = bounded(runner.server, most or most_connections())
    try:
        listening = await asyncio.get_running_loop().create_server(connection, host, port)
    except OSError as busy:
        await runner.cleanup()
        raise PortBusy(
            f"port {port} on {host} cannot be used ({os.strerror(busy.errno or 0).lower()}): set another PORT"
        ) from busy
    try:
        yield
    finally:
        listening.close()
        await runner.cleanup()
