"""The words about how a case ended, that staff read."""

from handlers.talk.replies import bold, paragraphs, text

OPEN_AGAIN = "Ce dossier est de nouveau ouvert."
LABEL_CHANGE, LABEL_TO_WHOM = "Changer", "Noter vers qui"


def ask_outcome(number: int, name: str) -> str:
    """Tell a member of staff that they closed the case of `name`, and ask how it ended."""
    return paragraphs(
        bold(f"Dossier n° {number} clos ({name})."),
        text("Comment s'est-il terminé ? Touchez une réponse, si vous voulez."),
    )


def outcome(number: int, label: str) -> str:
    """Confirm to a member of staff how the case ended that they closed."""
    return text(f"Dossier n° {number} clos. Noté : {label[:1].lower()}{label[1:]}.")
