"""The summary of all held messages, in one message with its buttons."""

from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.held import buttons, texts
from handlers.talk.replies import Reply
from storage.held_messages import all_held

ZONE = ZoneInfo("Europe/Paris")


async def summary_of_held(session: AsyncSession, zone: ZoneInfo = ZONE) -> Reply:
    """Make the message that sums up the messages held after a restore, with buttons to send, drop or see them.

    Where none is held, it says so and has no buttons. Its times are local to `zone`.
    """
    held = await all_held(session)
    if not held.count:
        return Reply(texts.NOTHING_HELD)
    rows = [[buttons.send_all(held.stamp), buttons.drop_all(held.stamp)], [buttons.look_at_each()]]
    return Reply(texts.summary(held.kinds, held.oldest, held.newest, zone), rows)
