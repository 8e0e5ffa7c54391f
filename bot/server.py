"""The HTTP server: one port for the webhook, health and calendar; metrics have their own, for this machine only."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.webhook import LARGEST_BODY


class PortBusy(RuntimeError):
    """The error that the HTTP port cannot be used."""


@asynccontextmanager
async def serving(routes: dict[str, tuple[str, object]], host: str, port: int) -> AsyncIterator[None]:
    """Serve HTTP on this host and port while the block runs; `routes` gives for each path its method and handler.

    Bodies over 1 MiB are refused. Raises PortBusy.
    """
    application = web.Application(client_max_size=LARGEST_BODY)
    for path, (method, handler) in routes.items():
        application.router.add_route(method, path, handler)  # type: ignore[arg-type]
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=10)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as busy:
        await runner.cleanup()
        raise PortBusy(
            f"port {port} on {host} cannot be used ({os.strerror(busy.errno or 0).lower()}): set another PORT"
        ) from busy
    try:
        yield
    finally:
        await runner.cleanup()
