"""Words for people around announcements."""

from handlers.subscriptions.texts import LABELS
from handlers.talk.replies import bold, italic, paragraphs, text

HOW_TO_LEAVE_MEETING = paragraphs(
    bold("Ce message va aux personnes inscrites à cette réunion."),
    text("Pour ne plus en recevoir : « Mes inscriptions ». On s'y désinscrit, ou on arrête seulement les rappels."),
)
HOW_TO_LEAVE_PARTNERS = paragraphs(
    bold("Ce message va aux partenaires de la Coopérative."),
    text("Pour ne plus en recevoir, vous pouvez quitter ce rôle. Rien d'autre ne change."),
)
WITH_PLEASURE = text("Avec plaisir. Une question sur cette annonce ? Écrivez-la en réponse.")
STOP_IF_MEANT = text("Vous ne voulez plus recevoir ces annonces ? Touchez « Ne plus recevoir ». Sinon, rien ne change.")
MORE_THAN_STOP = text("Vous m'avez écrit autre chose aussi. Je peux le transmettre à l'équipe.")
NOBODY_TO_READ = paragraphs(
    bold("Je ne peux pas transmettre votre réponse pour l'instant."), text("Vous pouvez écrire à l'équipe :")
)


def footer(subject: str | None) -> str:
    """Return the last line of an announcement: which subscription brought it, and /stop; "" without a subject."""
    if subject is None:
        return ""
    return italic(f"Vous avez choisi « {LABELS[subject]} ». Pour arrêter : /stop")


# Why each table is kept, and who sees it, for /confidentialite.
KEPT = {
    "deliveries": ("vous envoyer chaque annonce une seule fois", "l'équipe"),
    "announcement_screens": ("montrer l'avancement d'une annonce", "l'équipe"),
    "announcements": ("garder les annonces faites au réseau", "l'équipe"),
}
# Names of columns in an export.
COLUMNS = {
    "announcement_id": "annonce n°",
    "settled_at": "sort connu",
    "replied_at": "réponse reçue",
}
