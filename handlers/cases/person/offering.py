"""The offer to pass a message on, which the bot's answer carries where its reader has a case.

Where the bot had no answer, it also asks. It sends no message for this: an answer that helps needs no question after
it.
"""

import re
from collections.abc import Sequence
from datetime import timedelta

from telegram import Message, Update

from handlers.cases.core import buttons, texts
from handlers.cases.core.desk import desk_of
from handlers.cases.core.people import who_answers
from handlers.talk.awaited import PASS_ON, form_under_way, is_answered
from handlers.talk.permissions import STAFF
from handlers.talk.replies import Button, as_answer_to, keyboard
from handlers.talk.turn import Turn
from knowledge.text.words import plain
from storage.base import Json
from storage.cases import cases_of, open_cases_of
from storage.people import wait_for
from storage.queueing import Queued

_COMES_BACK = re.compile(
    r"\b(encore|autre|derniere|petite|nouvelle)( une| des| deux)? (question|chose|demande|precision|info)s?\b"
    r"|\bj (ai|avais) oublie\b"
)
MOST_OFFERED = 3
CLOSED_FOR = timedelta(days=7)  # what was agreed upon is often changed after the closing


async def offer_to_pass_on(update: Update, turn: Turn) -> None:
    """Add to the answer that the bot has just queued buttons to pass the message on to the person's cases, if any.

    Where the bot had no answer, it also asks whether the message was for one of them, and waits for a yes or a no.
    """
    message, answer = update.message, turn.answer
    if message is None or answer is None or not _is_worth_offering(turn, message):
        return
    names = await _names_to_offer(turn)
    if not names and await _offer_to_reopen(turn, message, answer):
        return
    if names:
        question = texts.was_it_for(list(names.values())) if turn.is_unanswered else ""
        added = added_to(answer.params, _rows(message, names), question)
        await turn.rewrite(answer, added | as_answer_to(message.message_id))
        if question and message.media_group_id is None:
            only = next(iter(names)) if len(names) == 1 else 0
            wait_for(turn.known(), f"{PASS_ON}:{only}:{message.message_id}")


async def _offer_to_reopen(turn: Turn, message: Message, answer: Queued) -> bool:
    """Offer to reopen the case closed last to a person who has come back to it, as « j'avais encore une question »."""
    if _COMES_BACK.search(plain(message.text or "")) is None or turn.has_open_case:
        return False
    closed = (await cases_of(turn.session, turn.known().telegram_id, turn.now - CLOSED_FOR))[-1:]
    for case in closed:
        whom = await who_answers(desk_of(turn), case)
        rows = [[buttons.of_case(buttons.WRITE, texts.reopen_with(whom), case.id)]]
        await turn.rewrite(answer, added_to(answer.params, rows, texts.or_for(whom, case.id)))
    return bool(closed)


def _is_worth_offering(turn: Turn, message: Message) -> bool:
    """Whether to offer to pass a message on: not to staff, nor in a form, nor for a yes or no that answers the bot."""
    if turn.person is None or not STAFF.isdisjoint(turn.actors) or form_under_way(turn.person) is not None:
        return False
    return not is_answered(turn.asked_in_passing, message.text or "")


async def _names_to_offer(turn: Turn) -> dict[int, str]:
    """Return the person's latest open cases by number, with the name of who answers each, at most `MOST_OFFERED`.

    Where none is open and the bot had no answer, the latest case closed within `CLOSED_FOR` is the only one.
    """
    me = turn.known().telegram_id
    cases = await open_cases_of(turn.session, me) if turn.has_open_case else ()
    if not cases and turn.is_unanswered:
        cases = (await cases_of(turn.session, me, turn.now - CLOSED_FOR))[-1:]
    desk = desk_of(turn)
    return {case.id: await who_answers(desk, case) for case in cases[-MOST_OFFERED:]}


def _rows(message: Message, names: dict[int, str]) -> list[list[Button]]:
    """Make a button for each case that passes the message on; for a picture of an album, one to write into the case."""
    if message.media_group_id is not None:
        return [[buttons.write_to(number, name)] for number, name in names.items()]
    apart = len(names) > 1
    return [[buttons.pass_on(number, name, message.message_id, numbered=apart)] for number, name in names.items()]


def added_to(params: Json, rows: Sequence[Sequence[Button]], question: str) -> Json:
    """Return the arguments of an answer with buttons added below it; with a question at its end they come first."""
    shown = params.get("reply_markup", {}).get("inline_keyboard", [])
    offered = keyboard(rows)["inline_keyboard"]
    keys = [*offered, *shown] if question else [*shown, *offered]
    words = f"{params['text']}\n\n{question}" if question else params["text"]
    return {**params, "text": words, "reply_markup": {"inline_keyboard": keys}}
