"""The form of a first registration: name, place, phase, then what is kept and for how long, and a yes.

The answers so far are the dialogue "reg"; what is awaited is "reg:name", "reg:place", "reg:phase",
"reg:check", or "reg:change" where one line of the summary is to change.
"""

from dataclasses import replace
from typing import Any

from handlers.meetings import buttons, form_texts
from handlers.talk.dates import lasting
from handlers.talk.replies import Button, Reply, paragraphs, plain_text
from handlers.talk.turn import Turn
from storage.dialogues import dialogue_of, end_dialogue, keep_dialogue
from storage.meetings import meeting
from storage.people import wait_for, wait_for_nothing

KIND = "reg"
STEPS = ("name", "place", "phase", "check")
CHANGING = f"{KIND}:change"
LONGEST_NAME = 80
Draft = dict[str, Any]


async def begin_form(turn: Turn, meeting_id: int, source: str | None, first_name: str) -> None:
    """What is known is not asked again."""
    person = turn.known()
    draft: Draft = {"meeting": meeting_id, "source": source, "first_name": first_name}
    if person.department is not None:
        draft |= {
            "place": place_words(turn, person.department, person.commune),
            "department": person.department,
            "commune": person.commune,
        }
    await go_on(turn, draft)


async def begin_edit(turn: Turn) -> None:
    """Name, place and phase said anew; no meeting: nothing but these lines changes."""
    await go_on(turn, {"meeting": None, "source": None, "first_name": ""})


def place_words(turn: Turn, department: str, commune: str | None) -> str:
    places = turn.knowledge.places
    name = places.commune(commune).name if commune else places.department(department).name
    return f"{name} ({department})"


async def go_on(turn: Turn, draft: Draft, *, again: bool = False) -> None:
    """Asks the next thing not known; `again`: what was said did not tell it."""
    step = next((name for name in STEPS if name not in draft), "check")
    await keep_dialogue(turn.session, turn.known().telegram_id, KIND, draft, turn.now)
    wait_for(turn.known(), f"{KIND}:{step}")
    reply = await _question(turn, step, draft)
    await turn.reply(replace(reply, html=paragraphs(form_texts.AGAIN[step], reply.html)) if again else reply)


async def draft_of(turn: Turn) -> Draft | None:
    return await dialogue_of(turn.session, turn.known().telegram_id, KIND)


async def ask_again(turn: Turn) -> None:
    draft = await draft_of(turn)
    if draft is not None:
        await go_on(turn, draft)


async def close_form(turn: Turn) -> None:
    wait_for_nothing(turn.known())
    await end_dialogue(turn.session, turn.known().telegram_id, KIND)


async def _question(turn: Turn, step: str, draft: Draft) -> Reply:
    if step == "name":
        first = draft.get("first_name")
        proposed = [[buttons.form("name", first)]] if first else []
        return Reply(form_texts.ASK_NAME, [*proposed, [cancel()]])
    if step == "place":
        return Reply(form_texts.ASK_PLACE, [[no_place_yet()], [back(), cancel()]])
    if step == "phase":
        phases = [buttons.form("phase", label, value) for value, label in buttons.PHASES.items()]
        return Reply(form_texts.ask_phase(draft["place"]), [phases, [back(), cancel()]])
    yes = buttons.LABEL_REGISTER if draft["meeting"] else "Envoyer"
    rows = [[buttons.form("send", yes)], [buttons.form("edit", "Modifier"), cancel()]]
    return Reply(await consent_words(turn, draft), rows)


async def consent_words(turn: Turn, draft: Draft) -> str:
    found = await meeting(turn.session, draft["meeting"]) if draft["meeting"] else None
    heading = form_texts.what_for(found, turn.now, turn.hours) if found is not None else None
    kept_for = lasting(turn.lifetimes["meetings"])
    return form_texts.summary(draft["name"], draft["place"], buttons.PHASES[draft["phase"]], heading, kept_for)


async def consent_wording(turn: Turn, draft: Draft) -> str:
    return plain_text(await consent_words(turn, draft))


def no_place_yet() -> Button:
    return buttons.form("place", "Je ne sais pas encore", "-")


def back() -> Button:
    return buttons.form("back", "Retour")


def cancel() -> Button:
    return buttons.form("cancel", "Annuler")
