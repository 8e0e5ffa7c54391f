"""How a human is offered while the robot passes nothing on: the public contact, and that said openly."""

from handlers.replies import Reply, bold, link, paragraphs, text
from knowledge.team import Team

PASSES_NOTHING_ON = text("Pour l'instant, je ne transmets rien moi-même : votre message ici ne part pas à l'équipe.")


def public_contact(team: Team) -> str:
    contact = team.public_contact
    who = f"{bold(contact.name)}, {text(contact.title)}" if contact.title else bold(contact.name)
    ways = []
    if contact.email:
        ways.append(link(contact.email, f"mailto:{contact.email}"))
    if contact.url:
        ways.append(text(contact.url))
    return "\n".join((who, *ways))


def talk_to_somebody(team: Team) -> Reply:
    return Reply(
        paragraphs(
            bold("Je ne peux pas encore transmettre votre message. Écrivez à une personne de l'équipe :"),
            public_contact(team),
            PASSES_NOTHING_ON,
        )
    )
