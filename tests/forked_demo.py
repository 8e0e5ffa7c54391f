"""`aiguilleur demo`, whose bot is forked as the demo is (`tests/forked.py`). Run as a process."""

import sys

from bot.__main__ import main
from bot.commands.demo import BotProcess
from tests.forked import fork


async def _spawn(self: BotProcess) -> None:
    self._process = await fork("bot", "run", environ=self._environment)  # type: ignore[assignment]


if __name__ == "__main__":
    BotProcess._spawn = _spawn  # type: ignore[method-assign]
    sys.exit(main(["demo", *sys.argv[1:]]))
