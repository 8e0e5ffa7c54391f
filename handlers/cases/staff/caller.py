"""A delegate opens a case for somebody who telephoned or wrote: who, where, what they asked; then it goes its way."""

from typing import Any

from telegram import Message, Update

from handlers.cases.core import staff_texts
from handlers.cases.core.desk import desk_of
from handlers.cases.core.opening import NewCase, open_case
from handlers.cases.core.people import staff_name
from handlers.cases.core.piece import piece_of
from handlers.cases.core.switch import switch_off
from handlers.cases.person.callback import read_phone
from handlers.talk.humans import talk_to_somebody
from handlers.talk.replies import Reply, person_words
from handlers.talk.turn import Context, Turn, text_of
from storage.dialogues import dialogue_of, end_dialogue, keep_dialogue
from storage.people import wait_for, wait_for_nothing

KIND = "caller"
AWAITING_WHAT = f"{KIND}:what"
LONGEST_NAME = 80
STEPS = ("who", "where", "what")


async def start_caller(update: Update, context: Context) -> None:
    switch_off(context.turn.known())
    await _wait(context.turn, "who", {})


async def _wait(turn: Turn, step: str, draft: dict[str, Any]) -> None:
    person = turn.known()
    wait_for(person, f"{KIND}:{step}")
    await keep_dialogue(turn.session, person.telegram_id, KIND, draft, turn.now)
    await ask_again(turn)


async def ask_again(turn: Turn) -> None:
    step = (turn.known().awaiting or "").partition(":")[2]
    await turn.reply(Reply(staff_texts.CALLER[step]))


async def take_answer(update: Update, context: Context) -> bool:
    turn, words = context.turn, text_of(update)
    step = (turn.known().awaiting or "").partition(":")[2]
    draft = await dialogue_of(turn.session, turn.known().telegram_id, KIND)
    if draft is None:
        wait_for_nothing(turn.known())
        return False
    if step == "what" and update.message is not None:
        await _open(update, turn, draft)
    elif not words:
        await ask_again(turn)
    elif step == "who":
        await _wait(turn, "where", _who(words) | {"who": _number(update)})
    else:
        await _take_place(turn, draft | {"where": _number(update)}, words)
    return True


def _who(words: str) -> dict[str, Any]:
    name, _, phone = words.partition(",")
    return {"name": person_words(name)[:LONGEST_NAME], "phone": read_phone(phone)}


def _number(update: Update) -> int | None:
    return update.message.message_id if update.message is not None else None


async def take_edit(turn: Turn, message: Message) -> bool:
    """Whether the message is an answer of the form: the answer follows, and the form goes on from where it was."""
    draft = await dialogue_of(turn.session, turn.known().telegram_id, KIND)
    step = (turn.known().awaiting or "").partition(":")[2]
    if draft is None or message.message_id not in (draft.get("who"), draft.get("where")) or not message.text:
        return False
    if message.message_id == draft["who"]:
        await _wait(turn, step, draft | _who(message.text))
    else:
        await _take_place(turn, draft, message.text)
    return True


async def _take_place(turn: Turn, draft: dict[str, Any], words: str) -> None:
    found = turn.reader.place(words)
    if found.outcome in ("unknown", "ambiguous"):
        await turn.reply(Reply(staff_texts.CALLER_PLACE))
        return
    inside = found.outcome == "delegate"
    place = f"{found.place} ({found.departments[0]})" if found.departments else str(found.place)
    await _wait(turn, "what", draft | {"department": found.departments[0] if inside else None, "place": place})


async def _open(update: Update, turn: Turn, draft: dict[str, Any]) -> None:
    person = turn.known()
    message = update.message
    new = NewCase(
        telegram_id=None,
        person_name=draft["name"],
        pieces=[piece_of(message)] if message is not None else [],
        department=draft["department"],
        place=draft["place"],
        phone=draft["phone"],
        opened_by=staff_name(turn.roles),
        opener_id=person.telegram_id,
    )
    case = await open_case(desk_of(turn), new)
    wait_for_nothing(person)
    await end_dialogue(turn.session, person.telegram_id, KIND)
    if case is None:
        await turn.reply(talk_to_somebody(turn.knowledge.team))
    else:
        await turn.reply(Reply(staff_texts.opened_for_caller(case.id, case.person_name, case.referent)), forget=True)
