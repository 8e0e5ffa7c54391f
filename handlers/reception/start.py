"""The commands /start, with its deep links, /aide and /annuler."""

import re
from datetime import timedelta

from telegram import Update

from handlers.cases.person import form as case_form
from handlers.held.actions import SETTLE_HELD
from handlers.held.buttons import show_held
from handlers.places.asked import kept_place
from handlers.places.buttons import change_place
from handlers.places.compose import place_line
from handlers.reception import start_texts as texts
from handlers.reception.capabilities import CAPABILITIES, commands_of_roles, link_of
from handlers.reception.show import answer_with
from handlers.roles.buttons import leave_role
from handlers.roles.texts import own_roles
from handlers.talk import buttons
from handlers.talk.forms import form_of
from handlers.talk.permissions import may
from handlers.talk.replies import Reply, paragraphs, text
from handlers.talk.turn import Context, Turn
from knowledge.text.words import plain
from storage.dialogues import end_dialogue
from storage.held_messages import count_held
from storage.people import wait_for_nothing

WORDS_FOR_HELP = ("aide", "help")
BACK_AFTER = timedelta(hours=12)  # since the first message: people are then welcomed back
_SOURCE = re.compile(r"s-([A-Za-z0-9_-]{1,32})")


async def start(update: Update, context: Context) -> None:
    """Handle /start: show the entry or follow the declared link that its parameter names; else welcome the person.

    A parameter `s-<source>` is stored on the person as where they come from.
    """
    turn, payload = context.turn, " ".join(context.args or [])
    wait_for_nothing(turn.known())
    if link := link_of(payload):
        await link.follow(update, turn, payload)
    elif payload.startswith("q-") and payload[2:] in turn.knowledge.entries:
        await answer_with(turn, payload[2:])
    else:
        await _welcome(turn, payload)


async def _welcome(turn: Turn, payload: str) -> None:
    source = _SOURCE.fullmatch(payload)
    if source:
        turn.known().source = source[1]
    unknown = texts.LINK_NOT_KNOWN if payload and not source else ""
    back = turn.now - turn.known().first_seen_at > BACK_AFTER
    welcome = texts.WELCOME_BACK if back else texts.WELCOME
    rows = [[buttons.topics(), buttons.human()]]
    place = _known_place(turn)
    if back and place:
        rows.append([change_place()])
    await turn.reply(Reply(paragraphs(unknown, welcome, place if back else ""), rows))


def _known_place(turn: Turn) -> str:
    """Write the line that names the person's remembered place and its delegate; "" where no place is remembered."""
    person = turn.known()
    if person.department is None:
        return ""
    return place_line(kept_place(turn.knowledge.places, person.department, person.commune))


def is_help(words: str) -> bool:
    """Whether a text is the word for help and nothing else."""
    return plain(words) in WORDS_FOR_HELP


async def show_help(update: Update, context: Context) -> None:
    """Handle /aide: show the help; people with a role also see their role and its commands.

    The team also sees a button with the number of messages held after a restore, if there are any.
    """
    turn = context.turn
    rows = [[buttons.topics(), buttons.human()]]
    if not turn.roles:
        await turn.reply(Reply(texts.HELP, rows))
        return
    staff = "\n".join(f"/{one.name} : {one.menu}" for one in commands_of_roles(CAPABILITIES, turn.actors))
    html = paragraphs(texts.HELP, own_roles(turn.roles), text(staff))
    held = await count_held(turn.session) if may(turn.actors, SETTLE_HELD) else 0
    rows += [[show_held(held)]] if held else []
    await turn.reply(Reply(html, [*rows, [leave_role()]]))


async def cancel(update: Update, context: Context) -> None:
    """Handle /annuler: leave the form or the question under way, and say so, or say that nothing is under way."""
    turn = context.turn
    if turn.known().awaiting:
        await (form_of(turn.known()) or case_form.FORM).leave(turn)
        return
    await end_dialogue(turn.session, turn.known().telegram_id)
    await turn.reply(Reply(texts.NOTHING_TO_CANCEL))
