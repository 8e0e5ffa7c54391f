"""The words of notes on a case."""

from handlers.talk.replies import text

ASK_NOTE = text(
    "Écrivez la note. Vous et l'équipe la lisez ; la personne ne la voit pas, mais a le droit de la "
    "demander. Ou /annuler."
)
NOTE_IS_TEXT = text("Une note s'écrit en mots. Ou /annuler.")


def noted(number: int, name: str) -> str:
    """Tell a member of staff on whose case their note is, since they may have thought of another."""
    return text(f"C'est noté sur le dossier n° {number}, {name}.")
