"""Replies: the text and the buttons of a message, escaped and bounded here and nowhere else."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from storage.base import Json

LONGEST = 4096  # characters of a message that Telegram accepts, after its formatting was read
_INVISIBLE = ("Cc", "Cf", "Co", "Cs", "Cn")  # control, format (direction marks among them), private, surrogate
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"  # letters and signs that look like nothing
_PILED_UP = re.compile(r"([\u0300-\u036f]{2})[\u0300-\u036f]+")
_TAG = re.compile(r"<[^>]+>")
_BEFORE_MARK, _AFTER_QUOTE = re.compile(r"(?<=\S) (?=[;:!?»])"), re.compile(r"(?<=«) (?=\S)")
_NO_BREAK = "\u00a0"
_MARKDOWN = MarkdownIt("zero").enable(["emphasis", "link", "list", "newline", "autolink"])
_TAGS = {
    "strong_open": "<b>",
    "strong_close": "</b>",
    "em_open": "<i>",
    "em_close": "</i>",
    "link_close": "</a>",
    "paragraph_open": "",
    "bullet_list_open": "",
    "bullet_list_close": "\n",
    "ordered_list_open": "",
    "ordered_list_close": "\n",
    "list_item_close": "",
    "softbreak": "\n",
    "hardbreak": "\n",
}


@dataclass(frozen=True)
class Button:
    """A button under a message: a label, and either a code of at most 64 bytes, read by a handler, or a web address."""

    label: str
    code: str = ""
    url: str | None = None


Rows = Sequence[Sequence[Button]]


@dataclass(frozen=True)
class Reply:
    """A message to send: `html` in Telegram's HTML, already escaped, and rows of buttons under it."""

    html: str
    rows: Rows = ()

    @property
    def plain(self) -> str:
        """The text of the message without formatting."""
        return plain_text(self.html)


def units(words: str) -> int:
    """Return the length of a text as Telegram counts it, in UTF-16 units: most emoji are two."""
    return len(words.encode("utf-16-le")) // 2


def text(words: str) -> str:
    """Escape plain text for Telegram's HTML."""
    return escape(words, quote=False)


def person_words(words: str) -> str:
    """Clean a text that a person typed: put it in one line, and remove what could disguise or hide it.

    Removed are control and direction marks, letters that show nothing, and accents piled up over the lines above.
    """
    visible = (char for char in words if char.isspace() or unicodedata.category(char) not in _INVISIBLE)
    kept = _PILED_UP.sub(r"\1", "".join(char for char in visible if char not in _BLANK))
    return " ".join(kept.split())


def bold(words: str) -> str:
    """Write plain text as bold HTML."""
    return f"<b>{text(words)}</b>"


def italic(words: str) -> str:
    """Write plain text as italic HTML."""
    return f"<i>{text(words)}</i>"


def link(words: str, url: str) -> str:
    """Write plain text as an HTML link to a web address."""
    return f'<a href="{escape(url)}">{text(words)}</a>'


def paragraphs(*parts: str) -> str:
    """Join pieces of HTML with an empty line between them, leaving out the pieces that are ""."""
    return "\n\n".join(part for part in parts if part)


@lru_cache(maxsize=512)  # the pieces of all answers of the base
def from_markdown(source: str) -> str:
    """Turn the Markdown of an entry (bold, italic, links, lists) into Telegram's HTML."""
    return "".join(_html(token) for token in _MARKDOWN.parse(source)).strip()


def with_no_break_spaces(words: str) -> str:
    """Make spaces before ; : ! ? » and after « no-break ones, so that no line begins or ends with a lone mark."""
    return _AFTER_QUOTE.sub(_NO_BREAK, _BEFORE_MARK.sub(_NO_BREAK, words))


def _html(token: Token) -> str:
    if token.type == "inline":
        return "".join(_html(child) for child in token.children or [])
    if token.type == "text":
        return text(with_no_break_spaces(token.content))
    if token.type == "link_open":
        return f'<a href="{escape(str(token.attrGet("href")))}">'
    if token.type == "list_item_open":
        return f"{token.info}. " if token.info else "• "
    if token.type == "paragraph_close":
        return "\n" if token.hidden or token.level > 1 else "\n\n"
    return _TAGS[token.type]


def plain_text(html: str) -> str:
    """Turn Telegram's HTML into plain text; the address of a link is written after its words."""
    pieces, rest = [], html
    while rest:
        before, opened, rest = rest.partition("<")
        pieces.append(unescape(before))
        if not opened:
            break
        tag, _, rest = rest.partition(">")
        if tag.startswith('a href="'):
            url = unescape(tag[len('a href="') : -1])
            words, _, rest = rest.partition("</a>")
            pieces.append(_with_address(plain_text(words), url))
    return "".join(pieces)


def without_tags(html: str) -> str:
    """Remove the tags from HTML; what is left is still escaped."""
    return _TAG.sub("", html)


def _with_address(words: str, url: str) -> str:
    return words if url.removeprefix("mailto:").removeprefix("https://") in words else f"{words} ({url})"


def as_params(reply: Reply) -> Json:
    """Return the Bot API arguments that send this reply, without the chat; a text too long for one message is cut."""
    params: Json = {
        "text": _bounded(reply.html),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    if reply.rows:
        params["reply_markup"] = keyboard(reply.rows)
    return params


def as_answer_to(message_id: int) -> Json:
    """Return the Bot API arguments that make a message a reply to another, or a plain one if that was deleted."""
    return {"reply_parameters": {"message_id": message_id, "allow_sending_without_reply": True}}


def keyboard(rows: Rows) -> Json:
    """Return rows of buttons as the Bot API wants them."""
    return {"inline_keyboard": [[_key(button) for button in row] for row in rows]}


def _key(button: Button) -> dict[str, str]:
    if button.url:
        return {"text": button.label, "url": button.url}
    return {"text": button.label, "callback_data": button.code}


def shortened(words: str, most: int) -> str:
    """Cut a text to at most `most` characters, the last of which is then "…"."""
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _bounded(html: str) -> str:
    """Return HTML that fits into one message: a longer text is cut and loses its formatting, lest a tag be broken."""
    if units(html) <= LONGEST:
        return html
    return text(plain_text(html)[: LONGEST // 2]) + " …"
