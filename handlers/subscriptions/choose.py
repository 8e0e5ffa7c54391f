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
    """Handle /abonnements: list the subjects of news, each with a button that subscribes or unsubscribes."""
    await show_choices(context.turn)


async def show_choices(turn: Turn) -> None:
    """Reply with the list of subjects of news, each with a button that subscribes or unsubscribes."""
    await turn.reply(await _choices(turn))


async def _choices(turn: Turn) -> Reply:
    held = await subjects_of(turn.session, turn.known().telegram_id)
    rows = [[_toggle(subject, subject in held)] for subject in NEWS_SUBJECTS]
    return Reply(texts.SUBSCRIPTIONS, [*rows, [buttons.stop_all()]] if held else rows)


def _toggle(subject: str, is_on: bool) -> Button:
    make = buttons.subject_off if is_on else buttons.subject_on
    return make(subject, texts.LABELS[subject])


async def stop(update: Update, context: Context) -> None:
    """Handle /stop: end all of the person's subscriptions to news, and confirm it."""
    ended = await _end_subscriptions(context.turn, NEWS_SUBJECTS)
    await context.turn.reply(Reply(texts.ALL_STOPPED if ended else texts.NOTHING_TO_STOP))


async def change(update: Update, context: Context) -> None:
    """Handle the buttons of subscriptions: subscribe, end one or all, answer an offer, or list the subjects.

    A second press on the same button changes nothing.
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
        await _set_subscription(turn, update, subject, act == "oui")


_ACTS = ("oui", "non", "offre", "refus", "fin")


async def _set_subscription(turn: Turn, update: Update, subject: str, on: bool) -> None:
    """Subscribe the person or end their subscription, and edit the list under whose button they pressed."""
    if on:
        wording = f"{plain_text(texts.SUBSCRIPTIONS)}\n{texts.LABELS[subject]}"
        await subscribe(turn.session, turn.known().telegram_id, subject, wording, turn.now)
    else:
        await _end_subscriptions(turn, (subject,))
    query = update.callback_query
    message = query.message if query else None
    if message is None:
        return
    turn.notice = texts.NOTED
    await turn.call("edit_message_text", as_params(await _choices(turn)) | {"message_id": message.message_id})


async def answer_offer(turn: Turn, subject: str, agreed: bool) -> None:
    """Handle a yes or no to the offer of a subscription: subscribe, or note not to offer it again; confirm either."""
    if not agreed:
        await unsubscribe(turn.session, turn.known().telegram_id, (subject,), turn.now)
        await turn.reply(Reply(texts.NOT_OFFERED_AGAIN))
        return
    wording = plain_text(texts.offer(subject))
    await subscribe(turn.session, turn.known().telegram_id, subject, wording, turn.now)
    await turn.reply(Reply(texts.subscribed(subject)))


async def leave_from(turn: Turn, subject: str, number: int | None) -> None:
    """End the subscription to `subject`, at the button under announcement `number` (None: a preview), and confirm it.

    The announcement's delivery notes that the person left by it.
    """
    ended = await _end_subscriptions(turn, (subject,), number)
    await _note_left(turn, number, ended)
    await turn.reply(Reply(texts.unsubscribed(subject), [[buttons.choose_subjects()]]))


async def stop_all(turn: Turn, subject: str, number: int) -> None:
    """End all subscriptions of a person who wrote "STOP" under announcement `number` about `subject`, and confirm it.

    The announcement's delivery notes that the person left by it, if they were subscribed to its subject.
    """
    ended = await _end_subscriptions(turn, (subject,), number)
    await _note_left(turn, number, ended)
    await _end_subscriptions(turn, NEWS_SUBJECTS)
    await turn.reply(Reply(texts.ALL_STOPPED, [[buttons.choose_subjects()]]))


async def _note_left(turn: Turn, number: int | None, ended: set[str]) -> None:
    delivery = await delivery_of(turn.session, number, turn.known().telegram_id) if number is not None else None
    if delivery is not None and ended:
        delivery.left_at = turn.now


async def _end_subscriptions(turn: Turn, subjects: tuple[str, ...], number: int | None = None) -> set[str]:
    """End the person's subscriptions to these subjects, and cancel announcements about them that were not sent yet.

    Return the subjects to which they were subscribed. `number` is the announcement that made them leave, if any.
    """
    telegram_id = turn.known().telegram_id
    ended = await unsubscribe(turn.session, telegram_id, subjects, turn.now, number)
    if ended:
        await cancel_deliveries(turn.session, telegram_id, await numbers_about(turn.session, ended), turn.machine_now)
    return ended


async def offer(turn: Turn, subject: str | None) -> tuple[str, list[list[Button]]]:
    """Return a text and buttons that offer a subscription, to add to a reply, and note that it was offered.

    Where `subject` is None or was ever offered to the person or chosen by them, even if they left it since, return ""
    and no buttons, and note nothing.
    """
    telegram_id = turn.known().telegram_id
    if subject is None or await was_asked(turn.session, telegram_id, subject):
        return "", []
    words = texts.offer(subject)
    await note_asked(turn.session, telegram_id, subject, plain_text(words), turn.now)
    ask_in_passing(turn.known(), f"{NEWS}:{subject}")
    return words, [[buttons.tell_me(subject), buttons.do_not_tell_me(subject)]]
