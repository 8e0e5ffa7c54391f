"""The public contact, which is offered where nobody of the team is linked; no answer is promised."""

from handlers.talk.replies import Reply, bold, link, paragraphs, text
from handlers.talk.texts import NOBODY_LINKED, WRITE_TO_WHOM
from knowledge.base.team import Team


def public_contact(team: Team) -> str:
    """Write whom to contact outside the bot, as HTML: a name, and the title, mail and web address where given."""
    contact = team.public_contact
    who = f"{bold(contact.name)}, {text(contact.title)}" if contact.title else bold(contact.name)
    ways = []
    if contact.email:
        ways.append(link(contact.email, f"mailto:{contact.email}"))
    if contact.url:
        ways.append(text(contact.url))
    return "\n".join((who, *ways))


def talk_to_somebody(team: Team) -> Reply:
    """Make the reply to somebody who wants a human while no staff are linked: whom to write to, no answer promised."""
    return Reply(
        paragraphs(
            WRITE_TO_WHOM,
            public_contact(team),
            NOBODY_LINKED,
        )
    )
