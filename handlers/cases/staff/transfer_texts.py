"""The words that staff read when a case passes from one of them to another."""

from handlers.talk.replies import bold, paragraphs, text

LABEL_WORD = "Ajouter un mot"
ASK_WORD = text("Un mot pour qui le reçoit : pourquoi, ce qui est déjà dit. La personne ne le voit pas. Ou /annuler.")


def given(number: int, person: str, by: str) -> str:
    """Tell a member of staff that a colleague gives them a case."""
    return bold(f"{by} vous transfère le dossier n° {number} ({person}).")


def word(number: int, person: str, by: str, words: str) -> str:
    """Pass on to a member of staff the word of a colleague about a case."""
    return paragraphs(bold(f"{by}, sur le dossier n° {number} ({person}) :"), text(f"« {words} »"))


def passed_on(to: str, number: int, name: str) -> str:
    """Tell a member of staff that their word about a case has gone to a colleague, and is on the card."""
    return text(f"Transmis à {to}, et noté sur le dossier n° {number}, {name}.")
