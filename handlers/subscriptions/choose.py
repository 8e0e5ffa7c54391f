"""Subscribing and unsubscribing from the chat: /abonnements, /stop, offers, the button under every announcement."""

from telegram import Update

from handlers.subscriptions import buttons, texts
from handlers.subscriptions.acts import decline, end_all, end_subscriptions, note_offer, subscribe
from handlers.talk.awaited import NEWS, ask_in_passing
from handlers.talk.codes import pressed
from handlers.talk.replies import Button, Reply, as_params, plain_text
from handlers.talk.turn import Context, Turn
from knowledge.base.subjects import NEWS_SUBJECTS
from storage.subscriptions import subjects_of


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
    turn = context.turn
    ended = await end_all(turn, turn.known().telegram_id)
    await turn.reply(Reply(texts.ALL_STOPPED if ended else texts.NOTHING_TO_STOP))


async def change(update: Update, context: Context) -> None:
    """Handle the buttons of subscriptions: subscribe, end one or all, answer an offer, or list the subjects.

    A second press on the same button changes nothing.
    """
    turn = context.turn
    code = pressed(update)
    subject, what = code.word(0), code.word(1)
    if not subject:
        await show_subscriptions(update, context)
    elif subject == buttons.EVERYTHING:
        await stop(update, context)
    elif subject not in NEWS_SUBJECTS or what not in _CHANGES:
        await turn.reply(Reply(texts.SUBJECT_UNKNOWN))
    elif what == "fin":
        await leave_from(turn, subject, code.number(2))
    elif what in ("offre", "refus"):
        await answer_offer(turn, subject, what == "offre")
    else:
        await _set_subscription(turn, update, subject, what == "oui")


_CHANGES = ("oui", "non", "offre", "refus", "fin")


async def _set_subscription(turn: Turn, update: Update, subject: str, on: bool) -> None:
    """Subscribe the person or end their subscription, and edit the list under whose button they pressed."""
    telegram_id = turn.known().telegram_id
    if on:
        await subscribe(turn, telegram_id, subject, f"{plain_text(texts.SUBSCRIPTIONS)}\n{texts.LABELS[subject]}")
    else:
        await end_subscriptions(turn, telegram_id, (subject,))
    query = update.callback_query
    message = query.message if query else None
    if message is None:
        return
    turn.notice = texts.NOTED
    await turn.call("edit_message_text", as_params(await _choices(turn)) | {"message_id": message.message_id})


async def answer_offer(turn: Turn, subject: str, agreed: bool) -> None:
    """Handle a yes or no to the offer of a subscription: subscribe, or note not to offer it again; confirm either."""
    telegram_id = turn.known().telegram_id
    if agreed:
        await subscribe(turn, telegram_id, subject, plain_text(texts.offer(subject)))
    else:
        await decline(turn, telegram_id, subject)
    await turn.reply(Reply(texts.subscribed(subject) if agreed else texts.NOT_OFFERED_AGAIN))


async def leave_from(turn: Turn, subject: str, number: int | None) -> None:
    """End the subscription to `subject`, at the button under announcement `number` (None: a preview), and confirm it.

    The announcement's delivery notes that the person left by it.
    """
    await end_subscriptions(turn, turn.known().telegram_id, (subject,), number)
    await turn.reply(Reply(texts.unsubscribed(subject), [[buttons.choose_subjects()]]))


async def stop_all(turn: Turn, subject: str, number: int) -> None:
    """End all subscriptions of a person who wrote "STOP" under announcement `number` about `subject`, and confirm it.

    The announcement's delivery notes that the person left by it, if they were subscribed to its subject.
    """
    await end_all(turn, turn.known().telegram_id, (subject, number))
    await turn.reply(Reply(texts.ALL_STOPPED, [[buttons.choose_subjects()]]))


async def offer(turn: Turn, subject: str | None) -> tuple[str, list[list[Button]]]:
    """Return a text and buttons that offer a subscription, to add to a reply, and note that it was offered.

    Where `subject` is None or was ever offered to the person or chosen by them, even if they left it since, return ""
    and no buttons, and note nothing.
    """
    words = texts.offer(subject) if subject is not None else ""
    if subject is None or not await note_offer(turn, turn.known().telegram_id, subject, plain_text(words)):
        return "", []
    ask_in_passing(turn.known(), f"{NEWS}:{subject}")
    return words, [[buttons.tell_me(subject), buttons.do_not_tell_me(subject)]]
