"""What Telegram recognises by itself in a text: commands, mentions, addresses, phone numbers. Never what HTML says."""

import re

from bot.demo.formatting import Entity, units

_KINDS = [
    ("bot_command", re.compile(r"(?<![\w/@<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?![\w@-])", re.IGNORECASE)),
    (
        "url",
        re.compile(r"(?:https?://|(?<![\w.@/-]))(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:/[^\s<>\"]*[^\s<>\".,;:!?)»])?/?"),
    ),
    ("mention", re.compile(r"(?<![\w/@])@[A-Za-z]\w{3,31}(?!\w)")),
    ("phone_number", re.compile(r"(?<![\w+])(?:\+\d{1,3}|0)[ .]?\d(?:[ .]?\d\d){4}(?!\w)")),
    ("hashtag", re.compile(r"(?<!\w)#[^\W\d_]\w*")),
]
_OPAQUE = {"code", "pre", "text_link"}


def with_detected(text: str, entities: list[Entity]) -> list[Entity]:
    """The entities given, and those seen in what they leave free, in reading order."""
    taken = [(one["offset"], one["offset"] + one["length"]) for one in entities if one["type"] in _OPAQUE]
    found: list[Entity] = []
    for kind, pattern in _KINDS:
        for match in pattern.finditer(text):
            start = units(text[: match.start()])
            end = start + units(match[0])
            if all(end <= first or start >= last for first, last in taken):
                taken.append((start, end))
                found.append({"type": kind, "offset": start, "length": end - start})
    return sorted([*entities, *found], key=lambda one: (one["offset"], -one["length"]))
