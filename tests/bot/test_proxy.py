"""A proxy named in the environment is gone through, but for this machine and the hosts exempted."""

import asyncio

import pytest
from telegram.error import NetworkError

from bot.proxies import proxy_for
from bot.settings import Secret, Settings
from bot.telegram_request import AiohttpRequest

API = "https://api.telegram.org"
PROXY = "http://proxy.example:3128"


@pytest.mark.parametrize(
    ("url", "environ", "expected"),
    [
        (API, {}, None),
        (API, {"HTTPS_PROXY": PROXY}, PROXY),
        (API, {"https_proxy": PROXY}, PROXY),
        (API, {"HTTPS_PROXY": "proxy.example:3128"}, PROXY),
        (API, {"ALL_PROXY": PROXY}, PROXY),
        (API, {"HTTP_PROXY": PROXY}, None),
        (API, {"HTTPS_PROXY": PROXY, "NO_PROXY": "localhost,.telegram.org"}, None),
        (API, {"HTTPS_PROXY": PROXY, "NO_PROXY": "*"}, None),
        (API, {"HTTPS_PROXY": PROXY, "no_proxy": "legram.org"}, PROXY),
        ("http://127.0.0.1:8081", {"HTTP_PROXY": PROXY, "ALL_PROXY": PROXY}, None),
        ("http://telegram.lan:8081", {"HTTP_PROXY": PROXY}, PROXY),
    ],
)
def test_proxy_of_an_address(url: str, environ: dict[str, str], expected: str | None) -> None:
    assert proxy_for(url, environ) == expected


def test_settings_take_the_proxy_and_never_show_it() -> None:
    settings = Settings.from_environment({"HTTPS_PROXY": "http://user:hidden@proxy.example:3128"})
    assert settings.proxy == Secret("http://user:hidden@proxy.example:3128")
    assert "hidden" not in repr(settings)


async def test_request_goes_through_the_proxy() -> None:
    asked: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readline()).decode().strip())
        writer.write(b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    request = AiohttpRequest(proxy=Secret(f"http://127.0.0.1:{port}"))
    await request.initialize()
    try:
        with pytest.raises(NetworkError):
            await request.do_request("https://api.telegram.org/bot1:a/getMe", "POST")
    finally:
        await request.shutdown()
        server.close()
    assert asked == ["CONNECT api.telegram.org:443 HTTP/1.1"]
