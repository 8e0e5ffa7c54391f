"""What the team reads when something needs a look."""

from typing import Any

from handlers.replies import Reply, as_params, bold, italic, paragraphs, text


def alert_for_team(cause: str) -> dict[str, Any]:
    """The arguments of the message; `cause` is in English, for whoever maintains the bot."""
    html = paragraphs(
        bold("Quelque chose demande un coup d'œil."),
        text("Le robot continue. Transmettez cette ligne à la personne qui l'entretient :"),
        italic(cause),
    )
    return as_params(Reply(html))
