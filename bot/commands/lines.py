"""JSON lines in and out (docs/contract.md). A faulty line is refused with its number."""

import json
import sys
from collections.abc import Iterator

from bot.commands.failure import Failure
from storage.base import Json


def objects_from_standard_input(*fields: str) -> Iterator[Json]:
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
