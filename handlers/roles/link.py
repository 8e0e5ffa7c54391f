"""The invitation link in the chat: whoever follows it first gets the role."""

from telegram import Update

from handlers.roles import buttons, texts
from handlers.roles.linking import NotLinked, link
from handlers.roles.names import title_of
from handlers.talk.events import INVITATION_FOLLOWED
from handlers.talk.permissions import Actor
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Reply
from handlers.talk.turn import Turn


async def follow_invitation(update: Update, turn: Turn, token: str) -> None:
    """Give the person the role of the invitation whose link they opened, and have them welcomed; or reply why not."""
    role = await link(turn, turn.knowledge, turn.known().telegram_id, token)
    if isinstance(role, Refusal):
        has_role = role.reason in (NotLinked.HELD, NotLinked.HELD_AND_USED)
        await turn.reply(Reply(texts.not_linked(role), [[buttons.leave_role()]] if has_role else []))
        return
    turn.roles, turn.actors = [*turn.roles, role], turn.actors | {Actor(role.role)}
    title = title_of(turn.knowledge.team, role.role, role.name)
    await turn.reply(Reply(texts.linked(role.role, role.name, title), [[buttons.leave_role()]]))
    await INVITATION_FOLLOWED.announce(turn, role, update.get_bot().username)
