"""What somebody writes in answer to the form of a registration."""

from telegram import Update

from handlers.meetings import buttons, form_texts
from handlers.meetings.form import LONGEST_NAME, Draft, back, cancel, draft_of, go_on, no_place_yet
from handlers.meetings.form_buttons import send
from handlers.passing import yes_or_no
from handlers.replies import Reply, person_words
from handlers.turn import Context, Turn, text_of
from knowledge.places.found import Found
from knowledge.words import plain


async def take_answer(update: Update, context: Context) -> bool:
    """Whether what somebody wrote answers the form; a question is left to be answered as one."""
    turn, words = context.turn, text_of(update)
    draft, step = await draft_of(turn), (turn.known().awaiting or "").partition(":")[2]
    if draft is None or not words:
        return False
    if step == "place":
        return await _take_place(turn, draft, words)
    if _asks_something(turn, words):
        return False
    if step == "name":
        return await _take_name(turn, draft, words)
    if step == "phase":
        return await _take_phase(turn, draft, words)
    return await _take_yes(turn, draft, words)


def _asks_something(turn: Turn, words: str) -> bool:
    asked = turn.knowledge.understand(words).outcome
    return asked == "distress" or (asked in ("answer", "human", "intent") and ("?" in words or len(words.split()) > 4))


async def _take_name(turn: Turn, draft: Draft, words: str) -> bool:
    name = person_words(words)
    if not name or len(name) > LONGEST_NAME:
        await turn.reply(Reply(form_texts.NAME_TOO_LONG, [[cancel()]]))
        return True
    await go_on(turn, draft | {"name": name})
    return True


async def _take_place(turn: Turn, draft: Draft, words: str) -> bool:
    found = turn.knowledge.places.find(words)
    if found.outcome == "unknown":
        if turn.knowledge.understand(words).outcome != "unknown":
            return False
        await turn.reply(Reply(form_texts.PLACE_NOT_FOUND, [[no_place_yet()], [back(), cancel()]]))
        return True
    if found.outcome == "ambiguous":
        name = (found.place or "")[:20]
        rows = [[buttons.form("place", one.label, f"{one.department}:{name}")] for one in found.choices]
        await turn.reply(Reply(form_texts.WHICH_PLACE, [*rows, [back(), cancel()]]))
        return True
    await go_on(turn, draft | _of_place(found))
    return True


def _of_place(found: Found) -> Draft:
    one = found.departments[0] if len(found.departments) == 1 else None
    inside = found.outcome == "delegate"
    name = found.place or ", ".join(found.departments)
    shown = f"{name} ({one})" if one and one not in name else name
    return {"place": shown[:80], "department": one if inside else None, "commune": found.commune if inside else None}


async def _take_phase(turn: Turn, draft: Draft, words: str) -> bool:
    said = plain(words)
    phase = next((value for value, stem in _SAID if stem in said), None)
    if phase is None:
        return False
    await go_on(turn, draft | {"phase": phase})
    return True


_SAID = (("idee", "idee"), ("creation", "creation"), ("creation", "cours"), ("ouvert", "ouvert"))


async def _take_yes(turn: Turn, draft: Draft, words: str) -> bool:
    """ "Oui" under the summary is the yes that it asks for; after a no, the summary shows what to press."""
    said = yes_or_no(words)
    if said:
        await send(turn, draft)
    elif said is not None:
        await go_on(turn, draft)
    return said is not None
