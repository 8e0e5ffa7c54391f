"""The file of a backup: gzip over JSON Lines.

It holds a header (what, format, schema, when, rows of each table); for each table its name and columns, then a list
for each row; a closing line with the count of rows and the SHA-256 of all lines before it.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from storage.backup.problems import BackupRefused

FORMAT = 1
_WHAT = "aiguilleur"
LONGEST_LINE = 4 * 1024 * 1024  # bytes, many times what the largest row takes
_MOST_TABLES = 500
_DAMAGED = "is damaged: nothing was changed, take another backup"
Row = list[Any]


@dataclass(frozen=True)
class Header:
    """The first line of a backup: the version of the tables, when it was made, and the number of rows of each table."""

    schema: str
    made_at: datetime
    rows: dict[str, int]

    @property
    def total(self) -> int:
        """The number of rows of all tables in the backup."""
        return sum(self.rows.values())


class LineWriter:
    """The writer of a backup: header, tables, rows and closing line, as JSON lines into an open gzip stream."""

    def __init__(self, stream: gzip.GzipFile, header: Header) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()
        self._rows = 0
        made_at = header.made_at.isoformat()
        self._line(
            {"backup_of": _WHAT, "format": FORMAT, "schema": header.schema, "made_at": made_at, "rows": header.rows}
        )

    def table(self, name: str, columns: Sequence[str]) -> None:
        """Write into the backup the line with which a table begins: its name and columns."""
        self._line({"table": name, "columns": list(columns)})

    def row(self, values: Row) -> None:
        """Write into the backup one row of the table begun last, as a list of values."""
        self._rows += 1
        self._line(values)

    def close(self) -> None:
        """Write the last line of the backup: the number of rows, and the SHA-256 of all lines before it."""
        self._stream.write(_closing_line(self._rows, self._digest.hexdigest()))

    def _line(self, content: object) -> None:
        line = _as_line(content)
        self._digest.update(line)
        self._stream.write(line)


def examine(path: Path) -> Header:
    """Read a backup to its end, check it, and return its header.

    Raises BackupRefused where the file is damaged, is no backup, or has a format newer than this program's. It is read
    line by line, and no further than its header says, so that a small file that unpacks to a huge one is refused early.
    """
    digest, lines = hashlib.sha256(), _lines(path)
    last, lists, others = next(lines, b""), 0, 0
    header = _header(path, last)
    for line in lines:
        digest.update(last)
        lists, others, last = lists + line.startswith(b"["), others + (not line.startswith(b"[")), line
        if lists > header.total or others > _MOST_TABLES:
            raise BackupRefused(f"{path} {_DAMAGED}")
    if last != _closing_line(lists, digest.hexdigest()) or lists != header.total:
        raise BackupRefused(f"{path} {_DAMAGED}")
    return header


def rows_in(path: Path) -> Iterator[tuple[str, Sequence[str], Row]]:
    """Yield each row of a backup that was checked: the name of its table, the names of the columns, the values."""
    table: str = ""
    columns: list[str] = []
    for line in _lines(path):
        content = _content(path, line)
        if isinstance(content, list):
            yield table, columns, content
        elif "table" in content:
            table, columns = content["table"], content["columns"]


def _content(path: Path, line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise BackupRefused(f"{path} {_DAMAGED}") from None


def _lines(path: Path) -> Iterator[bytes]:
    begun = False
    try:
        with gzip.open(path, "rb") as stream:
            while line := stream.readline(LONGEST_LINE):
                if len(line) == LONGEST_LINE:
                    raise BackupRefused(f"{path} {_DAMAGED}" if begun else _not_ours(path))
                begun = True
                yield line
    except EOFError:
        raise BackupRefused(f"{path} is cut short: nothing was changed, take another backup") from None
    except (gzip.BadGzipFile, zlib.error):
        raise BackupRefused(f"{path} {_DAMAGED}" if begun else _not_ours(path)) from None
    except OSError as trouble:
        raise BackupRefused(f"{path} cannot be read ({trouble.strerror})") from None


def _header(path: Path, line: bytes) -> Header:
    try:
        content = json.loads(line)
        known, version = content["backup_of"] == _WHAT, int(content["format"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BackupRefused(_not_ours(path)) from None
    if not known:
        raise BackupRefused(_not_ours(path))
    if version > FORMAT:
        raise BackupRefused(
            f"{path} was written by a newer version of aiguilleur (format {version}, this one reads {FORMAT}): "
            "install that version"
        )
    try:
        rows = {str(table): int(count) for table, count in content["rows"].items()}
        return Header(str(content["schema"]), datetime.fromisoformat(content["made_at"]), rows)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BackupRefused(f"{path} {_DAMAGED}") from None


def _not_ours(path: Path) -> str:
    return f"{path} is not a backup of aiguilleur, or its first bytes are damaged: nothing was changed"


def _closing_line(rows: int, digest: str) -> bytes:
    return _as_line({"end": rows, "sha256": digest})


def _as_line(content: object) -> bytes:
    return json.dumps(content, separators=(",", ":"), allow_nan=False).encode() + b"\n"
