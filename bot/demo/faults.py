"""Faults that a test or a visitor switches on. Counted ones apply to the next calls that put something in a chat."""

from dataclasses import asdict, dataclass
from typing import Any

from bot.demo.errors import Refused, too_many_requests


@dataclass
class Faults:
    slow: float = 0.0
    """Seconds added to every call but getUpdates."""
    shuffle: bool = False
    """Updates of different chats come out of order; those of one chat keep theirs."""
    down: bool = False
    """Every call is answered 502."""
    too_many_left: int = 0
    too_many_retry_after: int = 1
    errors_left: int = 0
    errors_status: int = 502
    lost_answers_left: int = 0
    duplicates_left: int = 0

    def too_many(self, count: int, retry_after: int = 1) -> None:
        self.too_many_left, self.too_many_retry_after = count, retry_after

    def errors(self, count: int, status: int = 502) -> None:
        self.errors_left, self.errors_status = count, status

    def lose_answers(self, count: int) -> None:
        """The next sends are accepted and shown, then the connection is cut without an answer."""
        self.lost_answers_left = count

    def duplicate_updates(self, count: int) -> None:
        self.duplicates_left = count

    def clear(self) -> None:
        for name, value in asdict(Faults()).items():
            setattr(self, name, value)

    def strike(self) -> None:
        """Raise what the next send must meet, if anything."""
        if self.too_many_left > 0:
            self.too_many_left -= 1
            raise too_many_requests(self.too_many_retry_after)
        if self.errors_left > 0:
            self.errors_left -= 1
            raise server_error(self.errors_status)

    def loses_this_answer(self) -> bool:
        if self.lost_answers_left <= 0:
            return False
        self.lost_answers_left -= 1
        return True

    def copies_of_next_update(self) -> int:
        if self.duplicates_left <= 0:
            return 1
        self.duplicates_left -= 1
        return 2

    def shown(self) -> dict[str, Any]:
        return asdict(self)


def server_error(status: int) -> Refused:
    names = {
        500: "Internal Server Error",
        502: "Bad Gateway",
        503: "Service Unavailable",
        504: "Gateway Timeout",
    }
    return Refused(status, names.get(status, "Server Error"))
