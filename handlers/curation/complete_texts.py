"""The bot's words for /completer: what it asks the team, and what it does with the answer."""

from handlers.talk.replies import bold, italic, paragraphs, text

MENU_COMPLETE = "Répondre à ce que je ne sais pas"
LABEL_LATER, LABEL_UNKNOWN, LABEL_STOP = "Plus tard", "Je ne sais pas", "Arrêter"
NOTHING_SAID_TODAY = "Aujourd'hui, je n'en dis rien."
NOT_SHOWN_ANY_MORE = "Ce bouton est ancien. Pour reprendre : /completer."
LEFT = paragraphs(bold("D'accord, j'arrête là."), text("Ce qui est publié reste. Pour reprendre : /completer."))


def asked(place: int, total: int, question: str, why: str, today: str) -> str:
    """Ask the team for a fact, `place` of `total`; `today` is the sentence that people read now, "" for none."""
    return paragraphs(
        text(f"{place} sur {total}"),
        bold(question),
        text(why),
        paragraphs(text("Aujourd'hui, les gens lisent :"), italic(today)) if today else text(NOTHING_SAID_TODAY),
        text("Écrivez la réponse en quelques mots."),
    )


def shown(sentence: str, example: str, approval_ends: bool) -> str:
    """Show the sentence that an answer makes, and a question to which it will be the answer."""
    return paragraphs(
        bold("Voici la phrase. Rien n'est encore publié."),
        text(sentence),
        text(f"Elle répondra par exemple à « {example} », avec votre nom et la date."),
        text("La fiche sera à approuver de nouveau.") if approval_ends else "",
    )


def published(by: str, day: str) -> str:
    """Say that the sentence is in service, signed by a member and dated."""
    return bold(f"C'est en service, signé {by}, {day}.")


def over(answered: int, left: int) -> str:
    """Say that all was asked: how many facts the team has told in all, and how many are still missing."""
    told = "1 réponse donnée" if answered == 1 else f"{answered} réponses données"
    missing = "il n'en manque plus" if not left else "il en manque 1" if left == 1 else f"il en manque {left}"
    return paragraphs(bold("C'est tout pour l'instant. Merci."), text(f"{told} par l'équipe, {missing}."))
