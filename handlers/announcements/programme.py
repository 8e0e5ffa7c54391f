"""The partners' programme: the meetings to come, sent at once to a new partner, then on each month's first working day.

Its links and its QR code name the partner, under whom those who follow them are counted.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.announcements import staff_texts
from handlers.roles.names import code_of
from handlers.roles.tokens import link_to
from handlers.talk.dates import day_and_hour
from handlers.talk.hours import Hours
from handlers.talk.permissions import Actor
from handlers.talk.replies import Reply, as_params, link, paragraphs, text
from handlers.talk.tick import Tick
from handlers.talk.turn import Turn
from handlers.talk.worktime import WorkTime
from knowledge.text.words import plain
from storage.mails import is_mail_known
from storage.meetings import Meeting, coming
from storage.outbox import Priority, key_is_taken
from storage.roles import Role, all_with_role

LONGEST_SOURCE = 32
MOST_MEETINGS = 5
AHEAD = timedelta(days=62)
PROGRAMME = "programme"  # prefix of the keys of its messages


def source_of(name: str) -> str:
    """Return a partner's name as a link may carry it: in small letters without accents, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", plain(name)).strip("-")[:LONGEST_SOURCE].strip("-") or "partenaire"


def is_the_day(hours: Hours, now: datetime) -> bool:
    """Whether it is the first working day of the month, after the opening of that day and not at night."""
    work = WorkTime(hours)
    today = work.local_day(now)
    opens = work.opening_on(today)
    earlier = [today.replace(day=number) for number in range(1, today.day)]
    first = opens is not None and all(work.opening_on(day) is None for day in earlier)
    return first and opens is not None and now >= opens and not hours.is_quiet(now)


async def is_programme_due(tick: Tick) -> bool:
    """Whether it is the day of the programme, and a partner on Telegram has not got this month's yet."""
    return is_the_day(tick.hours, tick.now) and any(
        [not await _has_programme(tick, one) for one in await _partners(tick)]
    )


async def send_programme(tick: Tick) -> None:
    """Queue this month's programme for each partner on Telegram who has not got it; do nothing on other days."""
    if not is_the_day(tick.hours, tick.now):
        return
    meetings = await meetings_of_programme(tick)
    for partner in await _partners(tick):
        if not await _has_programme(tick, partner):
            await _send_to(tick, partner, meetings)


async def meetings_of_programme(tick: Tick) -> Sequence[Meeting]:
    """Return the published meetings that begin within AHEAD, the next first, at most MOST_MEETINGS."""
    to_come = [one for one in await coming(tick.session, tick.now) if one.starts_at < tick.now + AHEAD]
    return to_come[:MOST_MEETINGS]


def month_of(tick: Tick) -> str:
    """Return the present month, by local time, as "2026-11"."""
    return f"{tick.now.astimezone(tick.hours.zone):%Y-%m}"


def mail_key(tick: Tick, name: str) -> str:
    """Return the key that makes this month's mail to the partner of this name unique."""
    return f"{PROGRAMME}:{month_of(tick)}:{code_of(plain(name))}"


async def _partners(tick: Tick) -> Sequence[Role]:
    return await all_with_role(tick.session, Actor.PARTNER)


def _key(tick: Tick, partner: Role) -> str:
    return f"{PROGRAMME}:{month_of(tick)}:{partner.telegram_id}"


async def _has_programme(tick: Tick, partner: Role) -> bool:
    """Whether the partner has this month's programme, on Telegram or by mail.

    The mail may have been sent before they were linked to Telegram.
    """
    by_mail = await is_mail_known(tick.session, mail_key(tick, partner.name))
    return by_mail or await key_is_taken(tick.session, _key(tick, partner))


async def welcome_partner(turn: Turn, role: Role, bot_name: str) -> None:
    """Queue this month's programme for somebody who has just become a partner; nothing for other roles."""
    tick = Tick(**turn.fields, knowledge=turn.knowledge, bot_name=bot_name)
    if role.role == Actor.PARTNER and not await key_is_taken(turn.session, _key(tick, role)):
        await _send_to(tick, role, await meetings_of_programme(tick), priority=Priority.ANSWER)


async def _send_to(
    tick: Tick, partner: Role, meetings: Sequence[Meeting], *, priority: Priority = Priority.ANNOUNCEMENT
) -> None:
    """Queue this month's programme for a partner: a QR code of their link, whose caption lists the meetings."""
    source = source_of(partner.name)
    lines = [_line(tick, one, source) for one in meetings]
    own = own_address(tick, source)
    html = paragraphs(staff_texts.programme(bool(lines)), "\n".join(lines), staff_texts.own_link(link(own, own)))
    params = as_params(Reply(html))
    photo = {"photo": {"qr": own}, "caption": params["text"], "parse_mode": "HTML"}
    key = _key(tick, partner)
    await tick.sender.send(partner.telegram_id, "send_photo", photo, priority=priority, key=key)


def _line(tick: Tick, one: Meeting, source: str) -> str:
    when = day_and_hour(one.starts_at, tick.now, tick.hours.zone)
    return f"📅 {text(f'{one.title}, {when} : ')}{link('inscription', registration_address(tick, one, source))}"


def own_address(tick: Tick, source: str) -> str:
    """Return the link that opens the bot and names this source, under which those who follow it are counted."""
    return link_to(tick.bot_name, f"s-{source}")


def registration_address(tick: Tick, one: Meeting, source: str) -> str:
    """Return the link that registers for a meeting and names this source."""
    return link_to(tick.bot_name, f"i-{one.id}-{source}")
