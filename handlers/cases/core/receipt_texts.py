"""The words of a receipt, which tells an author what became of their message."""

from handlers.talk.replies import bold, paragraphs, text


def on_its_way(whom: str) -> str:
    return text(f"⏳ En route vers {whom}…")


def arrived(whom: str, at: str) -> str:
    return text(f"✓ Remis à {whom} à {at}.")


def partly_arrived(whom: str, lost: int, sent: int) -> str:
    are = "n'est pas remis" if lost == 1 else "ne sont pas remis"
    return paragraphs(
        bold(f"✗ {lost} sur {sent} {are} à {whom}."),
        text("Telegram n'a pas pu. Le reste est arrivé. Vous pouvez renvoyer ce qui manque."),
    )


def not_arrived(whom: str, is_blocked: bool) -> str:
    why = "le robot y est bloqué" if is_blocked else "Telegram l'a refusé"
    return bold(f"✗ Pas remis à {whom} : {why}.")
