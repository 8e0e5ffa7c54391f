"""Local times, as the operator writes them."""

from datetime import datetime

from bot.commands.failure import Failure
from bot.settings import Settings


def read_time(written: str, settings: Settings) -> datetime:
    """Read a local time such as 2026-12-03T12:30.

    Raises Failure for one that cannot be read, or that does not exist because the clocks skip it in March.
    """
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        raise Failure(f"'{written}' is not a time such as 2026-12-03T12:30", code=2) from None
    moment = read if read.tzinfo else read.replace(tzinfo=settings.timezone)
    if not read.tzinfo and datetime.fromtimestamp(moment.timestamp(), settings.timezone).replace(tzinfo=None) != read:
        raise Failure(f"'{written}' does not exist here: the clocks skip it", code=2)
    return moment
