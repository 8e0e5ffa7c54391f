"""The invitation link: whoever follows it first gets the role."""

from telegram import Update

from handlers.roles import texts
from handlers.roles.names import title_of
from handlers.roles.tokens import hash_of
from handlers.talk import buttons
from handlers.talk.events import ROLES_CHANGED, STAFF_LINKED
from handlers.talk.limits import LINKS
from handlers.talk.permissions import STAFF, Actor
from handlers.talk.replies import Reply
from handlers.talk.texts import TOO_MANY_LINKS
from handlers.talk.turn import Turn
from storage.rates import count_lately, count_one
from storage.roles import Invitation, Role, find_invitation, use_invitation


async def follow_invitation(update: Update, turn: Turn, token: str) -> None:
    """Give the person the role of the invitation whose link they opened, or reply why not.

    After too many failed tries in an hour no invitation is looked up.
    """
    person = turn.known()
    tried = await count_lately(turn.session, person.telegram_id, LINKS.kind, turn.machine_now, LINKS.window)
    if tried >= LINKS.most:
        await turn.reply(Reply(TOO_MANY_LINKS))
        return
    invitation = await find_invitation(turn.session, hash_of(token))
    if invitation is not None and _has_this_role(turn, invitation):
        await turn.reply(
            Reply(texts.already(invitation.name, invitation.used_at is not None), [[buttons.leave_role()]])
        )
        return
    refusal = _refusal(invitation, turn)
    if invitation is None or refusal:
        await _refuse(turn, refusal)
        return
    if not await use_invitation(turn.session, invitation.token_hash, person.telegram_id, turn.now):
        await _refuse(turn, texts.USED)
        return
    role = Role(telegram_id=person.telegram_id, role=invitation.role, name=invitation.name, linked_at=turn.now)
    turn.session.add(role)
    turn.roles = [*turn.roles, role]
    turn.actors = turn.actors | {Actor(invitation.role)}
    await ROLES_CHANGED.announce(turn.session, [person.telegram_id], turn.machine_now)
    title = title_of(turn.knowledge.team, invitation.role, invitation.name)
    await turn.reply(Reply(texts.linked(invitation.role, invitation.name, title), [[buttons.leave_role()]]))
    if invitation.role in STAFF:
        await STAFF_LINKED.announce(turn, invitation.name)


def _has_this_role(turn: Turn, invitation: Invitation) -> bool:
    return any((role.role, role.name) == (invitation.role, invitation.name) for role in turn.roles)


def _refusal(invitation: Invitation | None, turn: Turn) -> str:
    if invitation is None:
        return texts.UNKNOWN
    if invitation.used_at is not None:
        return texts.USED
    return texts.EXPIRED if invitation.expires_at < turn.now else ""


async def _refuse(turn: Turn, words: str) -> None:
    """Reply why an invitation link does not work, and count the failed try.

    Tokens cannot be guessed, but trying should not be free.
    """
    await count_one(turn.session, turn.known().telegram_id, LINKS.kind, turn.machine_now, LINKS.window)
    await turn.reply(Reply(words))
