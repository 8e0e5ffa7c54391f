"""The door for webhooks: the secret is compared before the body is read; 200 only once the update is committed."""

import hmac
import json
import logging
from typing import Any

from aiohttp import web

from bot.ingress import DatabaseAway, Ingress
from bot.settings import Secret

LARGEST_BODY = 1024 * 1024  # bytes; Telegram's updates are a few thousand
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
log = logging.getLogger("aiguilleur.webhook")


def webhook_handler(ingress: Ingress, secret: Secret) -> Any:
    expected = secret.reveal().encode()

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, expected):
            return web.Response(status=401)
        if not ingress.is_open:
            return _later()
        payload = await _payload(request)
        if payload is None:
            return web.Response(status=400)
        try:
            await ingress.take(payload)
        except DatabaseAway:
            return _later()
        return web.Response()

    return receive


def _later() -> web.Response:
    return web.Response(status=503, headers={"Retry-After": "2"})


async def _payload(request: web.Request) -> dict[str, Any] | None:
    """None for what Telegram never sends: no JSON, no object, no update id. Too large answers 413 by itself."""
    raw = await request.read()
    try:
        payload = json.loads(raw)
    except (ValueError, RecursionError):
        log.warning("a body that is no JSON was refused")
        return None
    return payload if is_update(payload) else None


def is_update(payload: object) -> bool:
    return isinstance(payload, dict) and type(payload.get("update_id")) is int and 0 <= payload["update_id"] < 2**53
