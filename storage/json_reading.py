"""The search of kept JSON for its texts, the persons that it names and the message that an update answers."""

import re
from collections.abc import Collection, Iterator

# The fields in which Telegram writes the id of a person; elsewhere the same number may be that of a message or a case.
_OF_PERSONS = ("id", "chat_id", "from_chat_id", "user_id", "telegram_id")
_CODES = ("callback_data", "data")
_LINK = re.compile(r"tg://user\?id=(\d+)")


def words_in(value: object) -> Iterator[str]:
    """Yield every text in a JSON value, however deep, without the names of its fields."""
    if isinstance(value, dict):
        for one in value.values():
            yield from words_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from words_in(one)
    elif isinstance(value, str):
        yield value


def names_any(value: object, telegram_ids: Collection[int]) -> bool:
    """Return whether a JSON value names one of these persons: as an id, in the code of a button or in a link."""
    if isinstance(value, dict):
        return any(_is_named_by(field, one, telegram_ids) for field, one in value.items())
    if isinstance(value, list):
        return any(names_any(one, telegram_ids) for one in value)
    return isinstance(value, str) and any(int(number) in telegram_ids for number in _LINK.findall(value))


def _is_named_by(field: str, value: object, telegram_ids: Collection[int]) -> bool:
    if isinstance(value, int):
        return field in _OF_PERSONS and value in telegram_ids
    if field in _CODES and isinstance(value, str):
        return code_names_any(value, telegram_ids)
    return names_any(value, telegram_ids)


def code_names_any(code: str, telegram_ids: Collection[int]) -> bool:
    """Return whether the code of a button, such as "reunion:1:pres:101-0", contains the id of one of these persons."""
    parts = re.split(r"[:-]", code)[1:]
    return any(part.isdecimal() and int(part[:20]) in telegram_ids for part in parts)


def answered_message(payload: object) -> int | None:
    """Return the Telegram id of the message that an update replies to, or whose button it presses; None without one."""
    if not isinstance(payload, dict):
        return None
    for body in payload.values():
        for name in ("reply_to_message", "message"):
            message = body.get(name) if isinstance(body, dict) else None
            number = message.get("message_id") if isinstance(message, dict) else None
            if isinstance(number, int):
                return number
    return None
