"""Mails to partners without Telegram, in plain text."""

from collections.abc import Sequence

PROGRAMME_SUBJECT = "Les prochains rendez-vous de la Coopérative Tiers-Lieux"
SOME = "Voici les prochains rendez-vous, pour les personnes que vous accompagnez. Ce message peut leur être transmis."
NONE = "Aucun rendez-vous n'est publié pour l'instant. Le prochain programme part au début du mois prochain."


def meeting_line(title: str, when: str, link: str) -> str:
    """Return the lines about one meeting in the mail to a partner, with the link to register."""
    return f"- {title}, {when}\n  S'inscrire : {link}"


def programme_mail(meetings: Sequence[str], own_link: str, contact: str) -> str:
    """Return the body of the mail to a partner; `meetings` come from `meeting_line`, `contact` is an address."""
    opening = SOME if meetings else NONE
    return "\n\n".join(
        (
            "Bonjour,",
            opening,
            *meetings,
            f"Votre lien, le même que le code QR joint, à montrer ou à imprimer :\n{own_link}",
            "Il ouvre notre robot sur Telegram : il répond aux premières questions et il inscrit.\n"
            "L'équipe voit combien de personnes sont venues par vous.",
            f"Pour ne plus recevoir ce programme, écrivez à la Coopérative : {contact}",
            "Aiguilleur, le robot d'accueil de la Coopérative Tiers-Lieux\n",
        )
    )
