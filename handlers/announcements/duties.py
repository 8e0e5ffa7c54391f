"""What the ticker does for announcements: send what is due, and show how far it is."""

from datetime import timedelta

from handlers.announcements import programme, screens, sending
from handlers.tick import Duty, Tick
from storage.announcements import is_any_due, is_any_screen_live


def announcement_duties() -> tuple[Duty, ...]:
    return (
        Duty("announcements", timedelta(seconds=1), sending.send_due, _is_any_due),
        Duty("partners' programme", timedelta(minutes=5), programme.send_programme, programme.is_programme_due),
        Duty("announcement screens", timedelta(seconds=3), screens.refresh, _is_any_screen_live),
    )


async def _is_any_due(tick: Tick) -> bool:
    return await is_any_due(tick.session, tick.now)


async def _is_any_screen_live(tick: Tick) -> bool:
    return await is_any_screen_live(tick.session)
