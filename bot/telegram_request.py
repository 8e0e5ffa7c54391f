"""The HTTP of python-telegram-bot over aiohttp, which costs a fifth of the default's processor time."""

import aiohttp
from telegram import error
from telegram.request import BaseRequest, RequestData

from bot.settings import Secret

CONNECT_SECONDS = 5.0
READ_SECONDS = 15.0


class AiohttpRequest(BaseRequest):
    """The HTTP client that python-telegram-bot uses, over one aiohttp session of one event loop.

    `read_seconds` bounds a call, unless its caller asks for longer; `connections` bounds how many are open at once.
    `proxy` is the address of the proxy to go through, if any.
    """

    def __init__(self, read_seconds: float = READ_SECONDS, connections: int = 64, proxy: Secret | None = None) -> None:
        self._proxy = proxy.reveal() if proxy is not None else None
        self._read_seconds = read_seconds
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """How many seconds a call may take."""
        return self._read_seconds

    async def initialize(self) -> None:
        """Open the session, where it is not open."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(connector=connector, headers={"User-Agent": "aiguilleur"})

    async def shutdown(self) -> None:
        """Close the session, where it is open."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one HTTP request and return its status and body.

        Raises NotConnected, TimedOut or another NetworkError where no answer came.
        """
        if self._session is None:
            raise RuntimeError("the request is not initialized")
        seconds = read_timeout if isinstance(read_timeout, int | float) else self._read_seconds
        timeout = aiohttp.ClientTimeout(total=seconds + CONNECT_SECONDS, connect=CONNECT_SECONDS)
        try:
            asked = self._session.request(method, url, data=_body(request_data), timeout=timeout, proxy=self._proxy)
            async with asked as answer:
                return answer.status, await answer.read()
        except aiohttp.ClientConnectorError as refused:
            raise NotConnected(str(refused.os_error)) from refused
        except aiohttp.ConnectionTimeoutError as slow:
            raise NotConnected("no connection in time") from slow
        except TimeoutError as silence:
            raise error.TimedOut from silence
        except aiohttp.ClientError as broken:
            raise error.NetworkError(type(broken).__name__) from broken


class NotConnected(error.NetworkError):
    """The error that the server was not reached, so that the request has certainly not arrived."""


def _body(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
