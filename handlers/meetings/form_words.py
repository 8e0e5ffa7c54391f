"""What somebody writes in answer to the form of a registration: the answer, a yes to the summary, a correction."""

from telegram import Update

from handlers.meetings import buttons, form_texts
from handlers.meetings.form import LONGEST_NAME, Draft, back, cancel, draft_of, go_on, no_place_yet
from handlers.meetings.form_buttons import send, what_to_change
from handlers.meetings.form_names import after_no, is_name, name_said
from handlers.places.telling import is_only_a_place
from handlers.talk.assent import Meant, meant_under_summary
from handlers.talk.replies import Reply, person_words
from handlers.talk.turn import Context, Turn, text_of
from knowledge.places.found import Found
from knowledge.text.words import plain


async def take_answer(update: Update, context: Context) -> bool:
    """Whether what somebody wrote answers the form; a question is left to be answered as one."""
    turn, words = context.turn, text_of(update)
    draft, step = await draft_of(turn), (turn.known().awaiting or "").partition(":")[2]
    if draft is None or not words:
        return False
    meant = meant_under_summary(words, _REGISTERS if step == "check" else ())
    if meant is not None:
        return await _take_few_words(turn, draft, step, meant)
    if step in SUMMARY and await _take_correction(turn, draft, words):
        return True
    if step == "place":
        return await _take_place(turn, draft, words)
    if _asks_something(turn, words):
        return False
    if step == "name":
        return await _take_name(turn, draft, words)
    if step == "phase":
        return await _take_phase(turn, draft, words)
    return False


def _asks_something(turn: Turn, words: str) -> bool:
    asked = turn.reader.reading(words).outcome
    return asked == "distress" or (asked in ("answer", "human", "intent") and ("?" in words or len(words.split()) > 4))


async def _take_name(turn: Turn, draft: Draft, words: str) -> bool:
    name = name_said(words) or after_no(words) or person_words(words)
    if name and len(name) <= LONGEST_NAME and not is_name(name):
        return False
    if not name or len(name) > LONGEST_NAME:
        await turn.reply(Reply(form_texts.NAME_TOO_LONG, [[cancel()]]))
        return True
    await go_on(turn, draft | {"name": name})
    return True


async def _take_place(turn: Turn, draft: Draft, words: str) -> bool:
    found = turn.reader.place(words)
    if found.outcome == "unknown":
        if turn.reader.reading(words).outcome != "unknown":
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


SUMMARY = ("check", "change")
_LINES = {"nom": "name", "prenom": "name", "lieu": "place", "commune": "place", "projet": "phase", "phase": "phase"}
MOST_WORDS_FOR_A_LINE = 3
_REGISTERS = frozenset({"inscrire", "inscris", "inscrivez", "inscrit", "inscription", "m", "moi", "noter", "notez"})


async def _take_few_words(turn: Turn, draft: Draft, step: str, meant: Meant) -> bool:
    """« ok », « oui c'est bon » under the summary register, as its button does; a no, or a doubt, may change it."""
    if step != "check":
        await go_on(turn, draft, again=True)
    elif meant is Meant.SEND:
        await send(turn, draft)
    else:
        await what_to_change(turn)
    return True


async def _take_correction(turn: Turn, draft: Draft, words: str) -> bool:
    """« mon nom », « mon nom c'est Zoé Roy », « non, Zoé Roy », « non, à Niort », « non, lieu ouvert »."""
    said = plain(words).split()
    lines = {_LINES[word] for word in said if word in _LINES}
    tells = name_said(words) is not None or any(stem in plain(words) for _, stem in _SAID)
    if len(lines) == 1 and len(said) <= MOST_WORDS_FOR_A_LINE and not tells:
        await go_on(turn, {key: kept for key, kept in draft.items() if key not in lines})
        return True
    name, rest = name_said(words), after_no(words)
    if name is None and rest is not None:
        if is_only_a_place(turn.reader, rest):
            return await _take_place(turn, draft, rest)
        if await _take_phase(turn, draft, rest):
            return True
        name = rest if is_name(rest) else None
    return name is not None and await _take_name(turn, draft, name)
