"""The webhook: the secret is compared before the body is read, and 200 is answered once the update is committed."""

import hmac
import logging

from aiohttp import web

from bot.doors import LARGEST_BODY, body_of
from bot.ingress import DatabaseAway, Ingress
from bot.payload import read_payload
from bot.settings import Secret

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
log = logging.getLogger("aiguilleur.webhook")


def webhook_handler(ingress: Ingress, secret: Secret) -> object:
    """Return the aiohttp handler of the webhook, which hands each update to the ingress.

    It answers 200 once the update is committed, 401 for a wrong secret, 400 for what is no update, 408 for a body that
    does not come, and 503 to be called again where the bot has not started or the database is away.
    """
    expected = secret.reveal().encode()

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, expected):
            return web.Response(status=401)
        if not ingress.is_open:
            return _later()
        try:
            raw = await body_of(request)
        except web.HTTPRequestEntityTooLarge:
            log.warning("a body over %s bytes was refused", LARGEST_BODY)
            raise
        payload = read_payload(raw)
        if payload is None:
            log.warning("a body that is no update was refused")
            return web.Response(status=400)
        try:
            await ingress.take(payload)
        except DatabaseAway:
            return _later()
        return web.Response()

    return receive


def _later() -> web.Response:
    return web.Response(status=503, headers={"Retry-After": "2"})
