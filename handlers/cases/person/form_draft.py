"""A demand in preparation: what it holds, and how it is left; where danger was heard, its number is said again."""

from collections.abc import Sequence
from typing import Any

from handlers.cases.core import texts
from handlers.talk.danger.texts import not_here
from handlers.talk.passing import form_under_way
from handlers.talk.replies import Reply, paragraphs
from handlers.talk.texts import CANCELLED
from handlers.talk.turn import Turn
from storage.dialogues import dialogue_of, end_dialogue
from storage.people import wait_for_nothing

KIND = "case"
Draft = dict[str, Any]


def with_danger(draft: Draft, kinds: Sequence[str]) -> Draft:
    """The same, neither subject nor phase asked or passed on once a danger is told in it."""
    if not kinds:
        return draft
    return draft | {"danger": list(dict.fromkeys((*dangers(draft), *kinds))), "entry": None, "phase": None}


def dangers(draft: Draft) -> tuple[str, ...]:
    """The kinds of danger told so far."""
    return tuple(draft.get("danger", ()))


def number_line(draft: Draft) -> str:
    """The number to call instead; "" where no danger was told."""
    return not_here(dangers(draft)) if dangers(draft) else ""


async def leave_form(turn: Turn) -> None:
    """End the form under way; one that it had interrupted can still be sent by its own button."""
    person = turn.known()
    under_way = form_under_way(person)
    wait_for_nothing(person)
    await end_dialogue(turn.session, person.telegram_id, under_way or KIND)


async def leave_with_a_word(turn: Turn) -> None:
    """End whatever form is under way, by a button, a command or in words."""
    draft = await dialogue_of(turn.session, turn.known().telegram_id, KIND)
    await leave_form(turn)
    await turn.reply(Reply(CANCELLED if draft is None else paragraphs(texts.NOTHING_LEFT, number_line(draft))))
