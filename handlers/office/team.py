"""The room of the team: who is linked, territories, absences, invitations, open sessions, the journal of acts."""

from collections.abc import Sequence

from handlers.absences.acts import days_of
from handlers.office.visit import Answer, SentTo, Shown, Visit
from handlers.roles.ending import end_name
from handlers.roles.inviting import invite
from handlers.roles.names import LinkedName, links_by_name
from handlers.roles.tokens import VALID, link_to
from handlers.talk.permissions import Actor
from handlers.talk.refusal import Refusal
from knowledge.base.team import Member
from storage.absences import absences_to_come
from storage.deeds import latest_deeds
from storage.office import open_sessions
from storage.roles import all_roles

MOST_DEEDS = 200
INVITED, ENDED = "invited", "ended"


async def show_team(visit: Visit) -> Answer:
    """Show who is of the team, linked or not, with their territory and absence, and who has the office open."""
    return await _page(visit)


async def _page(visit: Visit, **more: object) -> Answer:
    links, names = await links_by_name(visit), await _names(visit)
    members = visit.knowledge.team.members
    fields = {
        "members": [(member, _roles_of(links, member.name), _territory(visit, member)) for member in members],
        "others": [link for link in links if visit.knowledge.team.member(link.name) is None],
        "absences": [
            (names.get(one.telegram_id, ""), days_of(one, visit.hours.zone), one.stand_in)
            for one in await absences_to_come(visit.session, visit.now)
        ],
        "sessions": [
            (names.get(one.telegram_id, ""), one) for one in await open_sessions(visit.session, visit.machine_now)
        ],
        "now": visit.now,
        "zone": visit.hours.zone,
        "asked": visit.values,
        "days": VALID.days,
        "link": "",
        "invited": "",
        "why": "",
        "ending": "",
        **more,
    }
    return Shown("equipe.html", fields, 422 if more.get("why") else 200)


def _roles_of(links: Sequence[LinkedName], name: str) -> list[LinkedName]:
    return [link for link in links if link.name == name]


def _territory(visit: Visit, member: Member) -> list[str]:
    return [visit.knowledge.places.department(code).label for code in member.departments]


async def _names(visit: Visit) -> dict[int, str]:
    """Return the name of everybody who holds a role, by Telegram id; that of the team before others."""
    roles = sorted(await all_roles(visit.session), key=lambda role: role.role == Actor.TEAM)
    return {role.telegram_id: role.name for role in roles}


async def invite_somebody(visit: Visit) -> Answer:
    """Make an invitation, and show its link, which is shown this once; or say beside the form why there is none."""
    role, name = visit.values.get("role"), visit.values.get("nom")
    token = await invite(visit, role, " ".join(name.split()), visit.knowledge.team)
    if isinstance(token, Refusal):
        return await _page(visit, why=token.reason)
    visit.note(INVITED, name[:80])
    return await _page(visit, link=link_to(visit.bot_name, token), invited=name, asked={})


async def end_somebody(visit: Visit) -> Answer:
    """Ask whether to end the roles of a name; once that is confirmed, end them."""
    name = visit.values.get("nom")
    if "oui" not in visit.values:
        return await _page(visit, ending=name)
    ended = await end_name(visit, name, visit.guest.telegram_id)
    if isinstance(ended, Refusal):
        return SentTo("/equipe", f"ended_{ended.reason}")
    visit.note(ENDED, name[:80])
    return SentTo("/equipe", "ended")


async def show_journal(visit: Visit) -> Answer:
    """Show what the team did lately to the base and to roles, and through which door."""
    deeds = await latest_deeds(visit.session, MOST_DEEDS)
    fields = {"deeds": deeds, "entries": visit.knowledge.entries, "now": visit.now, "zone": visit.hours.zone}
    return Shown("journal.html", fields)
