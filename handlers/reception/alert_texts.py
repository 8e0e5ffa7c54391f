"""The words of an alert to the team."""

from handlers.talk.replies import bold, italic, paragraphs, text


def alert(cause: str) -> str:
    """Write an alert to the team as HTML; `cause` is one line in English for whoever maintains the bot."""
    return paragraphs(
        bold("Quelque chose demande un coup d'œil."),
        text("Le robot continue. Transmettez cette ligne à la personne qui l'entretient :"),
        italic(cause),
    )
