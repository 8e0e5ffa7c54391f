"""The words about an answer of the base that was corrected after it was passed on."""

from handlers.talk.replies import bold, paragraphs, text

LABEL_SEND = "Envoyer la réponse corrigée"


def corrected(title: str, name: str, number: int, day: str) -> str:
    """Tell a case's owner that an answer which `name` got was corrected since; `title` is "" where it is gone."""
    which = f"La réponse « {title} »" if title else "Une réponse du catalogue"
    now = "a été corrigée depuis" if title else "n'est plus au catalogue"
    return paragraphs(
        bold(f"{which}, envoyée à {name} {day}, {now}."), text(f"Dossier n° {number}. La personne a l'ancienne.")
    )
