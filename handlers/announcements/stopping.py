"""Answers to « STOP » or « ne m'envoyez plus ça », under an announcement or right after one."""

import re

from telegram import Message

from handlers.announcements import texts
from handlers.announcements.rules import MEETING, segment_of
from handlers.announcements.stop_words import Stop, stop_said, wants_more
from handlers.meetings import buttons as meeting_buttons
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
    """Return what a text says of stopping, by its words, or in doubt where only the finder reads it so."""
    said = stop_said(words)
    if said is Stop.NO and "?" not in words and not wants_more(words):
        return Stop.DOUBT if turn.reader.reading(words).intent == "unsubscribe" else Stop.NO
    return said


def wants_to_stop(turn: Turn, words: str) -> bool:
    """Whether a text surely asks to receive no more, alone or with something else beside it."""
    return stop_asked(turn, words) in (Stop.SURE, Stop.MORE)


async def offer_to_pass_on_the_rest(turn: Turn, message: Message) -> None:
    """Say that what the message says besides has reached nobody yet, with the way to a human."""
    await turn.reply(shared.with_message(Reply(texts.MORE_THAN_STOP, [[shared.human()]]), message.message_id))


async def offer_to_stop(turn: Turn, one: Announcement) -> None:
    """Offer the button that ends the subscription, or say how to leave where there is none.

    It is for a message that was passed on and may have asked to stop.
    """
    if one.subject is None:
        await say_how_to_leave(turn, segment_of(one).kind)
    else:
        await turn.reply(Reply(texts.STOP_IF_MEANT, [[subscription_buttons.stop_receiving(one.subject, one.id)]]))


def is_stop_alone(words: str) -> bool:
    """Whether a text is the command /stop, typed without its slash or with a polite word."""
    return _COMMAND.search(plain(words)) is not None


async def end_what_is_meant(turn: Turn, words: str, one: Announcement) -> None:
    """End the subscription to the subject of the announcement `one`, or all of them where the words say so.

    For a meeting or for partners, which have none, say how to leave.
    """
    if one.subject is None:
        await say_how_to_leave(turn, segment_of(one).kind)
    elif _EVERYTHING.search(plain(words)):
        await stop_all(turn, one.subject, one.id)
    else:
        await leave_from(turn, one.subject, one.id)


async def say_how_to_leave(turn: Turn, kind: str) -> None:
    """Say how to leave a meeting or the role of partner, whose announcements have no subscription to end."""
    is_meeting = kind == MEETING
    rows: list[list[Button]] = [[meeting_buttons.mine()] if is_meeting else [shared.leave_role()]]
    if await subjects_of(turn.session, turn.known().telegram_id):
        rows.append([subscription_buttons.stop_all()])
    await turn.reply(Reply(texts.HOW_TO_LEAVE_MEETING if is_meeting else texts.HOW_TO_LEAVE_PARTNERS, rows))
