"""The words about messages that their author takes back."""

from handlers.talk.replies import bold, paragraphs, text

ALREADY = "C'est déjà retiré."
ON_CARD = "message retiré"


def under_way(whom: str) -> str:
    """Write in the receipt of a message taken back that it is being removed from the chat of `whom`."""
    return text(f"⏳ Je retire ce message chez {whom}…")


def removed(whom: str, at: str, *, has_written_since: bool) -> str:
    """Write in the receipt of a message that it was removed from the chat of `whom`, at what hour, and who may know it.

    With `has_written_since` the other side wrote after it, so that they have probably read it.
    """
    read = "Il a sans doute été lu : une réponse est venue depuis." if has_written_since else "Il a pu être lu avant."
    return text(f"Retiré à {at} : {whom} ne l'a plus ici.\n{read}")


def not_removed(whom: str, is_blocked: bool) -> str:
    """Write in the receipt of a message that it could not be removed from the chat of `whom`, and why."""
    why = "cette personne a bloqué le robot" if is_blocked else "Telegram l'a refusé"
    return paragraphs(bold(f"✗ Pas retiré chez {whom} : {why}."), text("Ce message reste dans sa conversation."))


def too_old(whom: str) -> str:
    """Tell an author that their message is too old to be removed from the chat of `whom`."""
    return paragraphs(
        bold("Ce message reste où il est."),
        text(f"Il a plus de deux jours : Telegram ne me laisse plus le retirer chez {whom}. Écrivez ce qui change."),
    )


def told(speaks: str, promise: str) -> str:
    """Tell the reader of a message that it was taken back; `speaks` is the line that says who wrote it.

    `promise` is by when an answer is promised to the person, where the message was the answer; "" elsewhere.
    """
    awaited = f"Réponse attendue d'ici {promise}." if promise else ""
    return "\n".join(filter(None, (bold(speaks), text("Message retiré : il n'est plus ici."), text(awaited))))


def correction_refused() -> str:
    """Tell an author that the message that they corrected was taken back, so that the correction did not leave."""
    return paragraphs(
        bold("Votre correction n'est pas partie."), text("Ce message est retiré. Écrivez-en un autre, il partira.")
    )
