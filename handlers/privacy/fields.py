"""What of a row goes into somebody's export: named fields, and of a message only the words that are theirs to read."""

from collections.abc import Collection, Mapping
from typing import Any

from handlers.talk.replies import plain_text

# Fields that hold other things inside: each is told in words, or not at all.
_MESSAGE, _ANSWERS, _UPDATE = _INSIDE = "params", "data", "payload"
# Forms in which somebody speaks of themself; in the others staff speak of others.
_OWN_FORMS = ("case", "reg")
_OF_ANSWERS = ("place", "name", "phase")
Row = Mapping[str, Any]


def named_fields(
    table: str, row: Row, columns: Collection[str], *, is_staff: bool, others: Collection[int]
) -> dict[str, Any]:
    """Keep of a row the `columns` that are told.

    `others`: rows of the outbox with the words of somebody else, which were theirs alone to send.
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
    """The words of a message to Telegram, without its formatting, in one line."""
    return " ".join(plain_text(str(params.get("text") or params.get("caption") or "")).split())


def _answers(data: Row) -> str:
    said = [_shown(data[name]) for name in _OF_ANSWERS if data.get(name)]
    return " ; ".join([*said, *(str(piece.get("excerpt") or "") for piece in data.get("pieces") or ())])


def _shown(answer: object) -> str:
    """Of a place, its name."""
    return str(answer["shown"] if isinstance(answer, dict) else answer)


def _own_words(payload: Row) -> str:
    """What they wrote, nothing of what they answered or pressed."""
    message = payload.get("message") or payload.get("edited_message") or {}
    return str(message.get("text") or message.get("caption") or "")
