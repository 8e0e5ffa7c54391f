"""What people say of the meeting for which they are registered: they ask for its link, cannot join it, or will come."""

import re

from telegram import Message

from handlers.cases.person.floor import is_human_last, listening
from handlers.meetings import buttons, own_texts
from handlers.meetings.acts import say_coming
from handlers.meetings.coming_in_words import refuses_to_leave, says_coming
from handlers.meetings.rules import is_link_given
from handlers.meetings.statuses import status_words
from handlers.talk import buttons as common
from handlers.talk.awaited import form_under_way
from handlers.talk.codes import Code
from handlers.talk.replies import Reply, paragraphs
from handlers.talk.turn import Turn
from knowledge.finder.meant import asks_for_link, cannot_join
from knowledge.text.words import plain
from storage.meetings import Meeting
from storage.registrations import Registration, Status, own_registrations

_NAMES_IT = re.compile(r"\b(?:visio\w*|reunion|zoom|teams|connect\w*|connexion|rencontre|inscription|place|presence)\b")


def wants_the_link(words: str) -> bool | None:
    """Return True for words that ask for the link of a meeting; None for anything else."""
    return True if asks_for_link(words) else None


def is_locked_out(words: str) -> bool | None:
    """Return True for words that say that joining a meeting does not work; None for anything else."""
    return True if cannot_join(words) else None


def will_come(words: str) -> bool | None:
    """Return True for words that say outright that their author comes, or stays registered; None for anything else."""
    return True if says_coming(words) or refuses_to_leave(words) else None


async def find_own(turn: Turn, message: Message) -> Code | None:
    """Return the code of the next meeting at which the person is on the list, where their message may be about it.

    It is not in a form, nor, where a human listens to them, unless it names the meeting.
    """
    if form_under_way(turn.known()) is not None:
        return None
    held = await own_registrations(turn.session, turn.known().telegram_id, turn.now)
    if not held:
        return None
    names_it = _NAMES_IT.search(plain(message.text or "")) is not None
    if not names_it and (await is_human_last(turn) or await listening(turn, message)):
        return None
    return Code(buttons.MINE, (str(held[0][1].id),))


async def give_link(turn: Turn, code: Code, _: bool) -> None:
    """Give the link of the meeting that the code names, or say when it comes."""
    await _say_link(turn, code.number(0))


async def help_to_join(turn: Turn, code: Code, _: bool) -> None:
    """Give the link of the meeting that the code names, and offer a human."""
    await _say_link(turn, code.number(0), help_with_it=True)


async def _say_link(turn: Turn, meeting_id: int | None, *, help_with_it: bool = False) -> None:
    held = await own_registrations(turn.session, turn.known().telegram_id, turn.now)
    row, found = next(((row, one) for row, one in held if one.id == meeting_id), held[0])
    if row.status != Status.REGISTERED:
        words = own_texts.not_registered_yet(found, await status_words(turn, row), turn.now, turn.hours)
        await turn.reply(Reply(words, [[buttons.mine()]]))
        return
    is_given = is_link_given(found, turn.hours, turn.now)
    words = own_texts.link_of(found, turn.now, turn.hours, is_given=is_given)
    tries = own_texts.TRY_AGAIN if help_with_it and is_given and found.link else ""
    rows = [[common.human()], [buttons.mine()]] if help_with_it else [[buttons.mine(), common.human()]]
    await turn.reply(Reply(paragraphs(words, tries), rows))


async def note_coming(turn: Turn, code: Code, _: bool) -> None:
    """Keep that the person comes to the meeting that the code names; one who waits is told where they stand."""
    held = await own_registrations(turn.session, turn.known().telegram_id, turn.now)
    row, found = next(((row, one) for row, one in held if one.id == code.number(0)), held[0])
    await say_that_they_come(turn, row, found)


async def say_that_they_come(turn: Turn, row: Registration, found: Meeting) -> None:
    """Keep that a person comes to a meeting, and confirm it; one without a seat is told where they stand."""
    if await say_coming(turn, found.id, row.telegram_id, comes=True) is None:
        words = own_texts.you_come(found, turn.now, turn.hours)
    else:
        words = own_texts.not_registered_yet(found, await status_words(turn, row), turn.now, turn.hours)
    await turn.reply(Reply(words, [[buttons.mine()]]))


async def show_or_give_link(turn: Turn, message: Message | None) -> bool:
    """Give the link to somebody on the list of a meeting whose words ask for it; return whether that was done."""
    words = (message.text or message.caption or "") if message is not None else ""
    held = await own_registrations(turn.session, turn.known().telegram_id, turn.now) if asks_for_link(words) else ()
    if not held:
        return False
    await _say_link(turn, held[0][1].id, help_with_it=cannot_join(words))
    return True
