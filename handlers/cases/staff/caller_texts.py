"""The words of the form by which staff open a case for somebody who telephoned."""

from handlers.talk.replies import bold, paragraphs, text

WHO = text("Pour qui ? Son nom, son numéro et sa commune : « Mme Roy, 06 12 34 56 78, Guéret ». Ou /annuler.")
WHERE = text("Où est son projet ? Une commune, un code postal ou un département.")
WHICH_PLACE = text("Plusieurs départements sont possibles. Dans lequel est son projet ?")
PLACE_NOT_FOUND = text("Je n'ai pas trouvé ce lieu. Un code postal ou un département suffit.")


def what(name: str, place: str, phone: str) -> str:
    """Ask what a caller wants, under their name, place and number as they were read; a part that is "" is left out."""
    known = " · ".join(filter(None, (name, place, phone)))
    return paragraphs(bold(known), text("Que demande cette personne ? Un message, un vocal ou une photo."))


def opened(number: int, name: str, referent: str) -> str:
    """Tell a member of staff that the case is open for the caller `name`, and that `referent` answers for it."""
    return text(f"Le dossier n° {number} est ouvert pour {name}, chez {referent}.")
