"""What the bot did: every call that changed something, and every call refused. For tests and for the page."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Entry:
    method: str
    chat_id: int | None
    params: dict[str, Any]
    status: int
    message_id: int | None
    description: str
    """Why it was refused; empty when it was accepted."""
    at: float
    """Monotonic seconds."""

    @property
    def accepted(self) -> bool:
        return self.status == 200

    def shown(self) -> dict[str, Any]:
        return asdict(self)
