"""The plans of what a bot asks of SQLite: no statement may read the whole of a table that grows with people or time."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

GROWING = {
    "case_copies", "case_events", "case_messages", "case_words", "cases", "consents", "deliveries", "erasures",
    "kept_questions", "outbox", "people", "profiles", "rates", "registrations", "reminders", "subscriptions",
    "updates_done",
}  # fmt: skip
# What reads a whole table, and may, since it is asked once in a while.
ALLOWED = (
    "SELECT DISTINCT",  # who is named anywhere, before an erasure is done again
    'outbox."key" LIKE ?',  # a test's own
    'outbox."key" IS NOT NULL OR outbox.id IN',  # a backup
    "FROM subscriptions \nWHERE subscriptions.ended_at IS NULL",  # a restore
    "FROM cases \nWHERE cases.opened_at >= ?",  # the delays of a year
)
# An index of some rows only is read whole where all of these rows are meant.
_SCAN = re.compile(r"SCAN (\w+)(?! USING INDEX ix_(outbox_(waiting|held)|deliveries_queued|cases_without_words))\b")


class Asked:
    """The statements asked of a SQLite file by these engines, each once, with the arguments of its first time."""

    def __init__(self, path: Path, *engines: AsyncEngine) -> None:
        self._path = path
        self._statements: dict[str, object] = {}
        for engine in engines:
            event.listen(engine.sync_engine, "before_cursor_execute", self._note)

    def _note(self, _connection: object, _cursor: object, statement: str, values: object, *_: object) -> None:
        self._statements.setdefault(statement, values)

    def reading_whole_tables(self) -> Iterator[str]:
        """Yield each statement that reads the whole of a growing table, after the names of these tables."""
        with sqlite3.connect(self._path) as connection:
            for statement, values in self._statements.items():
                if _says_which_rows(statement):
                    tables = set(_scanned(connection, statement, values)) & GROWING
                    if tables:
                        yield f"{', '.join(sorted(tables))}: {statement}"


def _says_which_rows(statement: str) -> bool:
    """Whether a statement means some rows only; one without a condition reads all because it wants all."""
    asks = statement.startswith(("SELECT", "UPDATE", "DELETE")) and "WHERE" in statement
    return asks and not any(one in statement for one in ALLOWED)


def _scanned(connection: sqlite3.Connection, statement: str, values: object) -> Iterator[str]:
    one = values[0] if isinstance(values, list) else values
    for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {statement}", one):
        yield from (found[1] for found in [_SCAN.match(step)] if found)
