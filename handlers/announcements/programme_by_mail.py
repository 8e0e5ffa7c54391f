"""The programme by mail, for the partners of the team file who are not linked to Telegram.

Each partner gets it once, here or by mail. The mail holds no link that gives the role: it may be forwarded.
"""

from collections.abc import Sequence

from handlers.announcements.mail_texts import PROGRAMME_SUBJECT, meeting_line, programme_mail
from handlers.announcements.programme import (
    is_the_day,
    mail_key,
    meetings_of_programme,
    own_address,
    registration_address,
    source_of,
)
from handlers.talk.dates import day_and_hour
from handlers.talk.permissions import Actor
from handlers.talk.tick import Tick
from knowledge.base.team import Partner
from knowledge.text.words import plain
from storage.mails import Mail, is_mail_known
from storage.meetings import Meeting
from storage.roles import all_with_role


async def is_mail_due(tick: Tick) -> bool:
    """Whether it is the day of the programme, and a partner without Telegram has not been mailed this month's yet."""
    return is_the_day(tick.hours, tick.now) and bool(await _to_mail(tick))


async def mail_programme(tick: Tick) -> None:
    """Queue the mail of this month's programme for each partner of the team file who is not on Telegram.

    Each gets it once a month; on other days nothing is done.
    """
    if not is_the_day(tick.hours, tick.now):
        return
    meetings = await meetings_of_programme(tick)
    for partner in await _to_mail(tick):
        tick.session.add(_mail(tick, partner, meetings))
    await tick.session.flush()


async def _to_mail(tick: Tick) -> Sequence[Partner]:
    # Compared without accents or case: an invitation may write a name otherwise than the team file.
    linked = {plain(role.name) for role in await all_with_role(tick.session, Actor.PARTNER)}
    return [
        one
        for one in tick.knowledge.team.partners
        if plain(one.name) not in linked and not await is_mail_known(tick.session, mail_key(tick, one.name))
    ]


def _mail(tick: Tick, partner: Partner, meetings: Sequence[Meeting]) -> Mail:
    source, contact = source_of(partner.name), tick.knowledge.team.public_contact
    own = own_address(tick, source)
    lines = [
        meeting_line(
            one.title, day_and_hour(one.starts_at, tick.now, tick.hours.zone), registration_address(tick, one, source)
        )
        for one in meetings
    ]
    body = programme_mail(lines, own, contact.email or contact.url or "")
    return Mail(
        key=mail_key(tick, partner.name),
        address=partner.email,
        subject=PROGRAMME_SUBJECT,
        body=body,
        qr=own,
        next_at=tick.machine_now,
    )
