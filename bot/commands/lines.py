"""Texts and JSON lines in and out (docs/contract.md). A faulty line is refused with its number."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator

from bot.commands.failure import Failure
from handlers.talk.replies import Reply
from storage.base import Json


def _objects_of_standard_input(*fields: str) -> Iterator[Json]:
    """Yield the JSON objects of standard input, one a line; each has one of `fields` at least.

    Raises Failure, with the number of the line, for any other line that is not blank.
    """
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        try:
            read = json.loads(line)
        except ValueError:
            raise Failure(f"line {number} of standard input is not a JSON object", code=2) from None
        if not isinstance(read, dict) or not any(field in read for field in fields):
            raise Failure(f'line {number} of standard input lacks "{fields[0]}"', code=2)
        yield read


def write_line(answer: Json) -> None:
    """Print an object as one line of JSON, at once."""
    print(json.dumps(answer, ensure_ascii=False), flush=True)


def add_text_or_lines(parser: argparse.ArgumentParser) -> None:
    """Add the arguments TEXT and --json, which `read_text_or_lines` reads."""
    parser.add_argument("text", nargs="?", metavar="TEXT", help="the text; without it, standard input is read")
    parser.add_argument("--json", action="store_true", help="one JSON object a line, in and out")


def read_text_or_lines(
    arguments: argparse.Namespace, show: Callable[[str], None], answer: Callable[[Json], Json], *fields: str
) -> None:
    """Call `show` with the text of the arguments, or of standard input.

    With --json print what `answer` returns, as a line, for the text or for each object of standard input, which has one
    of `fields`.
    """
    if arguments.json and arguments.text is None:
        for asked in _objects_of_standard_input(*fields):
            write_line(answer(asked))
    elif arguments.json:
        write_line(answer({"text": arguments.text}))
    else:
        show(sys.stdin.read() if arguments.text is None else arguments.text)


def print_reply(reply: Reply) -> None:
    """Print a reply of the bot: its words, then its buttons, a line a row."""
    print(reply.plain)
    for row in reply.rows:
        print(" ".join(f"[ {button.label} ]" for button in row))
