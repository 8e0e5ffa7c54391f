"""Duties of announcements: sending what is due, the partners' programme, and the screens that follow it."""

from datetime import timedelta

from handlers.announcements import programme, programme_by_mail, screens, sending
from handlers.talk.tick import Duty
from storage.announcements import is_any_due, is_any_screen_live

PROGRAMME_EVERY = timedelta(minutes=5)


DUTIES = (
    Duty("announcements", timedelta(seconds=1), sending.send_due, lambda tick: is_any_due(tick.now)),
    Duty("partners' programme", PROGRAMME_EVERY, programme.send_programme, has_work=programme.is_programme_due),
    Duty(
        "programme by mail",
        PROGRAMME_EVERY,
        programme_by_mail.mail_programme,
        has_work=programme_by_mail.is_mail_due,
        needs_mail=True,
    ),
    Duty("announcement screens", timedelta(seconds=3), screens.refresh, lambda _: is_any_screen_live()),
)
