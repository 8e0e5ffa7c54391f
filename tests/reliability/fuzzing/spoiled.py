"""Bodies that Telegram never sends: updates with pieces missing, huge, mistyped or unexpected; and no updates."""

import copy
import json
import random
from collections.abc import Callable, Sequence
from typing import Any

from tests.reliability.fuzzing.bot_api import Json
from tests.reliability.fuzzing.words import PLANTED, broken_words

WRONG: Sequence[Any] = (
    None, True, False, "", [], {}, [[]], [None], {"id": None}, 0, -1, 1.5, -(2**31), 2**31, 2**52, -(2**63), 2**63 - 1,
    2**63, 2**64, 10**30, 1e308, float("nan"), float("inf"), "0", "-1", "9" * 5000, PLANTED, "2026-01-01T00:00:00Z",
    "private", "bot_command", [PLANTED], {PLANTED: PLANTED}, "é" * 20_000,
)  # fmt: skip
UNEXPECTED = (
    PLANTED, "api_kwargs", "self", "bot", "__class__", "de_json", "type", "status", "id", "text", "chat", "from", "",
    "\x00", "\ud800", "from_user", "update_id",
)  # fmt: skip
OFFSETS = (-1, 0, 1, 3, 4096, 10**6, 2**63, -(2**40))
Spot = tuple[Any, Any]  # a dict or a list, and a key of it


def spoil(body: Json, chance: random.Random) -> Json:
    """Return a copy with one to four faults."""
    spoiled = copy.deepcopy(body)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        spots = list(_spots(spoiled))
        if not spots:
            break
        chance.choice(_WAYS)(spoiled, chance.choice(spots), chance)
    return spoiled


def _spots(node: Any) -> Sequence[Spot]:
    """Return every value inside, as its holder and key."""
    held = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    found: list[Spot] = []
    for key, value in held:
        found += [(node, key), *_spots(value)]
    return found


def _missing(body: Json, spot: Spot, chance: random.Random) -> None:
    holder, key = spot
    del holder[key]


def _wrong(body: Json, spot: Spot, chance: random.Random) -> None:
    holder, key = spot
    holder[key] = copy.deepcopy(chance.choice(WRONG))


def _broken(body: Json, spot: Spot, chance: random.Random) -> None:
    holder, key = spot
    holder[key] = broken_words(chance)


def _huge(body: Json, spot: Spot, chance: random.Random) -> None:
    holder, key = spot
    value = holder[key]
    if isinstance(value, str):
        holder[key] = (value or PLANTED) * chance.choice((10, 2000))
    elif isinstance(value, list):
        holder[key] = value * chance.choice((20, 300)) if len(json.dumps(value)) < 2000 else value * 3
    elif isinstance(value, dict):
        holder[key] = value | {f"{PLANTED}{number}": number for number in range(500)}
    else:
        holder[key] = chance.choice((2**63, -(2**63) - 1, 10**18, -(10**12)))


def _deep(body: Json, spot: Spot, chance: random.Random) -> None:
    holder, key = spot
    for _ in range(chance.choice((5, 50, 300))):
        holder[key] = chance.choice(([holder[key]], {PLANTED: holder[key]}))


def _unexpected(body: Json, spot: Spot, chance: random.Random) -> None:
    holder, _ = spot
    if isinstance(holder, dict):
        holder[chance.choice(UNEXPECTED)] = copy.deepcopy(chance.choice(WRONG))
    else:
        holder.append(copy.deepcopy(chance.choice(WRONG)))


def _elsewhere(body: Json, spot: Spot, chance: random.Random) -> None:
    """Put a value where another one was."""
    (holder, key), (other, its_key) = spot, chance.choice(list(_spots(body)))
    holder[key] = copy.deepcopy(other[its_key])


def _entities(body: Json, spot: Spot, chance: random.Random) -> None:
    """Add formatting that begins before the text, ends after it, or has no kind."""
    for message in body.values():
        if isinstance(message, dict):
            kinds = ("bot_command", "text_mention", "url", PLANTED, None)
            message["entities"] = [
                {"type": chance.choice(kinds), "offset": chance.choice(OFFSETS), "length": chance.choice(OFFSETS)}
                for _ in range(chance.choice((1, 3, 200)))
            ]


def _several(body: Json, spot: Spot, chance: random.Random) -> None:
    """Put two kinds in one update."""
    for message in list(body.values()):
        body[chance.choice(("message", "callback_query", "my_chat_member", "poll", PLANTED))] = message


_WAYS: Sequence[Callable[[Json, Spot, random.Random], None]] = (
    _missing, _missing, _wrong, _wrong, _wrong, _broken, _huge, _deep, _unexpected, _elsewhere, _entities, _several,
)  # fmt: skip


def spoil_bytes(body: bytes, chance: random.Random) -> bytes:
    """Return bytes that are hardly an update, or none."""
    depth = chance.choice((500, 900, 970, 100_000))
    return chance.choice((
        b"", b"null", b"[]", b"{}", b'"' + PLANTED.encode() + b'"', b"NaN", b"\xff\xfe" + body, b"\xef\xbb\xbf" + body,
        body[: len(body) // 2], body + b"}", body.replace(b'"', b"'"), body.replace(b"{", b"{\x00", 1),
        b'{"deep": ' + b"[" * depth + b"]" * depth + b", " + body[1:], body[:-1] + b', "update_id": null}',
    ))  # fmt: skip
