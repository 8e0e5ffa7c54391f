"""The names of who is linked and who is invited, for buttons and lists."""

import hashlib
from dataclasses import dataclass

from handlers.talk.act import Act
from knowledge.base.team import Team
from storage.roles import invited_names, linked_names


@dataclass(frozen=True)
class LinkedName:
    """A name with its role; `followed` is True where somebody holds the role, False where they are only invited."""

    name: str
    role: str
    followed: bool


def code_of(name: str) -> str:
    """Return a short hash that stands for a name in a button's code, so that the order of the team file may change."""
    return hashlib.sha256(name.encode()).hexdigest()[:12]


def title_of(team: Team, role: str, name: str) -> str:
    """Return a delegate's title in the team file, in the right gender; "" for other roles or without one."""
    member = team.member(name) if role == "delegate" else None
    return member.title if member is not None else ""


async def links_by_name(act: Act) -> list[LinkedName]:
    """List the names that hold a role and those that are only invited, each with its role, sorted by name."""
    linked = [LinkedName(name, role, True) for name, role in await linked_names(act.session)]
    invited = [LinkedName(name, role, False) for name, role in await invited_names(act.session, act.now)]
    return sorted([*linked, *invited], key=lambda link: (link.name, not link.followed, link.role))
