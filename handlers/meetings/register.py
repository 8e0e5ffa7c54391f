"""Registration for a meeting: at once for a known person, else through the form."""

import re

from telegram import Update, User

from handlers.meetings import buttons, texts
from handlers.meetings.form import LONGEST_NAME, begin_form
from handlers.meetings.registering import CONSENT, take_seat_and_tell
from handlers.meetings.rules import may_register
from handlers.talk.codes import pressed
from handlers.talk.replies import Reply, person_words
from handlers.talk.turn import Context, Turn
from storage.consents import has_consented
from storage.meetings import meeting
from storage.registrations import profile_of

DEEP_LINK = r"i-([0-9]{1,9})(?:-([A-Za-z0-9_-]{1,32}))?"  # i-<meeting>[-<source>]


async def press_register(update: Update, context: Context) -> None:
    await register(update, context.turn, pressed(update).number(0) or 0)


async def register(update: Update, turn: Turn, meeting_id: int, source: str | None = None) -> None:
    """Register the person who wrote or pressed, as `register_as` does; `source` is where they heard of the meeting."""
    await register_as(turn, meeting_id, first_name_of(update.effective_user), source)


async def register_as(turn: Turn, meeting_id: int, first_name: str, source: str | None = None) -> None:
    """Register the person at once where their profile and consent are kept, else begin the form.

    Where the meeting takes no registrations, tell them why. `first_name` is what the form proposes as their name.
    """
    found = await meeting(turn.session, meeting_id)
    refused = may_register(found, turn.now)
    if found is None or refused is not None:
        await turn.reply(Reply(texts.refused(refused), [[buttons.dates()]]))
        return
    telegram_id = turn.known().telegram_id
    known = await profile_of(turn.session, telegram_id)
    if known is None or not await has_consented(turn.session, telegram_id, CONSENT):
        await begin_form(turn, found.id, source or turn.known().source, first_name)
        return
    await take_seat_and_tell(turn, found.id, source or turn.known().source)


def first_name_of(user: User | None) -> str:
    """Return the first name that Telegram shows, at most `LONGEST_NAME` long; "" without a user.

    It is proposed, and kept only if the person chooses it.
    """
    return person_words(user.first_name)[:LONGEST_NAME] if user is not None else ""


async def follow_deep_link(update: Update, turn: Turn, payload: str) -> None:
    """Register for the meeting that the link of a poster or a mail names."""
    if match := re.fullmatch(DEEP_LINK, payload):
        await register(update, turn, int(match[1]), match[2])
