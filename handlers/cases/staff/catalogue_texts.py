"""The words that staff read when they pass on an answer of the base."""

from handlers.talk.replies import bold, paragraphs, text

LABEL_SEARCH = "Chercher une autre réponse"
ASK_WORDS = text("Quelle réponse cherchez-vous ? Écrivez quelques mots, ou la question. Ou /annuler.")
NOT_FOUND = text("Je n'ai pas trouvé de réponse avec ces mots. Essayez-en d'autres, ou /annuler.")
ENTRY_GONE = "Cette réponse n'existe plus."


def choose(name: str, *, is_found: bool) -> str:
    """Ask staff which answer to pass on to `name`; a tap sends it at once."""
    if not is_found:
        return paragraphs(
            bold(f"Aucune réponse du catalogue ne ressemble à ce que {name} écrit."), text("Cherchez avec vos mots.")
        )
    return paragraphs(
        bold(f"Quelle réponse pour {name} ?"),
        text("Elle part dès que vous touchez, mot pour mot, avec sa source. « Retirer », dessous, la reprend."),
    )


def sent(name: str) -> str:
    """Write above an answer that it is being passed on to `name`."""
    return bold(f"Réponse du catalogue pour {name} :")
