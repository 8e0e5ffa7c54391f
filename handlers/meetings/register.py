"""Registering: at once for somebody known, else by a short form, with a way back at each step."""

import re

from telegram import Update, User

from handlers.meetings import buttons, texts
from handlers.meetings.form import LONGEST_NAME, begin_form
from handlers.meetings.rules import Place, Refusal, is_link_given, may_register
from handlers.meetings.seats import take_seat
from handlers.meetings.sending import reply_with_event
from handlers.subscriptions.choose import offer
from handlers.talk.codes import pressed
from handlers.talk.replies import Reply, paragraphs, person_words
from handlers.talk.turn import Context, Turn
from knowledge.base.kinds import kinds
from storage.consents import has_consented
from storage.meetings import Meeting, meeting
from storage.registrations import Status, profile_of

CONSENT = "registration"
DEEP_LINK = r"i-([0-9]{1,9})(?:-([A-Za-z0-9_-]{1,32}))?"  # i-<meeting>[-<source>]


async def press_register(update: Update, context: Context) -> None:
    await register(update, context.turn, pressed(update).number(0) or 0)


async def register(update: Update, turn: Turn, meeting_id: int, source: str | None = None) -> None:
    """`source`: where the person heard of it."""
    await register_as(turn, meeting_id, first_name_of(update.effective_user), source)


async def register_as(turn: Turn, meeting_id: int, first_name: str, source: str | None = None) -> None:
    found = await meeting(turn.session, meeting_id)
    refused = may_register(found, turn.now)
    if found is None or refused is not None:
        await turn.reply(Reply(texts.REFUSALS[refused or Refusal.UNKNOWN], [[buttons.dates()]]))
        return
    telegram_id = turn.known().telegram_id
    known = await profile_of(turn.session, telegram_id)
    if known is None or not await has_consented(turn.session, telegram_id, CONSENT):
        await begin_form(turn, found.id, source or turn.known().source, first_name)
        return
    await settle(turn, found.id, source or turn.known().source)


def first_name_of(user: User | None) -> str:
    """As Telegram shows it: proposed, not kept unless chosen."""
    return person_words(user.first_name)[:LONGEST_NAME] if user is not None else ""


async def settle(turn: Turn, meeting_id: int, source: str | None) -> None:
    found, outcome = await take_seat(turn.session, meeting_id, turn.known().telegram_id, turn.now, source)
    if found is None or isinstance(outcome, Refusal):
        refusal = outcome if isinstance(outcome, Refusal) else Refusal.UNKNOWN
        await turn.reply(Reply(texts.REFUSALS[refusal]))
        return
    await _say(turn, found, outcome)


async def _say(turn: Turn, found: Meeting, place: Place) -> None:
    if place.status == Status.REGISTERED and not place.already:
        await say_registered(turn, found)
        return
    words = {
        Status.REGISTERED: texts.registered(found, turn.now, turn.hours, is_link_given(found, turn.hours, turn.now)),
        Status.APPLIED: texts.applied(found, turn.now, turn.hours),
    }.get(place.status, texts.waiting(found, place.rank or 1, turn.now, turn.hours))
    await turn.reply(Reply(texts.already(words) if place.already else words, [[buttons.mine()]]))


async def say_registered(turn: Turn, found: Meeting) -> None:
    """The moment to offer news of such meetings: once."""
    words, rows = await offer(turn, kinds()[found.kind].news)
    with_link = is_link_given(found, turn.hours, turn.now)
    said = paragraphs(texts.registered(found, turn.now, turn.hours, with_link), words)
    reply = Reply(said, [*rows, [buttons.mine()]])
    await reply_with_event(turn, reply, found)


async def follow_deep_link(update: Update, turn: Turn, payload: str) -> None:
    """Register for the meeting that a poster or a mail names, from there."""
    if match := re.fullmatch(DEEP_LINK, payload):
        await register(update, turn, int(match[1]), match[2])
