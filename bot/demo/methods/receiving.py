"""How the bot gets its updates: getUpdates, the webhook, and its answers to button presses."""

import re
from urllib.parse import urlsplit

from bot.demo.calls import Call
from bot.demo.chats import Json
from bot.demo.door import is_loopback
from bot.demo.errors import bad_request, conflict
from bot.demo.webhooks import Address
from bot.demo.world import World

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
ANSWER_UNITS = 200
LONGEST_POLL = 50


async def get_updates(world: World, call: Call) -> list[Json]:
    if world.webhook.address is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    _remember_kinds(world, call)
    limit = max(1, min(100, call.integer("limit", 100) or 100))
    timeout = max(0, min(LONGEST_POLL, call.integer("timeout", 0) or 0))
    offset = call.integer("offset", 0) or 0
    found = await world.updates.poll(offset, limit, timeout, shuffled=world.faults.shuffle)
    return [update.shown() for update in found]


async def set_webhook(world: World, call: Call) -> str:
    url = call.text("url")
    if not url:
        return await delete_webhook(world, call)
    _check_address(url)
    secret = call.text("secret_token") or None
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    places = call.integer("max_connections", 40) or 40
    if not 1 <= places <= 100:
        raise bad_request("max_connections must be between 1 and 100")
    _remember_kinds(world, call)
    if call.flag("drop_pending_updates"):
        world.updates.drop_all()
    world.updates.end_poll(conflict("terminated by setWebhook request"))
    changed = await world.webhook.point_to(Address(url, secret, places))
    world.changes.note()
    return "Webhook was set" if changed else "Webhook is already set"


async def delete_webhook(world: World, call: Call) -> str:
    had_one = world.webhook.address is not None
    await world.webhook.stop()
    if call.flag("drop_pending_updates"):
        world.updates.drop_all()
    return "Webhook was deleted" if had_one else "Webhook is already deleted"


async def get_webhook_info(world: World, call: Call) -> Json:
    return world.webhook.shown()


async def answer_callback_query(world: World, call: Call) -> bool:
    press = world.presses.get(call.text("callback_query_id"))
    if press is None or world.now() >= press.expires_at:
        raise bad_request(TOO_OLD)
    if len(call.text("text")) > ANSWER_UNITS:
        raise bad_request("MESSAGE_TOO_LONG")
    if press.answer is None:
        press.answer = {
            "text": call.text("text"),
            "show_alert": call.flag("show_alert"),
            "url": call.text("url"),
        }
    world.changes.note()
    return True


def _remember_kinds(world: World, call: Call) -> None:
    kinds = call.items("allowed_updates")
    if kinds is not None:
        world.updates.allow(str(kind) for kind in kinds)


def _check_address(url: str) -> None:
    """Telegram wants https; plain http is taken here, on a loopback address only."""
    parts = urlsplit(url)
    if not parts.hostname:
        raise bad_request("bad webhook: invalid webhook URL specified")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts.hostname)):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
