"""The form of a first registration: name, place, phase, then what is kept and for how long, and a yes.

The answers so far are the dialogue "reg"; what is awaited is "reg:name", "reg:place", "reg:phase" or "reg:check".
"""

from typing import Any

from telegram import Update

from handlers.dates import lasting
from handlers.meetings import buttons, texts
from handlers.passing import yes_or_no
from handlers.replies import Button, Reply, person_words, plain_text
from handlers.turn import Context, Turn, text_of
from knowledge.places.found import Found
from knowledge.words import plain
from storage.dialogues import dialogue_of, end_dialogue, keep_dialogue
from storage.meetings import meeting

KIND = "reg"
STEPS = ("name", "place", "phase", "check")
LONGEST_NAME = 80
Draft = dict[str, Any]


async def begin_form(turn: Turn, meeting_id: int, source: str | None, first_name: str) -> None:
    """What is known is not asked again."""
    person = turn.known()
    draft: Draft = {"meeting": meeting_id, "source": source, "first_name": first_name}
    if person.department is not None:
        draft |= {"place": place_words(turn, person.department, person.commune), "department": person.department,
                  "commune": person.commune}  # fmt: skip
    await go_on(turn, draft)


async def begin_edit(turn: Turn) -> None:
    """Name, place and phase said anew; no meeting: nothing but these lines changes."""
    await go_on(turn, {"meeting": None, "source": None, "first_name": ""})


def place_words(turn: Turn, department: str, commune: str | None) -> str:
    places = turn.knowledge.places
    name = places.commune(commune).name if commune else places.department(department).name
    return f"{name} ({department})"


async def go_on(turn: Turn, draft: Draft) -> None:
    """Asks the next thing not known."""
    step = next((name for name in STEPS if name not in draft), "check")
    await keep_dialogue(turn.session, turn.known().telegram_id, KIND, draft, turn.now)
    turn.known().awaiting = f"{KIND}:{step}"
    await turn.reply(await _question(turn, step, draft))


async def draft_of(turn: Turn) -> Draft | None:
    return await dialogue_of(turn.session, turn.known().telegram_id, KIND)


async def ask_again(turn: Turn) -> None:
    draft = await draft_of(turn)
    if draft is not None:
        await go_on(turn, draft)


async def close_form(turn: Turn) -> None:
    turn.known().awaiting = None
    await end_dialogue(turn.session, turn.known().telegram_id)


async def _question(turn: Turn, step: str, draft: Draft) -> Reply:
    if step == "name":
        first = draft.get("first_name")
        proposed = [[buttons.form("name", first)]] if first else []
        return Reply(texts.ASK_NAME, [*proposed, [_cancel()]])
    if step == "place":
        return Reply(texts.ASK_PLACE, [[buttons.form("place", "Je ne sais pas encore", "-")], [_back(), _cancel()]])
    if step == "phase":
        phases = [buttons.form("phase", label, value) for value, label in buttons.PHASES.items()]
        return Reply(texts.ASK_PHASE, [phases, [_back(), _cancel()]])
    yes = buttons.LABEL_REGISTER if draft["meeting"] else "Envoyer"
    rows = [[buttons.form("send", yes)], [buttons.form("edit", "Modifier"), _cancel()]]
    return Reply(await consent_words(turn, draft), rows)


async def consent_words(turn: Turn, draft: Draft) -> str:
    found = await meeting(turn.session, draft["meeting"]) if draft["meeting"] else None
    title = found.title if found is not None else None
    return texts.summary(
        draft["name"], draft["place"], buttons.PHASES[draft["phase"]], title, lasting(turn.lifetimes["meetings"])
    )


async def consent_wording(turn: Turn, draft: Draft) -> str:
    return plain_text(await consent_words(turn, draft))


def _back() -> Button:
    return buttons.form("back", "Retour")


def _cancel() -> Button:
    return buttons.form("cancel", "Annuler")


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
    return await _take_yes(turn, words)


def _asks_something(turn: Turn, words: str) -> bool:
    asked = turn.knowledge.understand(words).outcome
    return asked == "distress" or (asked in ("answer", "human", "intent") and ("?" in words or len(words.split()) > 4))


async def _take_name(turn: Turn, draft: Draft, words: str) -> bool:
    name = person_words(words)
    if not name or len(name) > LONGEST_NAME:
        await turn.reply(Reply(texts.NAME_TOO_LONG))
        return True
    await go_on(turn, draft | {"name": name})
    return True


async def _take_place(turn: Turn, draft: Draft, words: str) -> bool:
    found = turn.knowledge.places.find(words)
    if found.outcome == "unknown":
        if turn.knowledge.understand(words).outcome != "unknown":
            return False
        await turn.reply(Reply(texts.PLACE_NOT_FOUND, [[buttons.form("place", "Je ne sais pas encore", "-")]]))
        return True
    if found.outcome == "ambiguous":
        name = (found.place or "")[:20]
        rows = [[buttons.form("place", one.label, f"{one.department}:{name}")] for one in found.choices]
        await turn.reply(Reply(texts.WHICH_PLACE, rows))
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


async def _take_yes(turn: Turn, words: str) -> bool:
    """ "Oui" under the summary is a yes; the press is what registers, so it is asked by its button otherwise."""
    if yes_or_no(words) is None:
        return False
    await ask_again(turn)
    return True
