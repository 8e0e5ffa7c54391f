"""Subscribing and unsubscribing: /abonnements, /stop, offers, and the button under every announcement."""

from telegram import Update

from handlers.subscriptions import buttons, texts
from handlers.talk.awaited import NEWS, ask_in_passing
from handlers.talk.codes import pressed
from handlers.talk.replies import Button, Reply, as_params, plain_text
from handlers.talk.turn import Context, Turn
from knowledge.base.subjects import NEWS_SUBJECTS
from storage.announcements import numbers_about
from storage.deliveries import cancel_deliveries, delivery_of
from storage.subscriptions import note_asked, subjects_of, subscribe, unsubscribe, was_asked


async def show_subscriptions(update: Update, context: Context) -> None:
    await show_choices(context.turn)


async def show_choices(turn: Turn) -> None:
    await turn.reply(await _choices(turn))


async def _choices(turn: Turn) -> Reply:
    held = await subjects_of(turn.session, turn.known().telegram_id)
    rows = [[_toggle(subject, subject in held)] for subject in NEWS_SUBJECTS]
    return Reply(texts.SUBSCRIPTIONS, [*rows, [buttons.stop_all()]] if held else rows)


def _toggle(subject: str, is_on: bool) -> Button:
    make = buttons.subject_off if is_on else buttons.subject_on
    return make(subject, texts.LABELS[subject])


async def stop(update: Update, context: Context) -> None:
    """End all subscriptions, and say so."""
    ended = await _end(context.turn, NEWS_SUBJECTS)
    await context.turn.reply(Reply(texts.ALL_STOPPED if ended else texts.NOTHING_TO_STOP))


async def change(update: Update, context: Context) -> None:
    """Do what the code of the button says of a subject, or of all: subscribe, end, or answer an offer.

    A second press changes nothing.
    """
    turn = context.turn
    code = pressed(update)
    subject, act = code.word(0), code.word(1)
    if not subject:
        await show_subscriptions(update, context)
    elif subject == buttons.EVERYTHING:
        await stop(update, context)
    elif subject not in NEWS_SUBJECTS or act not in _ACTS:
        await turn.reply(Reply(texts.SUBJECT_UNKNOWN))
    elif act == "fin":
        await leave_from(turn, subject, code.number(2))
    elif act in ("offre", "refus"):
        await answer_offer(turn, subject, act == "offre")
    else:
        await _switch(turn, update, subject, act == "oui")


_ACTS = ("oui", "non", "offre", "refus", "fin")


async def _switch(turn: Turn, update: Update, subject: str, on: bool) -> None:
    """Subscribe or unsubscribe, and edit the message pressed to the new state."""
    if on:
        wording = f"{plain_text(texts.SUBSCRIPTIONS)}\n{texts.LABELS[subject]}"
        await subscribe(turn.session, turn.known().telegram_id, subject, wording, turn.now)
    else:
        await _end(turn, (subject,))
    query = update.callback_query
    message = query.message if query else None
    if message is None:
        return
    turn.notice = texts.NOTED
    await turn.call("edit_message_text", as_params(await _choices(turn)) | {"message_id": message.message_id})


async def answer_offer(turn: Turn, subject: str, agreed: bool) -> None:
    if not agreed:
        await unsubscribe(turn.session, turn.known().telegram_id, (subject,), turn.now)
        await turn.reply(Reply(texts.NOT_OFFERED_AGAIN))
        return
    wording = plain_text(texts.offer(subject))
    await subscribe(turn.session, turn.known().telegram_id, subject, wording, turn.now)
    await turn.reply(Reply(texts.subscribed(subject)))


async def leave_from(turn: Turn, subject: str, number: int | None) -> None:
    """End the subscription whose button was pressed under announcement `number`, None for a preview."""
    ended = await _end(turn, (subject,), number)
    await _note_left(turn, number, ended)
    await turn.reply(Reply(texts.unsubscribed(subject), [[buttons.choose_subjects()]]))


async def stop_all(turn: Turn, subject: str, number: int) -> None:
    """End all subscriptions at a « STOP » under announcement `number`, and show the way back."""
    ended = await _end(turn, (subject,), number)
    await _note_left(turn, number, ended)
    await _end(turn, NEWS_SUBJECTS)
    await turn.reply(Reply(texts.ALL_STOPPED, [[buttons.choose_subjects()]]))


async def _note_left(turn: Turn, number: int | None, ended: set[str]) -> None:
    delivery = await delivery_of(turn.session, number, turn.known().telegram_id) if number is not None else None
    if delivery is not None and ended:
        delivery.left_at = turn.now


async def _end(turn: Turn, subjects: tuple[str, ...], number: int | None = None) -> set[str]:
    """Unsubscribe from these subjects and cancel the announcements on their way; return those that were subscribed."""
    telegram_id = turn.known().telegram_id
    ended = await unsubscribe(turn.session, telegram_id, subjects, turn.now, number)
    if ended:
        await cancel_deliveries(turn.session, telegram_id, await numbers_about(turn.session, ended), turn.machine_now)
    return ended


async def offer(turn: Turn, subject: str | None) -> tuple[str, list[list[Button]]]:
    """Return the words and buttons that offer a subscription, to add to a message; empty where there is none to offer.

    It is offered once: a person who was asked before, or has chosen, is not asked.
    """
    telegram_id = turn.known().telegram_id
    if subject is None or await was_asked(turn.session, telegram_id, subject):
        return "", []
    words = texts.offer(subject)
    await note_asked(turn.session, telegram_id, subject, plain_text(words), turn.now)
    ask_in_passing(turn.known(), f"{NEWS}:{subject}")
    return words, [[buttons.tell_me(subject), buttons.do_not_tell_me(subject)]]
