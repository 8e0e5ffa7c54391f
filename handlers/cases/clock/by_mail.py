"""Mails to staff who are not on Telegram and have a case: its place, the promise, and a link to the bot.

The message itself is never in it, since others may read mail. Until they are linked, the case stays with the stand-in.
"""

from collections.abc import Sequence

from handlers.cases.clock import mail_texts
from handlers.cases.core.desk import desk_of
from handlers.cases.core.opening import promise_of
from handlers.roles.tokens import VALID, link_to, new_invitation
from handlers.talk.tick import Tick
from knowledge.base.team import Member
from storage.cases import Case, State, all_open_cases
from storage.mails import Mail, is_mail_known
from storage.roles import roles_named


async def is_anybody_to_mail(tick: Tick) -> bool:
    """Whether a new case waits for a member of staff who is to be told of it by mail."""
    return bool(await _to_mail(tick))


async def mail_waiting_cases(tick: Tick) -> None:
    """Queue a mail with an invitation to the bot for each new case whose referent has an address and is not linked.

    There is one mail for each case and referent.
    """
    for case, member in await _to_mail(tick):
        role = "delegate" if member.departments else "team"
        token, invitation = new_invitation(role, member.name, tick.now)
        tick.session.add(invitation)
        where = case.place or case.department or mail_texts.NO_PLACE
        body = mail_texts.body(where, promise_of(desk_of(tick), case), link_to(tick.bot_name, token), VALID.days)
        mail = Mail(
            key=_key(case), address=member.email or "", subject=mail_texts.SUBJECT, body=body, next_at=tick.machine_now
        )
        tick.session.add(mail)
    await tick.session.flush()


async def _to_mail(tick: Tick) -> Sequence[tuple[Case, Member]]:
    """Return the new cases of which their referent has not been told by mail, each with that member of staff.

    Only members who have an address and are not linked on Telegram count.
    """
    found = []
    for case in await all_open_cases(tick.session):
        member = tick.knowledge.team.member(case.referent)
        if case.state != State.NEW or member is None or not member.email:
            continue
        linked = await roles_named(tick.session, member.name)
        if not linked and not await is_mail_known(tick.session, _key(case)):
            found.append((case, member))
    return found


def _key(case: Case) -> str:
    return f"case:{case.id}:{case.referent}"
