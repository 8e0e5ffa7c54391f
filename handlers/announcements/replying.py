"""Replies to an announcement: passed on to staff as a case that quotes it.

A request to stop ends the subscription at once, and thanks are answered by the bot: neither opens a case.
"""

from telegram import Message, Update

from handlers.announcements import staff_texts, texts
from handlers.announcements.programme import PROGRAMME
from handlers.announcements.rules import MEETING, PARTNERS
from handlers.announcements.stop_words import Stop
from handlers.announcements.stopping import (
    end_what_is_meant,
    is_stop_alone,
    offer_to_pass_on_the_rest,
    offer_to_stop,
    say_how_to_leave,
    stop_asked,
    wants_to_stop,
)
from handlers.cases.core.desk import desk_of
from handlers.cases.core.opening import NewCase, open_case
from handlers.cases.core.piece import MessageKind, Piece, piece_of
from handlers.cases.core.writing import write_to
from handlers.cases.person.form import name_of
from handlers.meetings.sending import is_about_meeting
from handlers.talk.public_contact import public_contact
from handlers.talk.replies import Reply, paragraphs, plain_text
from handlers.talk.thanks import DAYS, only_thanks
from handlers.talk.turn import Turn, written_in
from knowledge.text.words import plain
from storage.announcements import Announcement, lock_announcement
from storage.case_messages import EXCERPT
from storage.cases import open_cases_of
from storage.deliveries import Delivery, delivery_in
from storage.outbox import OutboxMessage, last_shown_in, shown_in

# What the bot does itself, where a reply to an announcement asks for it.
OF_THE_BOT = ("register", "cancel_registration", "my_registrations")


def is_stop_command(update: Update, turn: Turn) -> bool:
    """Whether a message is only « stop », meant for the command /stop, while no form is under way.

    The bot then takes it, even while a human who wrote to the person gets what they type.
    """
    typed = update.message is not None and is_stop_alone(written_in(update.message))
    return typed and turn.person is not None and turn.person.awaiting is None


async def take_reply(update: Update, turn: Turn) -> bool:
    """Pass a reply to an announcement on to staff; return False for any other message.

    A request to stop, or thanks, typed right after an announcement too, is answered by the bot instead.
    """
    message = update.message
    if message is None or turn.person is None:
        return False
    if message.reply_to_message is None:
        return await _said_right_after(turn, message)
    answered, me = message.reply_to_message.message_id, turn.person.telegram_id
    delivery = await delivery_in(turn.session, me, answered)
    one = await lock_announcement(turn.session, delivery.announcement_id) if delivery is not None else None
    if delivery is None or one is None:
        return await _say_how_to_leave_if_asked(turn, message, await shown_in(turn.session, me, answered))
    if wants_to_stop(turn, written_in(message)):
        await _stop(turn, message, one)
        return True
    if turn.reader.reading(written_in(message)).intent in OF_THE_BOT:
        return False
    if _is_polite(turn, message, one):
        await turn.reply(Reply(texts.WITH_PLEASURE))
        return True
    if turn.person.awaiting is not None:
        return False
    await _pass_on(update, turn, message, delivery, one)
    await _offer_to_stop(turn, message, one)
    return True


async def _stop(turn: Turn, message: Message, one: Announcement) -> None:
    """End the subscriptions that a message about an announcement asks to end.

    If it says something else too, offer to pass that on to a human.
    """
    await end_what_is_meant(turn, written_in(message), one)
    if stop_asked(turn, written_in(message)) is Stop.MORE:
        await offer_to_pass_on_the_rest(turn, message)


async def _offer_to_stop(turn: Turn, message: Message, one: Announcement) -> None:
    """Offer to end the subscription, where a message that was passed on may have asked for that."""
    if stop_asked(turn, written_in(message)) is Stop.DOUBT:
        await offer_to_stop(turn, one)


def _is_polite(turn: Turn, message: Message, one: Announcement | None = None) -> bool:
    """Whether a message is only thanks, a sticker or a moving picture, which no human needs to read.

    A day, as in « parfait, à jeudi », may answer an announcement that asks something.
    """
    names = plain(" ".join(one.name for one in turn.knowledge.team.members)).split()
    days = DAYS if one is not None and "?" not in one.content["html"] else ()
    is_picture = message.sticker is not None or (message.animation is not None and not message.caption)
    return is_picture or (bool(message.text) and only_thanks(message.text or "", {*names, *days}))


async def _said_right_after(turn: Turn, message: Message) -> bool:
    """Answer a request to stop, or thanks, typed right after an announcement; return whether the message was one.

    Right after the partners' programme or a message about a meeting, only a request to stop is answered.
    """
    person = turn.known()
    if not message.text or person.awaiting is not None:
        return False
    is_stop = wants_to_stop(turn, message.text)
    if not is_stop and (person.writing_to or not _is_polite(turn, message)):
        return False
    last = await last_shown_in(turn.session, person.telegram_id)
    delivery = await delivery_in(turn.session, person.telegram_id, (last and last.message_id) or 0)
    one = await lock_announcement(turn.session, delivery.announcement_id) if delivery is not None else None
    if one is None:
        return is_stop and await _say_how_to_leave_if_asked(turn, message, last)
    if is_stop:
        await _stop(turn, message, one)
    else:
        await turn.reply(Reply(texts.WITH_PLEASURE))
    return True


async def _say_how_to_leave_if_asked(turn: Turn, message: Message, shown: OutboxMessage | None) -> bool:
    """Tell the person how to leave what `shown` is about, if their message asks to stop it; return whether it does.

    This is for the partners' programme and messages about a meeting, known by their keys; for others, return False.
    """
    if shown is None or not wants_to_stop(turn, written_in(message)):
        return False
    if (shown.key or "").startswith(f"{PROGRAMME}:"):
        await say_how_to_leave(turn, PARTNERS)
    elif is_about_meeting(shown):
        await say_how_to_leave(turn, MEETING)
    else:
        return False
    if stop_asked(turn, written_in(message)) is Stop.MORE:
        await offer_to_pass_on_the_rest(turn, message)
    return True


async def _pass_on(update: Update, turn: Turn, message: Message, delivery: Delivery, one: Announcement) -> None:
    """Write a reply to an announcement into the person's latest open case, else open one that quotes the announcement.

    Where nobody can receive a case, tell the person so, with the public contact.
    """
    person, piece = turn.known(), piece_of(message)
    known = await open_cases_of(turn.session, person.telegram_id)
    if known and await write_to(turn, known[-1].id, piece):
        delivery.replied_at = delivery.replied_at or turn.now
        return
    words = f"[Annonce n° {one.id} · {staff_texts.about(one.subject)}] {plain_text(one.content['html'])}"
    context = Piece(delivery.message_id or 0, MessageKind.TEXT, words[:EXCERPT], len(words) > EXCERPT)
    new = NewCase(person.telegram_id, name_of(update.effective_user), [context, piece], department=person.department)
    if await open_case(desk_of(turn), new) is None:
        await turn.reply(Reply(paragraphs(texts.NOBODY_TO_READ, public_contact(turn.knowledge.team))))
        return
    delivery.replied_at = turn.now
