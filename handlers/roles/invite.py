"""/inviter: the team makes a one-time link, step by step, with a way back at each."""

from telegram import Update

from handlers import buttons
from handlers.replies import Button, Reply, person_words
from handlers.roles import texts
from handlers.roles.tokens import VALID, link_to, new_invitation
from handlers.turn import Context, Turn, callback_argument, text_of
from knowledge.team import Team

AWAITING_PARTNER = "invite:partner"
LONGEST_NAME = 80


async def choose_role(update: Update, context: Context) -> None:
    context.turn.known().awaiting = None
    await context.turn.reply(Reply(texts.WHICH_ROLE, [[buttons.invite_as(role, label)] for role, label in _ROLES]))


_ROLES = (("delegate", "Référente ou référent"), ("team", "Équipe"), ("partner", "Partenaire"))


async def choose_name(update: Update, context: Context) -> None:
    """`inviter:<role>` asks who; `inviter:<role>:<number of the member>` makes the link."""
    turn = context.turn
    role, _, number = callback_argument(update).partition(":")
    if role not in dict(_ROLES):
        await choose_role(update, context)
    elif role == "partner":
        await ask_partner_name(turn)
    elif number.isdecimal() and int(number) < len(turn.knowledge.team.members):
        await make_link(turn, role, turn.knowledge.team.members[int(number)].name, update.get_bot().username)
    else:
        await turn.reply(Reply(texts.WHICH_MEMBER, _members(role, turn.knowledge.team)))


def _members(role: str, team: Team) -> list[list[Button]]:
    shown = [[buttons.invite_member(role, number, member.name)] for number, member in enumerate(team.members)]
    return [*shown, [buttons.back_to_invite()]]


async def ask_partner_name(turn: Turn) -> None:
    turn.known().awaiting = AWAITING_PARTNER
    await turn.reply(Reply(texts.WHICH_PARTNER))


async def take_partner_name(update: Update, context: Context) -> bool:
    turn, words = context.turn, text_of(update)
    if not words:
        return False
    name = person_words(words)
    if not name or len(name) > LONGEST_NAME:
        await turn.reply(Reply(texts.NAME_TOO_LONG))
        return True
    turn.known().awaiting = None
    await make_link(turn, "partner", name, update.get_bot().username)
    return True


async def make_link(turn: Turn, role: str, name: str, username: str) -> None:
    token, invitation = new_invitation(role, name, turn.now)
    turn.session.add(invitation)
    # Kept nowhere once it has left: the link opens the role to whoever reads it.
    await turn.reply(Reply(texts.invitation(name, role, link_to(username, token), VALID.days)), forget=True)
