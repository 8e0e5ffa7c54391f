"""The end of one's own role in the chat, which takes effect at once."""

from telegram import Update

from handlers.roles import buttons, texts
from handlers.roles.ending import leave_roles
from handlers.talk.codes import pressed
from handlers.talk.permissions import Actor
from handlers.talk.replies import Reply
from handlers.talk.turn import Context, Turn
from storage.roles import count_holders


async def ask_before_leaving(update: Update, context: Context) -> None:
    """Handle the button "Quitter mon rôle", which asks whether to end all own roles, and the yes or no to that."""
    turn = context.turn
    if pressed(update).rest(0):
        await leave(update, context)
        return
    html = texts.ask_leave(turn.roles, await is_last_of_team(turn))
    await turn.reply(Reply(html, [[buttons.leave_role_yes(), buttons.leave_role_no()]]))


async def is_last_of_team(turn: Turn) -> bool:
    """Whether the person is linked as a member of the team, and nobody else is."""
    return Actor.TEAM in turn.actors and await count_holders(turn.session, Actor.TEAM) == 1


async def leave(update: Update, context: Context) -> None:
    """End all roles of the person where the button says yes, keep them where it says no, and confirm either."""
    turn = context.turn
    if pressed(update).rest(0) != "oui":
        await turn.reply(Reply(texts.LEAVE_KEPT))
        return
    await leave_roles(turn, turn.known().telegram_id)
    turn.roles, turn.actors = [], frozenset({Actor.PERSON})
    await turn.reply(Reply(texts.NO_MORE))
