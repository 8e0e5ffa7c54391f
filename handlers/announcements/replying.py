"""Somebody answers an announcement: a case is opened, with what they answer to; never a guess, only a reply to it."""

from telegram import Message, Update

from handlers.announcements import staff_texts, texts
from handlers.cases.desk import desk_of
from handlers.cases.floor import unless_for_a_case
from handlers.cases.form import name_of
from handlers.cases.opening import NewCase, open_case
from handlers.cases.relay import WORDS, Piece, piece_of
from handlers.cases.writing import write_to
from handlers.guard import Handler
from handlers.humans.texts import public_contact
from handlers.replies import Reply, paragraphs, plain_text
from handlers.turn import Context, Turn
from storage.announcements import Announcement, announcement
from storage.case_messages import EXCERPT
from storage.cases import open_cases_of
from storage.deliveries import Delivery, delivery_in


def unless_for_a_human(handler: Handler) -> Handler:
    """Replies to an announcement and messages of a case go to a human; the bot answers the others."""
    otherwise = unless_for_a_case(handler)

    async def first_the_announcement(update: Update, context: Context) -> None:
        if not await _take_reply(update, context.turn):
            await otherwise(update, context)

    return first_the_announcement


async def _take_reply(update: Update, turn: Turn) -> bool:
    message = update.message
    if message is None or message.reply_to_message is None or turn.person is None or turn.person.awaiting is not None:
        return False
    answered = message.reply_to_message.message_id
    delivery = await delivery_in(turn.session, turn.person.telegram_id, answered)
    one = await announcement(turn.session, delivery.announcement_id) if delivery is not None else None
    if delivery is None or one is None:
        return False
    await _pass_on(update, turn, message, delivery, one)
    return True


async def _pass_on(update: Update, turn: Turn, message: Message, delivery: Delivery, one: Announcement) -> None:
    """To the case under way, where there is one; else to a new one, which says first what is answered."""
    person, piece = turn.known(), piece_of(message)
    known = await open_cases_of(turn.session, person.telegram_id)
    if known and await write_to(turn, known[-1].id, piece):
        delivery.replied_at = delivery.replied_at or turn.now
        return
    words = f"[Annonce n° {one.id} · {staff_texts.about(one.subject)}] {plain_text(one.content['html'])}"
    context = Piece(delivery.message_id or 0, WORDS, words[:EXCERPT], len(words) > EXCERPT)
    new = NewCase(person.telegram_id, name_of(update), [context, piece], department=person.department)
    if await open_case(desk_of(turn), new) is None:
        await turn.reply(Reply(paragraphs(texts.NOBODY_TO_READ, public_contact(turn.knowledge.team))))
        return
    delivery.replied_at = turn.now
