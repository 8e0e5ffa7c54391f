"""The answers to a question in passing, by a button or in words, and what follows a `Oui, merci` or a `Non`."""

from telegram import Update

from handlers.answers import contents, texts
from handlers.cases.person.own import was_for_somebody
from handlers.privacy.consent import settle_consent
from handlers.reception.kept_questions import note_refusal
from handlers.subscriptions.choose import answer_offer, offer
from handlers.talk import buttons
from handlers.talk.awaited import KEEP_PLACE, NEWS, OPINION, PASS_ON, WHICH, ask_in_passing
from handlers.talk.codes import pressed
from handlers.talk.replies import Reply, paragraphs
from handlers.talk.short_answers import yes_or_no
from handlers.talk.turn import Context, Turn


async def helped(update: Update, context: Context) -> None:
    await _be_glad(context.turn, pressed(update).rest(0))


async def _be_glad(turn: Turn, entry_id: str | None) -> None:
    """Take a yes; once, offer a subscription to the news of the entry's subject."""
    entry = turn.knowledge.entries.get(entry_id or "")
    words, rows = await offer(turn, turn.knowledge.subjects[entry.subject].news if entry is not None else None)
    await turn.reply(Reply(paragraphs(texts.GLAD, words), rows))


async def not_helped(update: Update, context: Context) -> None:
    """Take a no to an answer: offer the nearest other answers, and a human."""
    await offer_others(context.turn, pressed(update).rest(0))


async def offer_others(turn: Turn, refused: str | None) -> None:
    """Keep the question whose answer was refused, and offer other entries.

    They are those found with the refused one, where it is the last answer, then those related to it.
    """
    await note_refusal(turn, refused)
    person, entry = turn.known(), turn.knowledge.entries.get(refused or "")
    near = person.last_suggestions
    if entry is not None:
        near = [*(near if near[:1] == [entry.id] else []), *entry.related]
    others = tuple(entry_id for entry_id in dict.fromkeys(near) if entry_id != refused)
    ask_in_passing(person, WHICH)
    await turn.reply(contents.suggestions(turn.knowledge, others, texts.NEAREST))


async def answered_in_words(turn: Turn, words: str) -> bool:
    """Take a plain "oui" or "non" as the answer to the question in passing, or say that nothing was asked.

    Return False for any other words.
    """
    said = yes_or_no(words)
    if said is None:
        return False
    if turn.asked_in_passing is None:
        turn.is_unanswered = True
        await turn.reply(Reply(texts.NOTHING_WAS_ASKED, [[buttons.topics(), buttons.human()]]))
    elif turn.asked_in_passing == KEEP_PLACE:
        await settle_consent(turn, said)
    elif turn.asked_in_passing.startswith(NEWS):
        await answer_offer(turn, turn.asked_in_passing.partition(":")[2], said)
    elif turn.asked_in_passing.startswith(PASS_ON):
        await was_for_somebody(turn, said)
    elif turn.asked_in_passing == OPINION and not said:
        await offer_others(turn, turn.known().last_entry)
    elif turn.asked_in_passing == WHICH:
        await turn.reply(Reply(texts.WHICH_ONE) if said else contents.suggestions(turn.knowledge, (), texts.NEAREST))
    else:
        await _be_glad(turn, turn.known().last_entry if turn.asked_in_passing == OPINION else None)
    return True
