"""The summary of all held messages, in one message with its buttons."""

from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.held import buttons, texts
from handlers.talk.replies import Reply
from storage.held_messages import all_held

ZONE = ZoneInfo("Europe/Paris")


async def summary_of_held(session: AsyncSession, zone: ZoneInfo = ZONE) -> Reply:
    held = await all_held(session)
    if not held.count:
        return Reply(texts.NOTHING_HELD)
    rows = [[buttons.send_all(held.stamp), buttons.drop_all(held.stamp)], [buttons.look_at_each()]]
    return Reply(texts.summary(held.kinds, held.oldest, held.newest, zone), rows)
