"""The words of a receipt, which tells an author what became of their message."""

from handlers.talk.replies import bold, paragraphs, text


def on_its_way(whom: str) -> str:
    """Tell an author that their message is on its way to `whom`."""
    return text(f"⏳ En route vers {whom}…")


CORRECTED_TOO = "Si vous le modifiez, la correction suit."


def arrived(whom: str, at: str, *, in_words: bool) -> str:
    """Tell an author that their message reached `whom`, and at what hour; if `in_words`, that an edit corrects it."""
    return "\n".join(filter(None, (text(f"✓ Remis à {whom} à {at}."), text(CORRECTED_TOO) if in_words else "")))


def partly_arrived(whom: str, lost: int, sent: int) -> str:
    """Tell an author that `lost` of the `sent` pictures of their album did not reach `whom`."""
    are = "n'est pas remis" if lost == 1 else "ne sont pas remis"
    return paragraphs(
        bold(f"✗ {lost} sur {sent} {are} à {whom}."),
        text("Telegram n'a pas pu. Le reste est arrivé. Vous pouvez renvoyer ce qui manque."),
    )


def not_arrived(whom: str, is_blocked: bool) -> str:
    """Tell an author that their message did not reach `whom`, who blocked the bot, or else whom Telegram refused."""
    why = "cette personne a bloqué le robot" if is_blocked else "Telegram l'a refusé"
    return bold(f"✗ Pas remis à {whom} : {why}.")
