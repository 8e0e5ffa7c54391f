"""The buttons of the form: a value chosen, a step back, a correction, the end."""

from telegram import Update

from handlers.meetings import buttons, form_texts
from handlers.meetings.form import CHANGING, STEPS, Draft, cancel, close_form, consent_wording, draft_of, go_on
from handlers.meetings.register import CONSENT, settle
from handlers.talk.codes import pressed
from handlers.talk.replies import Reply, person_words
from handlers.talk.turn import Context, Turn
from storage.consents import keep_consent
from storage.people import wait_for
from storage.registrations import keep_profile


async def press_form(update: Update, context: Context) -> None:
    turn = context.turn
    code = pressed(update)
    step, value = code.word(0), code.rest(1)
    draft = await draft_of(turn)
    if draft is None:
        await turn.reply(Reply(form_texts.NOTHING_TO_FILL))
    elif step == "cancel":
        await close_form(turn)
        await turn.reply(Reply(form_texts.FORM_LEFT))
    elif step == "send":
        await send(turn, draft)
    elif step == "edit" and not value:
        await what_to_change(turn)
    else:
        await go_on(turn, _after(turn, draft, step, value))


async def what_to_change(turn: Turn) -> None:
    """One line alone, or none; a « oui » to this question registers nobody."""
    wait_for(turn.known(), CHANGING)
    lines = [
        [buttons.form("edit", "Mon nom", "name"), buttons.form("edit", "Mon lieu", "place")],
        [buttons.form("edit", "Mon projet", "phase"), buttons.form("check", "Rien")],
        [cancel()],
    ]
    await turn.reply(Reply(form_texts.CHANGE_WHAT, lines))


def _after(turn: Turn, draft: Draft, step: str, value: str) -> Draft:
    """The answers as this press leaves them; a press that says nothing new asks again."""
    if step == "back":
        return _without_last(draft)
    if step == "edit":
        dropped = ("place", "department", "commune") if value == "place" else (value,)
        return {key: kept for key, kept in draft.items() if key not in dropped or value not in STEPS}
    if step == "name" and draft.get("first_name"):
        return draft | {"name": person_words(draft["first_name"])}
    if step == "phase" and value in buttons.PHASES:
        return draft | {"phase": value}
    if step == "place" and value:
        return draft | _place(turn, value)
    return draft


def _without_last(draft: Draft) -> Draft:
    answered = [step for step in STEPS if step in draft]
    return {key: kept for key, kept in draft.items() if not answered or key != answered[-1]}


def _place(turn: Turn, value: str) -> Draft:
    code, _, name = value.partition(":")
    try:
        department = turn.knowledge.places.department(code)
    except KeyError:
        return {"place": "", "department": None, "commune": None}
    shown = f"{name or department.name} ({code})"
    return {"place": shown[:80], "department": code if department.inside else None, "commune": None}


async def send(turn: Turn, draft: Draft) -> None:
    """What was agreed to is kept with its words; then the place is taken."""
    if any(step not in draft for step in STEPS[:-1]):
        await go_on(turn, draft)
        return
    person = turn.known()
    await keep_consent(turn.session, person.telegram_id, CONSENT, await consent_wording(turn, draft), turn.now)
    await keep_profile(turn.session, person.telegram_id, draft["name"], draft["phase"], draft["place"])
    if draft.get("department"):
        person.department, person.commune, person.place_kept = draft["department"], draft.get("commune"), True
    await close_form(turn)
    if not draft.get("meeting"):
        await turn.reply(Reply(form_texts.PROFILE_KEPT, [[buttons.mine()]]))
    else:
        await settle(turn, draft["meeting"], draft.get("source"))
