"""The words about roles: invitations, links, the end of a role."""

from collections.abc import Sequence

from handlers.roles.linking import NotLinked
from handlers.roles.names import LinkedName
from handlers.talk.refusal import Refusal
from handlers.talk.replies import bold, paragraphs, text
from handlers.talk.texts import TOO_MANY_LINKS
from storage.roles import Role

WORDS = {"delegate": "déléguée ou délégué", "team": "équipe", "partner": "partenaire"}
USED = paragraphs(
    bold("Ce lien a déjà servi."), text("Il ne marche qu'une fois. L'équipe peut vous en donner un autre.")
)
EXPIRED = paragraphs(
    bold("Ce lien est trop ancien."), text("Il valait 7 jours. L'équipe peut vous en donner un autre.")
)
UNKNOWN = paragraphs(
    bold("Je ne reconnais pas ce lien."), text("Vérifiez qu'il est entier, ou demandez-en un autre à l'équipe.")
)
_NOT_LINKED = {
    NotLinked.TOO_MANY: TOO_MANY_LINKS,
    NotLinked.UNKNOWN: UNKNOWN,
    NotLinked.USED: USED,
    NotLinked.EXPIRED: EXPIRED,
}
NO_MORE = text("Vous n'avez plus de rôle ici. Vous pouvez toujours poser vos questions.")
WITHDRAWN = paragraphs(
    bold("Votre rôle auprès du robot est terminé."), text("Vous pouvez toujours poser vos questions.")
)
YOU_ARE_THE_LAST = text(
    "Vous êtes la dernière personne de l'équipe reliée : plus personne ne recevra les alertes. "
    "Un nouveau lien se fera alors depuis la machine."
)
LEAVE_KEPT = text("Rien ne change.")
WHICH_ROLE = paragraphs(bold("Inviter quelqu'un."), text("À quel titre ?"))
WHICH_MEMBER = text("Qui invitez-vous ?")
WHICH_PARTNER = text("Comment s'appelle ce partenaire ? Écrivez son nom, ou /annuler.")
NAME_TOO_LONG = text("Ce nom est trop long. Écrivez-le en 80 caractères au plus, ou /annuler.")


WITHDRAW_WHOM = text("À qui retirer son rôle ?")
NOBODY_TO_WITHDRAW = text("Personne n'est relié ni invité pour l'instant.")
ALREADY_WITHDRAWN = text("C'est déjà fait : ce rôle est terminé.")
SHOWN = 20  # names in one message


def links(names: Sequence[LinkedName]) -> str:
    """List who is linked to a role and who is only invited, one line each, at most 20; "" where `names` is empty."""
    lines = [f"• {text(link.name)} ({WORDS[link.role]}){'' if link.followed else ', lien envoyé'}" for link in names]
    more = [f"… et {len(names) - SHOWN} de plus."] if len(names) > SHOWN else []
    return "\n".join((text("Aujourd'hui :"), *lines[:SHOWN], *more)) if names else ""


def ask_withdraw(name: str, names: Sequence[LinkedName]) -> str:
    """Write the question whether to end the roles of `name`, or to cancel its link where nobody has followed it."""
    if not any(link.followed for link in names):
        return paragraphs(
            f"<b>Annuler le lien de {text(name)} ?</b>", text("Personne ne l'a encore utilisé. Il ne marchera plus.")
        )
    roles = ", ".join(WORDS[link.role] if link.followed else f"{WORDS[link.role]}, lien envoyé" for link in names)
    return paragraphs(
        f"<b>Retirer le rôle de {text(name)} ({roles}) ?</b>",
        text("Il s'arrête tout de suite, et cette personne est prévenue. Ses liens ne marchent plus."),
    )


def withdrawn(name: str, *, had_role: bool) -> str:
    """Confirm that the roles of `name` have ended; without any, that its invitation does not work any more."""
    return text(f"C'est fait : {name} n'a plus de rôle ici." if had_role else "C'est fait : ce lien ne marche plus.")


def last_of_team(name: str) -> str:
    """Write that the role of `name` cannot be ended, because nobody else of the team is linked."""
    return paragraphs(
        f"<b>{text(name)} est la dernière personne de l'équipe reliée.</b>",
        text("Sans elle, plus personne ne recevrait les alertes. Invitez d'abord quelqu'un d'autre de l'équipe."),
    )


def linked(role: str, name: str, title: str = "") -> str:
    """Confirm to a person the role and name that they now have; `title`, in the right gender, is in the team file."""
    return paragraphs(
        f"<b>C'est fait : vous êtes {text(name)}, {text(title) or WORDS[role]}.</b>",
        text("Je vous écris ici ce qui vous concerne. Ce rôle s'arrête quand vous voulez."),
    )


def not_linked(refusal: Refusal[NotLinked]) -> str:
    """Tell a person who opened an invitation why it gives them no role."""
    if refusal.reason in (NotLinked.HELD, NotLinked.HELD_AND_USED):
        return already(refusal.about, refusal.reason is NotLinked.HELD_AND_USED)
    return _NOT_LINKED[refusal.reason]


def already(name: str, is_used: bool) -> str:
    """Tell a person who opened an invitation that they have its role already, and whether others may still use it."""
    link = "Ce lien a déjà servi." if is_used else "Ce lien reste valable pour une autre personne."
    return text(f"Vous êtes déjà {name} ici. {link}")


def invitation(name: str, role: str, link: str, days: int, title: str = "") -> str:
    """Write the message with the link that gives `name` their role once, within `days` days."""
    return paragraphs(
        f"<b>Voici le lien de {text(name)} ({text(title) or WORDS[role]}).</b>",
        text(f"Il marche une seule fois, pendant {days} jours. Envoyez-le à cette personne seulement."),
        text(link),
    )


def own_roles(roles: Sequence[Role]) -> str:
    """Write the line that names a person's own roles."""
    named = ", ".join(f"{role.name} ({WORDS[role.role]})" for role in roles)
    return text(f"Votre rôle ici : {named}.")


def ask_leave(roles: Sequence[Role], last_of_team: bool) -> str:
    """Write the question whether to leave one's own roles, with a warning to the last member of the team."""
    return paragraphs(bold("Quitter votre rôle ?"), own_roles(roles), YOU_ARE_THE_LAST if last_of_team else "")


# In the menu of commands.
MENU_INVITE = "Inviter quelqu'un de l'équipe ou un partenaire"

# Why each table is kept, and who sees it.
KEPT = {
    "roles": ("savoir qui fait partie de l'équipe", "l'équipe"),
    "invitations": ("relier une personne à son rôle", "l'équipe"),
    "ended_roles": ("ne pas rendre un rôle retiré avec une ancienne sauvegarde", "personne"),
}
# The names of columns in an export.
COLUMNS = {
    "used_by": "numéro de compte Telegram",
    "linked_at": "relié",
    "expires_at": "lien valable jusqu'au",
    "used_at": "lien utilisé",
}
