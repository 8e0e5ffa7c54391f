"""What the ticker does for announcements: send what is due, and show how far it is."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.announcements import screens, sending
from handlers.tick import Duty
from storage.announcements import is_any_due, is_any_screen_live


def announcement_duties() -> tuple[Duty, ...]:
    return (
        Duty("announcements", timedelta(seconds=1), sending.send_due, is_any_due),
        Duty("announcement screens", timedelta(seconds=3), screens.refresh, _is_any_screen_live),
    )


async def _is_any_screen_live(session: AsyncSession, _: datetime) -> bool:
    return await is_any_screen_live(session)
