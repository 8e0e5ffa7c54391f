"""The invitation in the chat, /inviter: the team makes a one-time link step by step, with a way back at each step."""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Message, Update

from handlers.roles import buttons, texts
from handlers.roles.actions import INVITE
from handlers.roles.inviting import invite
from handlers.roles.names import code_of, links_by_name, title_of
from handlers.roles.tokens import VALID, link_to
from handlers.talk.codes import pressed
from handlers.talk.forms import Form, NoAnswer, Question
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Button, Reply, paragraphs, person_words
from handlers.talk.turn import Context, Turn, words_in
from knowledge.base.team import Member, Partner
from storage.people import wait_for_nothing

MOST_PARTNERS = 20  # buttons under one question


@dataclass(frozen=True)
class Invited:
    """The answers of the form of /inviter: the name of the partner to invite, None until it is given."""

    partner: str | None = None


async def choose_role(update: Update, context: Context) -> None:
    """Handle /inviter: ask for which role to invite, list who is linked or invited, and offer to end a role."""
    turn = context.turn
    wait_for_nothing(turn.known())
    rows = [[buttons.invite_as(role, label.capitalize())] for role, label in texts.WORDS.items()]
    links = await links_by_name(turn)
    await turn.reply(Reply(paragraphs(texts.WHICH_ROLE, texts.links(links)), [*rows, [buttons.withdraw()]]))


async def choose_name(update: Update, context: Context) -> None:
    """Handle the buttons `inviter:<role>[:<code of a name>]` of an invitation: ask for the name, or make its link."""
    turn = context.turn
    said = pressed(update)
    role, code = said.word(0), said.rest(1)
    team = turn.knowledge.team
    named = {code_of(one.name): one.name for one in (team.partners if role == "partner" else team.members)}
    if role not in texts.WORDS:
        await choose_role(update, context)
    elif code in named:
        await FORM.close(turn)
        await _make_link(turn, role, named[code], update.get_bot().username)
    elif role == "partner":
        await FORM.go_on(turn, Invited())
    else:
        await turn.reply(Reply(texts.WHICH_MEMBER, _names(role, team.members)))


def _names(role: str, known: Sequence[Member | Partner]) -> list[list[Button]]:
    shown = [[buttons.invite_member(role, code_of(one.name), one.name)] for one in known]
    return [*shown, [buttons.back_to_invite()]]


async def _ask_partner(turn: Turn, invited: Invited) -> Reply:
    return Reply(texts.WHICH_PARTNER, _names("partner", turn.knowledge.team.partners[:MOST_PARTNERS]))


async def _read_partner(turn: Turn, invited: Invited, message: Message) -> NoAnswer:
    if await _make_link(turn, "partner", person_words(words_in(message)), message.get_bot().username):
        await FORM.close(turn)
    return NoAnswer.TAKEN


FORM = Form(
    name="invite",
    action=INVITE,
    answers=Invited,
    steps={"partner": Question(_ask_partner, _read_partner, in_words=True)},
)


async def _make_link(turn: Turn, role: str, name: str, username: str) -> bool:
    """Invite `name` to `role`, and reply with its one-time link, or say that the name is too long and return False."""
    token = await invite(turn, role, name, turn.knowledge.team)
    if isinstance(token, Refusal):
        await turn.reply(Reply(texts.NAME_TOO_LONG))
        return False
    # The link opens the role to whoever reads it, so it is kept nowhere once it has left.
    title = title_of(turn.knowledge.team, role, name)
    await turn.reply(Reply(texts.invitation(name, role, link_to(username, token), VALID.days, title)), forget=True)
    return True
