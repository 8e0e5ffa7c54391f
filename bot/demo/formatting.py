"""Text as Telegram keeps it: plain characters and entities counted in UTF-16 units. From HTML and back to HTML."""

import html
import re
from itertools import pairwise
from typing import Any

from bot.demo.errors import Refused, bad_request

Entity = dict[str, Any]

_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:"[^"]*"|'[^']*'|[^<>"'])*)>""")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_REFERENCE = re.compile(r"&(lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
}
_KNOWN = {*_SIMPLE, "a", "span", "blockquote", "tg-emoji"}


def units(text: str) -> int:
    """Length in UTF-16 units, the only length Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def cut(text: str, offset: int, length: int) -> str:
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text and entities, trimmed as Telegram trims; a fault is its 400 "can't parse entities"."""
    return trimmed(*_Reader(source).read())


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    start = units(text) - units(text.lstrip())
    plain = text.strip()
    end = units(plain)
    kept = []
    for entity in entities:
        first = max(0, entity["offset"] - start)
        last = min(end, entity["offset"] + entity["length"] - start)
        if last > first:
            kept.append({**entity, "offset": first, "length": last - first})
    return plain, sorted(kept, key=lambda entity: (entity["offset"], -entity["length"]))


def _cannot_parse(reason: str) -> Refused:
    return bad_request(f"can't parse entities: {reason}")


class _Reader:
    """Walks the source once; open tags wait on a stack."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.pieces: list[str] = []
        self.length = 0
        self.entities: list[Entity] = []
        self.open: list[tuple[str, int, dict[str, str]]] = []

    def read(self) -> tuple[str, list[Entity]]:
        position = 0
        while (start := self.source.find("<", position)) >= 0:
            self._text(self.source[position:start])
            tag = _TAG.match(self.source, start)
            if tag is None:
                raise self._unsupported("", start)
            if tag[1]:
                self._close(tag[2].lower(), start)
            else:
                self._open(tag[2].lower(), tag[3], start)
            position = tag.end()
        self._text(self.source[position:])
        if self.open:
            raise _cannot_parse(f'Can\'t find end tag corresponding to start tag "{self.open[-1][0]}"')
        return "".join(self.pieces), self.entities

    def _text(self, raw: str) -> None:
        plain = _REFERENCE.sub(lambda found: html.unescape(found[0]), raw)
        self.pieces.append(plain)
        self.length += units(plain)

    def _open(self, name: str, raw_attributes: str, at: int) -> None:
        attributes = {
            key.lower(): html.unescape(value.strip("\"'")) for key, value in _ATTRIBUTE.findall(raw_attributes)
        }
        if name not in _KNOWN or (name == "span" and attributes.get("class") != "tg-spoiler"):
            raise self._unsupported(name, at)
        self.open.append((name, self.length, attributes))

    def _close(self, name: str, at: int) -> None:
        if not self.open:
            raise _cannot_parse(f"Unexpected end tag at byte offset {self._bytes(at)}")
        expected, start, attributes = self.open.pop()
        if expected != name:
            raise _cannot_parse(
                f'Unmatched end tag at byte offset {self._bytes(at)}, expected "</{expected}>", found "</{name}>"'
            )
        if self.length > start:
            self._keep(name, start, attributes)

    def _keep(self, name: str, start: int, attributes: dict[str, str]) -> None:
        base = {"offset": start, "length": self.length - start}
        if name == "a":
            shown = cut("".join(self.pieces), start, self.length - start)
            self._link(base, attributes.get("href") or shown)
        elif name == "blockquote":
            kind = "expandable_blockquote" if "expandable" in attributes else "blockquote"
            self.entities.append({"type": kind, **base})
        elif name == "tg-emoji":
            self.entities.append({"type": "custom_emoji", **base, "custom_emoji_id": attributes.get("emoji-id", "")})
        elif name == "span":
            self.entities.append({"type": "spoiler", **base})
        elif name == "code" and self.open and self.open[-1][0] == "pre":
            language = attributes.get("class", "").removeprefix("language-")
            if language:
                self.open[-1][2]["language"] = language
        else:
            extra = {"language": attributes["language"]} if name == "pre" and "language" in attributes else {}
            self.entities.append({"type": _SIMPLE[name], **base, **extra})

    def _link(self, base: Entity, target: str) -> None:
        """Telegram keeps web and tg links; any other scheme leaves plain text behind."""
        if re.match(r"(https?|tg)://", target):
            self.entities.append({"type": "text_link", **base, "url": target})
        elif re.match(r"[\w-]+(\.[\w-]+)+(/|$)", target):
            self.entities.append({"type": "text_link", **base, "url": f"http://{target}"})

    def _unsupported(self, name: str, at: int) -> Refused:
        return _cannot_parse(f'Unsupported start tag "{name}" at byte offset {self._bytes(at)}')

    def _bytes(self, at: int) -> int:
        return len(self.source[:at].encode())


_PAIRS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "spoiler": ("<tg-spoiler>", "</tg-spoiler>"),
    "code": ("<code>", "</code>"),
    "pre": ("<pre>", "</pre>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ("<blockquote expandable>", "</blockquote>"),
}


def to_html(text: str, entities: list[Entity]) -> str:
    """The HTML that would give this text and these entities; what Telegram detected itself stays plain."""
    opening: dict[int, str] = {}
    closing: dict[int, str] = {}
    for entity in sorted(entities, key=lambda one: (one["offset"], -one["length"])):
        link = (f'<a href="{html.escape(entity.get("url", ""))}">', "</a>")
        pair = link if entity["type"] == "text_link" else _PAIRS.get(entity["type"])
        if pair is None:
            continue
        start, end = entity["offset"], entity["offset"] + entity["length"]
        opening[start] = opening.get(start, "") + pair[0]
        closing[end] = pair[1] + closing.get(end, "")
    cuts = sorted({0, units(text), *opening, *closing})
    written = [closing.get(0, "") + opening.get(0, "")]
    for start, end in pairwise(cuts):
        written += [
            html.escape(cut(text, start, end - start), quote=False),
            closing.get(end, ""),
            opening.get(end, ""),
        ]
    return "".join(written)
