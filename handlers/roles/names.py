"""The names of who is linked and who is invited, for buttons and lists."""

import hashlib
from dataclasses import dataclass

from handlers.talk.turn import Turn
from knowledge.base.team import Team
from storage.roles import invited_names, linked_names


@dataclass(frozen=True)
class LinkedName:
    """A name, its role, and whether somebody has followed the link."""

    name: str
    role: str
    followed: bool


def code_of(name: str) -> str:
    """Return the code of a name for a button of 64 bytes, which does not depend on the order of the team file."""
    return hashlib.sha256(name.encode()).hexdigest()[:12]


def title_of(team: Team, role: str, name: str) -> str:
    """Return the title of a delegate, in the right gender; "" where the team file has none."""
    member = team.member(name) if role == "delegate" else None
    return member.title if member is not None else ""


async def links_by_name(turn: Turn) -> list[LinkedName]:
    linked = [LinkedName(name, role, True) for name, role in await linked_names(turn.session)]
    invited = [LinkedName(name, role, False) for name, role in await invited_names(turn.session, turn.now)]
    return sorted([*linked, *invited], key=lambda link: (link.name, not link.followed, link.role))
