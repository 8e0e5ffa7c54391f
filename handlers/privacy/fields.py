"""The fields of a row that an export shows; of a message, only words that were said to or by the person."""

from collections.abc import Collection, Mapping
from typing import Any

from handlers.talk.replies import plain_text
from storage.base import Json

# Fields with structure inside: each is told in words, or left out.
_MESSAGE, _ANSWERS, _UPDATE = _INSIDE = "params", "data", "payload"
# Forms in which people speak of themselves; in the others staff speak of others.
_OWN_FORMS = ("case", "reg")
_OF_ANSWERS = ("place", "name", "phase")
Row = Mapping[str, Any]


def named_fields(table: str, row: Row, columns: Collection[str], *, is_staff: bool, others: Collection[int]) -> Json:
    """Return the fields of a database row that the export shows to the person whom the row is about.

    Only `columns` are shown. What a row holds as JSON (a message's content, a form's answers, a failed update) is
    turned into text, "" where the words are somebody else's: in forms of staff, in all messages to staff, and in
    messages about the outbox rows `others`.
    """
    told = {name: value for name, value in row.items() if name in columns and name not in _INSIDE}
    if table == "outbox":
        is_others = is_staff or row["id"] in others or row["aims_at"] in others or row["method"] == "copy_message"
        told[_MESSAGE] = "" if is_others else _words(row[_MESSAGE])
    elif table == "dialogues":
        told[_ANSWERS] = _answers(row[_ANSWERS]) if row["kind"] in _OWN_FORMS else ""
    elif table == "updates_set_aside":
        told[_UPDATE] = _own_words(row[_UPDATE])
    return told


def _words(params: Row) -> str:
    """Return the text or caption in the arguments of a Bot API call, in one line and without formatting."""
    return " ".join(plain_text(str(params.get("text") or params.get("caption") or "")).split())


def _answers(data: Row) -> str:
    said = [_shown(data[name]) for name in _OF_ANSWERS if data.get(name)]
    return " ; ".join([*said, *(str(piece.get("excerpt") or "") for piece in data.get("pieces") or ())])


def _shown(answer: object) -> str:
    """Return one answer of a form as text; of a place, its name."""
    return str(answer["shown"] if isinstance(answer, dict) else answer)


def _own_words(payload: Row) -> str:
    """Return the text or caption that the person wrote in a Telegram update, without the message that it replies to."""
    message = payload.get("message") or payload.get("edited_message") or {}
    return str(message.get("text") or message.get("caption") or "")
