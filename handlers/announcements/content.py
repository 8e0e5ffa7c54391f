"""Content of an announcement, as kept, and the calls that send or edit it, for the preview, the test and all."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from handlers.announcements import texts
from handlers.meetings import buttons as meetings
from handlers.roles.buttons import leave_role
from handlers.subscriptions import buttons as subscription_buttons
from handlers.talk import buttons as common
from handlers.talk.codes import read
from handlers.talk.replies import Button, Rows, keyboard, paragraphs, units, without_tags
from storage.base import Json

Content = Mapping[str, Any]
Call = tuple[str, Json]
LONGEST = {"text": 4096, "photo": 1024, "document": 1024}  # limits of Telegram, in units of UTF-16
_ROOM_FOR_FOOTER = 96
_STRAY = re.compile(r"\*\*|```|\]\(|^#{1,6}(?= )", re.MULTILINE)


def content(
    html: str, kind: str = "text", file_id: str | None = None, button: str | None = None, written_in: int | None = None
) -> Json:
    """Return the content of an announcement, in the shape in which its row keeps it.

    `kind` is text, photo or document, with Telegram's `file_id`. `button` is the id of an entry, or "meeting:<number>"
    for `M'inscrire`. `written_in` is the id of its author's message, in their chat with the bot.
    """
    return {"kind": kind, "html": html, "file_id": file_id, "button": button, "written_in": written_in}


def length(html: str) -> int:
    """Return the length of a text in HTML as Telegram counts it: in units of UTF-16, without the tags."""
    return units(unescape(without_tags(html)))


def too_long_by(html: str, kind: str) -> int:
    """Return how many characters of an announcement exceed what a message of this kind may hold, 0 where all fit.

    `kind` is text, photo or document. The footer has its place.
    """
    return max(0, length(html) - (LONGEST[kind] - _ROOM_FOR_FOOTER))


def stray_mark(html: str) -> str:
    """Return the first mark of Markdown, such as "**", that recipients would see as it is; "" where there is none."""
    found = _STRAY.search(unescape(without_tags(html)))
    return found[0] if found else ""


def send_call(said: Content, subject: str | None, rows: Rows) -> Call:
    """Return the Telegram call (method, parameters) that sends an announcement, with `rows` of buttons.

    The footer for `subject`, None for none, stands below the words of `said`.
    """
    params = _call_params(said, subject, rows)
    if said["kind"] == "text":
        return "send_message", params | {"link_preview_options": {"is_disabled": True}}
    return f"send_{said['kind']}", params | {said["kind"]: said["file_id"]}


def edit_call(said: Content, subject: str | None, rows: Rows, message_id: int) -> Call:
    """Return the Telegram call (method, parameters) that gives an announcement already received the words of `said`.

    Its photo or document stays.
    """
    params = _call_params(said, subject, rows) | {"message_id": message_id}
    if said["kind"] == "text":
        return "edit_message_text", params | {"link_preview_options": {"is_disabled": True}}
    return "edit_message_caption", params


def _call_params(said: Content, subject: str | None, rows: Rows) -> Json:
    """Return the parameters of a call that shows an announcement: its words with the footer, and the buttons."""
    words = "text" if said["kind"] == "text" else "caption"
    params: Json = {words: paragraphs(said["html"], texts.footer(subject)), "parse_mode": "HTML"}
    if rows:
        params["reply_markup"] = keyboard(rows)
    return params


def rows_under(said: Content, subject: str | None, segment: str, number: int | None, titles: Mapping[str, str]) -> Rows:
    """Return the rows of buttons under an announcement: the one chosen by its author, then the one to receive no more.

    The second ends the subscription to `subject`, or leaves the meeting or the role of partner. `number` is that of the
    announcement, None for a preview; `titles` are those of the entries that a button may open.
    """
    rows: list[list[Button]] = []
    entry, meeting = str(said.get("button")), _meeting_number(said.get("button"))
    if meeting is not None:
        rows.append([meetings.register(meeting)])
    if entry in titles:
        rows.append([common.entry(entry, titles[entry])])
    rows.append([_way_out(subject, segment, number)])
    return rows


def _way_out(subject: str | None, segment: str, number: int | None) -> Button:
    meeting = _meeting_number(segment)
    if subject:
        return subscription_buttons.stop_receiving(subject, number)
    return meetings.leave(meeting) if meeting is not None else leave_role()


def _meeting_number(written: object) -> int | None:
    """Return the number in "meeting:3", None for other values."""
    code = read(str(written))
    return code.number(0) if code.verb == "meeting" else None
