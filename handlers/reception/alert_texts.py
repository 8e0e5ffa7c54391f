"""What the team reads where something needs a look."""

from handlers.talk.replies import bold, italic, paragraphs, text


def alert(cause: str) -> str:
    """`cause` is in English, for whoever maintains the bot."""
    return paragraphs(
        bold("Quelque chose demande un coup d'œil."),
        text("Le robot continue. Transmettez cette ligne à la personne qui l'entretient :"),
        italic(cause),
    )
