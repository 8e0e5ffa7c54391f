"""An update as it came, before it is parsed: what is refused, and which characters every database can keep."""

import json
import re
from typing import Any

from storage.base import Json

DEEPEST = 100  # levels of objects and lists; Telegram's have hardly ten
LONGEST = 16_384  # characters of a text that are read, four times as many as Telegram lets through
_LARGEST_ID = 2**63  # chat ids are kept in 64 bits
# PostgreSQL refuses NUL, and every database half a pair of surrogates.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def read_payload(raw: bytes) -> Json | None:
    """Parse the body of a webhook request as an update.

    Return None for what Telegram never sends: no JSON object, no update id, or nesting over 100 levels.
    """
    try:
        payload = json.loads(raw, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    return payload if _is_update(payload) and not _is_deeper(payload, DEEPEST) else None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _is_update(payload: object) -> bool:
    return isinstance(payload, dict) and type(payload.get("update_id")) is int and 0 <= payload["update_id"] < 2**53


def _is_deeper(value: object, levels: int) -> bool:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels == 0 or any(_is_deeper(one, levels - 1) for one in inside if isinstance(one, dict | list))


def storable(value: Any) -> Any:
    """Return a copy of a JSON value whose texts have U+FFFD for each character that a database refuses.

    Of a text longer than `LONGEST`, the rest is left out: reading it would hold up everybody else.
    """
    if isinstance(value, str):
        text = value[:LONGEST]
        return text if text.isascii() and "\x00" not in text else _UNSTORABLE.sub("\ufffd", text)
    if isinstance(value, dict):
        return {storable(key): storable(one) for key, one in value.items()}
    return [storable(one) for one in value] if isinstance(value, list) else value


def private_chat_of(payload: Json) -> int | None:
    """Return the id of the private chat in which an update happened; None for another chat or none."""
    for body in payload.values():
        message = body.get("message", body) if isinstance(body, dict) else None
        chat = message.get("chat") if isinstance(message, dict) else None
        if isinstance(chat, dict) and chat.get("type") == "private" and is_chat_id(chat.get("id")):
            return int(chat["id"])
    return None


def sender_of(payload: Json) -> int | None:
    """Return the Telegram id of whoever caused an update, in a group too; None where it names nobody."""
    for body in payload.values():
        sender = body.get("from") if isinstance(body, dict) else None
        if isinstance(sender, dict) and is_chat_id(sender.get("id")):
            return int(sender["id"])
    return None


def is_chat_id(value: object) -> bool:
    """Return whether a value is an integer of 64 bits, as the database keeps the ids of chats; a bool is none."""
    return type(value) is int and -_LARGEST_ID <= value < _LARGEST_ID
