"""The bounds of the HTTP server, so that nobody can hold it open: connections at once, silence, slow bodies."""

import asyncio
import logging
import resource
import time
from collections.abc import Callable

from aiohttp import web

LARGEST_BODY = 1024 * 1024  # bytes; an update of Telegram's has a few thousand
SILENCE_SECONDS = 15  # how long a connection may take to send a request, or its body, whole
LINGERING_SECONDS = 1  # how long what still comes of a refused body is read, so that the refusal is heard
MOST_CONNECTIONS = 512
_LOG_EVERY_SECONDS = 60.0
_FULL = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
log = logging.getLogger("aiguilleur.server")


def most_connections() -> int:
    """Return the most connections at once: at most half of the files that the system lets this process have open.

    The database and Telegram need the others.
    """
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST_CONNECTIONS if soft == resource.RLIM_INFINITY else min(MOST_CONNECTIONS, soft // 2)


def bounded(server: web.Server, most: int) -> Callable[[], asyncio.BaseProtocol]:
    """Return the server's factory of connections: those beyond `most` are answered 503, logged once a minute."""
    told_at = float("-inf")

    def connection() -> asyncio.BaseProtocol:
        nonlocal told_at
        if len(server.connections) < most:
            return server()
        if time.monotonic() - told_at >= _LOG_EVERY_SECONDS:
            told_at = time.monotonic()
            log.warning("over %s connections at once: the others are told to come again", most)
        return _Full()

    return connection


class _Full(asyncio.Protocol):
    """A connection that is one too many: it is answered 503 and closed."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.write(_FULL)
        transport.close()


async def body_of(request: web.Request) -> bytes:
    """Return the body of a request, at most `LARGEST_BODY` bytes. Raises HTTPRequestTimeout where it does not come."""
    try:
        async with asyncio.timeout(SILENCE_SECONDS):
            return await request.read()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
