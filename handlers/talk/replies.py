"""Replies: the text and the buttons of a message, escaped and bounded here and nowhere else."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
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
    """A button: a label, and either a code of at most 64 bytes, which the router knows, or a web address."""

    label: str
    code: str = ""
    url: str | None = None


Rows = Sequence[Sequence[Button]]


@dataclass(frozen=True)
class Reply:
    """A message to write.

    `html` is Telegram's HTML, already escaped; `rows` are the buttons under the message.
    """

    html: str
    rows: Rows = ()

    @property
    def plain(self) -> str:
        return plain_text(self.html)


def units(words: str) -> int:
    """Count characters as Telegram does: most emoji are two."""
    return len(words.encode("utf-16-le")) // 2


def text(words: str) -> str:
    """Escape words of people or files for HTML."""
    return escape(words, quote=False)


def person_words(words: str) -> str:
    """Return a name that somebody typed, in one line and without what could disguise it.

    Removed are control and direction marks, letters that show nothing, and accents piled up over the lines above.
    """
    visible = (char for char in words if char.isspace() or unicodedata.category(char) not in _INVISIBLE)
    kept = _PILED_UP.sub(r"\1", "".join(char for char in visible if char not in _BLANK))
    return " ".join(kept.split())


def bold(words: str) -> str:
    return f"<b>{text(words)}</b>"


def italic(words: str) -> str:
    return f"<i>{text(words)}</i>"


def link(words: str, url: str) -> str:
    return f'<a href="{escape(url)}">{text(words)}</a>'


def paragraphs(*parts: str) -> str:
    """Join pieces of HTML, leaving out the empty ones."""
    return "\n\n".join(part for part in parts if part)


def from_markdown(source: str) -> str:
    """Turn the little Markdown of entries (bold, italic, links, lists) into Telegram's HTML."""
    return "".join(_html(token) for token in _MARKDOWN.parse(source)).strip()


def with_no_break_spaces(words: str) -> str:
    """Keep French marks on the line of their word: on a phone a lone « : » would begin the next."""
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
    """Return the words as a person reads them, with the address of a link written out after it."""
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
    """Return the letters that Telegram counts, still escaped."""
    return _TAG.sub("", html)


def _with_address(words: str, url: str) -> str:
    return words if url.removeprefix("mailto:").removeprefix("https://") in words else f"{words} ({url})"


def as_params(reply: Reply) -> Json:
    """Return the arguments of a Bot API call that sends this reply."""
    params: Json = {
        "text": _bounded(reply.html),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    if reply.rows:
        params["reply_markup"] = keyboard(reply.rows)
    return params


def as_answer_to(message_id: int) -> Json:
    """Return the arguments that make a call the answer to a message, even if that was deleted since."""
    return {"reply_parameters": {"message_id": message_id, "allow_sending_without_reply": True}}


def keyboard(rows: Rows) -> Json:
    return {"inline_keyboard": [[_key(button) for button in row] for row in rows]}


def _key(button: Button) -> dict[str, str]:
    if button.url:
        return {"text": button.label, "url": button.url}
    return {"text": button.label, "callback_data": button.code}


def shortened(words: str, most: int) -> str:
    """Cut words to at most so many characters, for a button or a line."""
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _bounded(html: str) -> str:
    """Return a text too long for one message cut, and as plain text, since Telegram refuses a broken tag."""
    if units(html) <= LONGEST:
        return html
    return text(plain_text(html)[: LONGEST // 2]) + " …"
