"""The words of the mail to staff who are not on Telegram, which never has the message itself."""

SUBJECT = "Une demande attend une réponse"
NO_PLACE = "lieu non précisé"


def body(where: str, promise: str, link: str, days: int) -> str:
    """Write the mail that tells a member of staff of a case; `link` opens the bot and is valid for `days` days."""
    return (
        f"Bonjour,\n\nUne demande vous attend ({where}). Une réponse est annoncée pour : {promise}.\n\n"
        f"Pour la lire et y répondre, ouvrez ce lien dans Telegram :\n{link}\n"
        f"Il marche une seule fois, pendant {days} jours, et pour vous seulement.\n\n"
        "D'ici là, la personne qui vous remplace la suit.\n\nAiguilleur, le robot d'accueil de la Coopérative\n"
    )
