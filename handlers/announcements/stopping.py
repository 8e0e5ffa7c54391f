"""Answers to « STOP » or « ne m'envoyez plus ça », under an announcement or right after one."""

import re

from telegram import Message

from handlers.announcements import texts
from handlers.announcements.rules import MEETING, segment_of
from handlers.announcements.stop_words import Stop, stop_said, wants_more
from handlers.meetings import buttons as meeting_buttons
from handlers.roles.buttons import leave_role
from handlers.subscriptions import buttons as subscription_buttons
from handlers.subscriptions.choose import leave_from, stop_all
from handlers.talk import buttons as shared
from handlers.talk.replies import Button, Reply
from handlers.talk.turn import Turn
from knowledge.text.words import plain
from storage.announcements import Announcement
from storage.subscriptions import subjects_of

_COMMAND = re.compile(r"^stop(?: (?:stop|svp|stp|merci|s il vous plait|s il te plait))*$")
_EVERYTHING = re.compile(r"\b(?:stop|tout|toutes|tous|rien|aucune?s?|jamais|tranquille|paix)\b")


def stop_asked(turn: Turn, words: str) -> Stop:
    """Return how surely a text asks for no more announcements.

    It is DOUBT where the wording does not ask for it, but the finder understands that it does.
    """
    said = stop_said(words)
    if said is Stop.NO and "?" not in words and not wants_more(words):
        return Stop.DOUBT if turn.reader.reading(words).intent == "unsubscribe" else Stop.NO
    return said


def wants_to_stop(turn: Turn, words: str) -> bool:
    """Whether a text surely asks for no more announcements, even if it says something else too."""
    return stop_asked(turn, words) in (Stop.SURE, Stop.MORE)


async def offer_to_pass_on_the_rest(turn: Turn, message: Message) -> None:
    """Offer to pass on to a human what the message says besides a request to stop.

    It tells the person that nobody has received that yet.
    """
    await turn.reply(shared.with_message(Reply(texts.MORE_THAN_STOP, [[shared.human()]]), message.message_id))


async def offer_to_stop(turn: Turn, one: Announcement) -> None:
    """Offer the button that ends the subscription by which this announcement came.

    It is for a message that was passed on and may have asked for that. Without a subject, say how to leave.
    """
    if one.subject is None:
        await say_how_to_leave(turn, segment_of(one).kind)
    else:
        await turn.reply(Reply(texts.STOP_IF_MEANT, [[subscription_buttons.stop_receiving(one.subject, one.id)]]))


def is_stop_alone(words: str) -> bool:
    """Whether a text is « stop », with at most a polite word, typed instead of the command /stop."""
    return _COMMAND.search(plain(words)) is not None


async def end_what_is_meant(turn: Turn, words: str, one: Announcement) -> None:
    """End the subscription by which the announcement `one` came, or all where the words say so, as « stop » does.

    An announcement for a meeting or for partners came by none: say how to leave.
    """
    if one.subject is None:
        await say_how_to_leave(turn, segment_of(one).kind)
    elif _EVERYTHING.search(plain(words)):
        await stop_all(turn, one.subject, one.id)
    else:
        await leave_from(turn, one.subject, one.id)


async def say_how_to_leave(turn: Turn, kind: str) -> None:
    """Tell the person how to leave a meeting or the role of partner, whose announcements need no subscription.

    `kind` is MEETING or PARTNERS. Somebody who has subscriptions also gets the button that ends them all.
    """
    is_meeting = kind == MEETING
    rows: list[list[Button]] = [[meeting_buttons.mine()] if is_meeting else [leave_role()]]
    if await subjects_of(turn.session, turn.known().telegram_id):
        rows.append([subscription_buttons.stop_all()])
    await turn.reply(Reply(texts.HOW_TO_LEAVE_MEETING if is_meeting else texts.HOW_TO_LEAVE_PARTNERS, rows))
