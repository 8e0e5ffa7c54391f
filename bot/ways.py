"""The ways by which the bot hears and speaks: one that has not worked for a minute shows in /health and is told.

A loop that turns is no proof: it may turn and be refused each time.
"""

import time
from collections.abc import Callable

from telegram.error import Conflict, EndPointNotFound, InvalidToken, TelegramError

DOWN_AFTER = 60.0  # seconds without a success, from which on a way counts as down
_FIXES = {
    Conflict: "another program takes the updates of this bot: stop it, or give it a token of its own",
    InvalidToken: "Telegram does not know the token any more: ask BotFather for the right one, then start again",
}


class Way:
    """A way that works or does not, such as receiving updates; `name` says what is missing while it does not."""

    def __init__(self, name: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.name = name
        self._clock = clock
        self._failing_since: float | None = None
        self._why, self._is_told = "", False

    def works(self) -> None:
        """Note that it worked now."""
        self._failing_since, self._is_told = None, False

    def fails(self, why: str) -> None:
        """Note that it failed now, and why, with what to do."""
        self._why = why
        if self._failing_since is None:
            self._failing_since = self._clock()

    @property
    def trouble(self) -> str:
        """Why it does not work, in words; "" where it does, or has failed for less than a minute."""
        is_down = self._failing_since is not None and self._clock() - self._failing_since >= DOWN_AFTER
        return self._why if is_down else ""

    def to_tell(self) -> str:
        """Return the alert about it, once each time that it goes down; "" otherwise."""
        if not self.trouble or self._is_told:
            return ""
        self._is_told = True
        return f"{self.name} for a minute: {self.trouble}"


def why(refusal: TelegramError) -> str:
    """Return in words why Telegram did not do what was asked, with what to do."""
    if isinstance(refusal, EndPointNotFound):  # what the library makes of a refused token
        return _FIXES[InvalidToken]
    known = next((words for kind, words in _FIXES.items() if isinstance(refusal, kind)), None)
    return known or f"Telegram does not answer ({type(refusal).__name__}): check the network and TELEGRAM_API_URL"
