"""Words about subscriptions."""

from collections.abc import Mapping

from handlers.talk.replies import bold, paragraphs, text

LABELS: Mapping[str, str] = {
    "visios": "Les visios",
    "financements": "Aides et appels à projets",
    "formation": "La formation",
    "reseau": "La vie du réseau",
}
ABOUT: Mapping[str, str] = {
    "visios": "quand une nouvelle visio est annoncée",
    "financements": "quand une aide ou un appel à projets ouvre",
    "formation": "quand une formation ouvre",
    "reseau": "des nouvelles du réseau des tiers-lieux",
}
_TERMS = "Une annonce de temps en temps, jamais la nuit. Vous arrêtez quand vous voulez : /stop."
SUBSCRIPTIONS = paragraphs(
    bold("Ce dont je peux vous prévenir."),
    text(f"Touchez un sujet pour le changer. {_TERMS}"),
    text("Je garde vos choix et leur date. En savoir plus : /confidentialite"),
)
ALL_STOPPED = paragraphs(
    bold("C'est arrêté. Je ne vous envoie plus d'annonces."),
    text("Vous pouvez toujours poser vos questions. Pour choisir de nouveau : /abonnements."),
)
NOTHING_TO_STOP = paragraphs(
    bold("Vous ne recevez aucune annonce."),
    text("Je ne vous écris donc que pour vous répondre. Pour choisir des sujets : /abonnements."),
)
HOW_TO_STOP = paragraphs(
    bold("Vous ne voulez plus recevoir d'annonces ?"),
    text("« Tout arrêter » les arrête aussitôt. Vous pouvez aussi garder certains sujets."),
    text("Les rappels d'un rendez-vous s'arrêtent dans /mesinscriptions."),
)
NOT_OFFERED_AGAIN = text("D'accord. Si vous changez d'avis : /abonnements.")
NOTED = "C'est noté."
SUBJECT_UNKNOWN = text("Ce sujet n'existe plus. Voici ceux d'aujourd'hui : /abonnements.")


def offer(subject: str) -> str:
    """Write the question whether the person wants to be told news of a subject."""
    return paragraphs(text(f"Voulez-vous que je vous prévienne {ABOUT[subject]} ?"), text(_TERMS))


def subscribed(subject: str) -> str:
    """Confirm that the person is subscribed to news of a subject."""
    return paragraphs(
        f"<b>C'est noté : {text(LABELS[subject])}.</b>",
        text(f"Je vous préviens {ABOUT[subject]}. Pour arrêter : /stop, ou /abonnements pour choisir."),
    )


def unsubscribed(subject: str) -> str:
    """Confirm that the person is not subscribed to news of a subject any more."""
    return paragraphs(
        f"<b>C'est fait. Vous ne recevez plus : {text(LABELS[subject])}.</b>",
        text("Pour voir vos autres sujets : /abonnements."),
    )


# Descriptions in the menu of commands.
MENU_SUBSCRIPTIONS = "Choisir mes annonces"
MENU_STOP = "Ne plus recevoir d'annonces"

# Why each table is kept, and who sees it, for /confidentialite.
KEPT = {
    "subscriptions": ("vous prévenir de ce que vous avez choisi", "l'équipe"),
}
# Names of columns in an export.
COLUMNS = {
    "ended_at": "fini",
}
