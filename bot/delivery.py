"""A call to Telegram and its outcome. Errors of Telegram are translated here and nowhere else.

A crash between Telegram's yes and our writing it down may send a message twice, which cannot be avoided, only kept
rare. `BadRequest` and `TimedOut` are both `NetworkError`, so the order of the cases below matters.
"""

import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from typing import Any

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
    MessageId,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    error,
)

from bot.codes import qr_code
from bot.logs import describe
from bot.ways import why
from storage.base import Json
from storage.outbox import Failure


@dataclass(frozen=True)
class Sent:
    """The outcome of a call that Telegram accepted; `message_id` is None where the call made no message."""

    message_id: int | None


@dataclass(frozen=True)
class RetryAt:
    """The outcome of a call that failed for now, to be tried again after `seconds`.

    `flood` means that Telegram asked us to slow down.
    """

    seconds: float
    reason: str
    flood: bool = False


@dataclass(frozen=True)
class RefusedFormatting:
    """The outcome of a message whose formatting Telegram refused; `params` are its arguments without formatting."""

    params: Json


@dataclass(frozen=True)
class Undeliverable:
    """The outcome of a call that failed for good, and why."""

    reason: str
    failure: Failure = Failure.OTHER


Outcome = Sent | RetryAt | RefusedFormatting | Undeliverable

_FIRST_RETRY, _LONGEST_RETRY = 1.0, 60.0
_MISCONFIGURED_RETRY = 300.0
# What Telegram says of it, in small letters.
_KNOWN = {"chat not found": Failure.NO_CHAT, "too long": Failure.TOO_LONG, "file": Failure.NO_FILE}
# What its reader or author has deleted is none of our faults.
_GONE = ("message to edit not found", "message to copy not found", "message can't be edited", "message_id_invalid")
_TAG = re.compile(r"<[^>]+>")


async def deliver(bot: Bot, method: str, chat_id: int, params: Json, attempts: int) -> Outcome:
    """Make one call to Telegram and return its outcome; errors become outcomes and are never raised.

    `method` is in snake case, `params` are those of the outbox, `attempts` counts the tries before this one.
    """
    try:
        answer = await _call(bot, method, chat_id, params)
    except error.RetryAfter as flood:
        return RetryAt(_seconds(flood.retry_after), "flood", flood=True)
    except error.Forbidden as refusal:
        return Undeliverable(_reason(refusal), Failure.BLOCKED)
    except error.BadRequest as refusal:
        return _bad_request(refusal, params)
    except error.ChatMigrated:
        return Undeliverable("the group has become another one")
    except (error.InvalidToken, error.Conflict) as refusal:
        return RetryAt(_MISCONFIGURED_RETRY, why(refusal))
    except error.TelegramError as trouble:
        return RetryAt(backoff(attempts), type(trouble).__name__)
    except Exception as defect:  # a call that cannot even be made would block its chat for ever
        return Undeliverable(describe(defect))
    return Sent(_message_id(answer))


async def _call(bot: Bot, method: str, chat_id: int, params: Json) -> object:
    if method == "set_my_commands":  # the one method that takes the chat as a scope
        commands = [BotCommand(name, words) for name, words in params["commands"]]
        return await bot.set_my_commands(commands, scope=BotCommandScopeChat(chat_id))
    return await getattr(bot, method)(chat_id=chat_id, **_typed(params))


def backoff(attempts: int) -> float:
    """Return the seconds to wait before the next try: 1, doubled with each try, at most 60."""
    return float(min(_LONGEST_RETRY, _FIRST_RETRY * 2 ** min(attempts, 10)))


def _bad_request(refusal: error.BadRequest, params: Json) -> Outcome:
    reason = str(refusal).lower()
    if "not modified" in reason or "message to delete not found" in reason:
        return Sent(None)  # what was wanted is already so
    if "can't parse entities" in reason and "parse_mode" in params:
        return RefusedFormatting(as_plain_text(params))
    if any(part in reason for part in _GONE):
        return Undeliverable(_reason(refusal), Failure.GONE)
    failure = next((known for part, known in _KNOWN.items() if part in reason), Failure.OTHER)
    return Undeliverable(_reason(refusal), failure)


def as_plain_text(params: Json) -> Json:
    """Return the arguments of a message without its parse mode, with text and caption freed of HTML."""
    plain = {name: value for name, value in params.items() if name != "parse_mode"}
    for field in ("text", "caption"):
        if field in plain:
            plain[field] = unescape(_TAG.sub("", plain[field]))
    return plain


def _typed(params: Json) -> Json:
    return {name: _KINDS[name](value) if name in _KINDS else value for name, value in params.items()}


def _keyboard(value: Json) -> object:
    if "inline_keyboard" in value:
        return InlineKeyboardMarkup.de_json(value, None)
    if "remove_keyboard" in value:
        return ReplyKeyboardRemove()
    return ReplyKeyboardMarkup(**value)


def _document(value: dict[str, str] | str) -> InputFile | str:
    """Return a document as python-telegram-bot takes it: a file id as it is, or the content of a small file.

    In the outbox such a file is its name with its text or its base64.
    """
    if isinstance(value, str):
        return value
    if "base64" in value:
        return InputFile(b64decode(value["base64"]), filename=value["name"])
    return InputFile(value["content"].encode("utf-8", "replace"), filename=value["name"])


def _photo(value: dict[str, str] | str) -> InputFile | str:
    """Return a photo as python-telegram-bot takes it: a file id as it is, or the QR code drawn of the link in `qr`."""
    if isinstance(value, str):
        return value
    return InputFile(qr_code(value["qr"]), filename="qr.png")


_KINDS: dict[str, Callable[[Any], object]] = {
    "reply_markup": _keyboard,
    "document": _document,
    "photo": _photo,
    "link_preview_options": lambda value: LinkPreviewOptions(**value),
    "reply_parameters": lambda value: ReplyParameters(**value),
}


def _message_id(answer: object) -> int | None:
    return answer.message_id if isinstance(answer, Message | MessageId) else None


def _seconds(value: int | timedelta) -> float:
    return value.total_seconds() if isinstance(value, timedelta) else float(value)


def _reason(refusal: error.TelegramError) -> str:
    """Return why Telegram refused a call, in its own words, at most 200 characters; they never name a person."""
    return str(refusal)[:200]
