"""Logs, and errors that nobody caught, while a fuzz lasts."""

import asyncio
import gc
import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from typing import Any, Protocol

from bot.logs import set_up_logs


class Told(Protocol):
    logs: io.StringIO

    def problem(self, words: str) -> None: ...


@contextmanager
def keeping_logs(told: Told) -> Iterator[None]:
    """Set up logs as `aiguilleur run` does, kept in `told.logs`, and put them back afterwards."""
    root, loop = logging.getLogger(), asyncio.get_running_loop()
    handlers, level, catcher = root.handlers[:], root.level, loop.get_exception_handler()
    root.handlers = []  # `force` would close them
    with redirect_stderr(told.logs):
        set_up_logs("INFO", "text")
    loop.set_exception_handler(lambda _, context: told.problem(_escaped(context)))
    try:
        yield
    finally:
        gc.collect()  # an error that nobody waits for is reported when its task is deleted
        loop.set_exception_handler(catcher)
        root.handlers, root.level = handlers, level


def _escaped(context: dict[str, Any]) -> str:
    error = context.get("exception")
    return f"an error escaped: {context.get('message')} {type(error).__name__ if error else ''}"
