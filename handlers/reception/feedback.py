"""The answers to a question in passing, by a button or in words, and what follows a `Oui, merci` or a `Non`."""

from telegram import Update

from handlers.answers import contents, texts
from handlers.cases.person.own import was_for_somebody
from handlers.privacy.consent import settle_consent
from handlers.reception.kept_questions import note_refusal
from handlers.reception.show import show_chosen
from handlers.subscriptions.choose import answer_offer, offer
from handlers.talk import buttons
from handlers.talk.awaited import (
    KEEP_PLACE,
    LIKELY,
    NEWS,
    OPINION,
    PASS_ON,
    WHICH,
    answer_in_passing,
    ask_in_passing,
)
from handlers.talk.codes import pressed
from handlers.talk.replies import Reply, paragraphs
from handlers.talk.turn import Context, Turn


async def helped(update: Update, context: Context) -> None:
    """Handle "Oui, merci" under an answer: thank the person and, once, offer a subscription to news on its subject."""
    await _thank(context.turn, pressed(update).rest(0))


async def _thank(turn: Turn, entry_id: str | None) -> None:
    """Thank the person for a yes and, once, offer a subscription to news on the subject of this entry, if any."""
    entry = turn.knowledge.entries.get(entry_id or "")
    words, rows = await offer(turn, turn.knowledge.subjects[entry.subject].news if entry is not None else None)
    await turn.reply(Reply(paragraphs(texts.GLAD, words), rows))


async def not_helped(update: Update, context: Context) -> None:
    """Handle "Non" under an answer: keep its question for the team, and offer other entries and a human."""
    await offer_others(context.turn, pressed(update).rest(0))


async def offer_others(turn: Turn, refused: str | None) -> None:
    """Keep for the team the question that the entry `refused` did not help with, and offer other entries as buttons.

    They are the suggestions found with the refused entry, where it is the last answer, then the entries related to it.
    """
    await note_refusal(turn, refused)
    person, entry = turn.known(), turn.knowledge.entries.get(refused or "")
    near = person.last_suggestions
    if entry is not None:
        near = [*(near if near[:1] == [entry.id] else []), *entry.related]
    others = tuple(entry_id for entry_id in dict.fromkeys(near) if entry_id != refused)
    ask_in_passing(person, WHICH)
    await turn.reply(contents.suggestions(turn.knowledge, others, texts.NEAREST))


async def take_yes_or_no(turn: Turn, words: str) -> bool:
    """Handle a plain "oui" or "non": it answers the question at the end of the bot's last message; without one, say so.

    Return False, having done nothing, for any other words.
    """
    said = answer_in_passing(turn.asked_in_passing, words)
    if said is None:
        return False
    if turn.asked_in_passing is None:
        turn.is_unanswered = True
        await turn.reply(Reply(texts.NOTHING_WAS_ASKED, [[buttons.topics(), buttons.human()]]))
    elif turn.asked_in_passing in (OPINION, WHICH, LIKELY):
        await _take_opinion(turn, turn.asked_in_passing, said)
    elif turn.asked_in_passing == KEEP_PLACE:
        await settle_consent(turn, said)
    elif turn.asked_in_passing.startswith(NEWS):
        await answer_offer(turn, turn.asked_in_passing.partition(":")[2], said)
    elif turn.asked_in_passing.startswith(PASS_ON):
        await was_for_somebody(turn, said)
    else:
        await _thank(turn, None)
    return True


async def _take_opinion(turn: Turn, asked: str, said: bool) -> None:
    """Take a yes or no about an answer, about the entry that is likely, or about those to choose from."""
    person = turn.known()
    if asked == OPINION:
        await (_thank(turn, person.last_entry) if said else offer_others(turn, person.last_entry))
    elif asked == LIKELY and said:
        await show_chosen(turn, next(iter(person.last_suggestions), ""))
    else:
        await turn.reply(Reply(texts.WHICH_ONE) if said else contents.suggestions(turn.knowledge, (), texts.NEAREST))
