"""Registration for a meeting: at once for a known person, else through the form."""

import re

from telegram import Update, User

from handlers.meetings import buttons, texts
from handlers.meetings.acts import CONSENT
from handlers.meetings.form import LONGEST_NAME, begin_form
from handlers.meetings.registering import take_seat_and_tell
from handlers.meetings.rules import may_register
from handlers.talk.codes import pressed
from handlers.talk.replies import Reply, person_words
from handlers.talk.turn import Context, Turn
from storage.consents import has_consented
from storage.meetings import meeting
from storage.registrations import profile_of

DEEP_LINK = r"i-([0-9]{1,9})(?:-([A-Za-z0-9_-]{1,32}))?"  # i-<meeting>[-<source>]


async def press_register(update: Update, context: Context) -> None:
    """Register the person for the meeting of the button pressed (`ins:<meeting>`), or begin the form."""
    await register(update, context.turn, pressed(update).number(0) or 0)


async def register(update: Update, turn: Turn, meeting_id: int, source: str | None = None) -> None:
    """Register the person for a meeting, or begin the form, as `register_as` does.

    The form proposes the first name that Telegram shows. `source` is where they heard of the meeting.
    """
    await register_as(turn, meeting_id, first_name_of(update.effective_user), source)


async def register_as(turn: Turn, meeting_id: int, first_name: str, source: str | None = None) -> None:
    """Register the person for a meeting at once if their profile and consent are kept, else begin the form.

    Where the meeting takes no registrations, tell them why. `first_name` is what the form proposes as their name.
    `source` is where they heard of the meeting; None stands for the link by which they first came.
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
    """Return the first name of a user as Telegram shows it, cut to `LONGEST_NAME`; "" without a user.

    It is only proposed: it is kept if the person chooses it.
    """
    return person_words(user.first_name)[:LONGEST_NAME] if user is not None else ""


async def follow_deep_link(update: Update, turn: Turn, payload: str) -> None:
    """Answer the link `?start=i-<meeting>[-<source>]` of a poster or a mail.

    Register the person for that meeting, or begin the form.
    """
    if match := re.fullmatch(DEEP_LINK, payload):
        await register(update, turn, int(match[1]), match[2])
