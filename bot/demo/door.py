"""Who may knock: this machine only. A page of another site open in the same browser may not."""

import ipaddress
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler


def is_loopback(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def refuse_other_hosts(host: str) -> None:
    if not is_loopback(host):
        raise ValueError(f"the local server listens on the loopback address only, not on {host}: use 127.0.0.1")


@web.middleware
async def loopback_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse a name that merely resolves to this machine, and a form or script that comes from another page."""
    if not is_loopback(urlsplit(f"//{request.host}").hostname):
        raise web.HTTPForbidden(text="This server answers to the loopback address only.")
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise web.HTTPForbidden(text="This server does not take calls from another page.")
    return await handler(request)
