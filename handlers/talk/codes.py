"""The codes of buttons: `verb`, or `verb:part:part`. Anybody can forge one, so reading them never fails."""

import re
from dataclasses import dataclass

from telegram import Update

from storage.outbox import OutboxMessage

LARGEST = 64  # bytes, in Telegram
LARGEST_ROW = 2**31 - 1  # of the number of a row: a case, a meeting, an announcement
LARGEST_ID = 2**53  # of Telegram's numbers for people and messages, and of a row of the outbox
_NUMBER = re.compile(r"[0-9]{1,16}")


@dataclass(frozen=True)
class Code:
    """The code of a button, split into a verb and parts; a missing part reads as "", or as None for a number."""

    verb: str
    parts: tuple[str, ...] = ()

    def word(self, place: int) -> str:
        """Return the part of the code at this position, counted from 0 after the verb; "" where there is none."""
        return self.parts[place] if place < len(self.parts) else ""

    def rest(self, place: int) -> str:
        """Return the parts of the code from this position on, as written, colons included; "" where there are none."""
        return ":".join(self.parts[place:])

    def number(self, place: int, most: int = LARGEST_ROW) -> int | None:
        """Return the part of the code at this position as a number; None if missing, no number, or above `most`."""
        return number_in(self.word(place), most)


def number_in(word: str, most: int = LARGEST_ROW) -> int | None:
    """Return the number that a text such as "12" is; None where it is no number, or one greater than `most`."""
    number = int(word) if _NUMBER.fullmatch(word) else most + 1
    return number if number <= most else None


def read(written: str) -> Code:
    """Split the code of a button, written `verb:part:part`, into its verb and parts; this never fails."""
    verb, *parts = written.split(":")
    return Code(verb, tuple(parts))


def pressed(update: Update) -> Code:
    """Return the code of the button pressed in this update, whatever it says; an empty one where this is no press."""
    data = update.callback_query.data if update.callback_query else None
    return read(data or "")


def codes_under(message: OutboxMessage | None) -> list[Code]:
    """Return the codes of the buttons under a message of the bot, row by row; none without a message."""
    rows = (message.params if message is not None else {}).get("reply_markup", {}).get("inline_keyboard", ())
    return [read(key.get("callback_data", "")) for row in rows for key in row]


def code_for(verb: str, *parts: object) -> str:
    """Write the code of a button, `verb:part:part`. Raise ValueError beyond the 64 bytes that Telegram allows."""
    written = ":".join((verb, *map(str, parts)))
    if len(written.encode()) > LARGEST:
        raise ValueError(f"a button's code is {LARGEST} bytes at the most: {written}")
    return written
