"""The code of a button: `verb`, or `verb:part:part`. Anybody can forge one, so that reading refuses none."""

import re
from dataclasses import dataclass

from telegram import Update

LARGEST = 64  # bytes, in Telegram
LARGEST_ROW = 2**31 - 1  # the number of a row: a case, a meeting, an announcement
LARGEST_ID = 2**53  # Telegram's own numbers, of people and messages, and the rows of the outbox
_NUMBER = re.compile(r"[0-9]{1,16}")


@dataclass(frozen=True)
class Code:
    """What a button says. A part that is missing reads as an empty word, and as no number."""

    verb: str
    parts: tuple[str, ...] = ()

    def word(self, place: int) -> str:
        return self.parts[place] if place < len(self.parts) else ""

    def rest(self, place: int) -> str:
        """Everything from this place on, as it is written."""
        return ":".join(self.parts[place:])

    def number(self, place: int, most: int = LARGEST_ROW) -> int | None:
        return number_in(self.word(place), most)


def number_in(word: str, most: int = LARGEST_ROW) -> int | None:
    """The number that a word is; None where it is none, or more than the database can look for."""
    number = int(word) if _NUMBER.fullmatch(word) else most + 1
    return number if number <= most else None


def read(written: str) -> Code:
    verb, *parts = written.split(":")
    return Code(verb, tuple(parts))


def pressed(update: Update) -> Code:
    """The code of the button that was pressed; an empty one where none was."""
    data = update.callback_query.data if update.callback_query else None
    return read(data or "")


def code_for(verb: str, *parts: object) -> str:
    """Write a code. Raises where Telegram would refuse it."""
    written = ":".join((verb, *map(str, parts)))
    if len(written.encode()) > LARGEST:
        raise ValueError(f"a button's code is {LARGEST} bytes at the most: {written}")
    return written
