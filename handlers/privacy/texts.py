"""What is kept of people, in plain words."""

from handlers.replies import bold, paragraphs, text

NOTICE = paragraphs(
    bold("Ce qui est gardé de vous, et pourquoi."),
    text(
        "Je garde le numéro de votre compte Telegram, pour vous répondre. Le lieu de votre projet, si vous le donnez, "
        "pour trouver votre déléguée. La dernière réponse donnée, pour comprendre la suite. "
        "Je ne garde pas vos questions. Mes réponses envoyées sont effacées après 30 jours."
    ),
    text(
        "Si une panne m'empêche de traiter un message, il est gardé 14 jours au plus, pour réparer. "
        "Seule l'équipe technique le voit."
    ),
    text("La Coopérative Tiers-Lieux est responsable de ces données. Elle ne les vend ni ne les prête."),
    text(
        "Telegram transporte nos messages sans les chiffrer de bout en bout. "
        "N'écrivez rien sur votre santé, vos opinions ou votre religion."
    ),
    text("Vous pouvez tout effacer ici, à tout moment : /supprimer. Vous pouvez aussi saisir la CNIL : cnil.fr."),
)
ASK_ERASE = paragraphs(
    bold("Effacer tout ce que je garde de vous ?"),
    text("Votre lieu, notre conversation et mes messages gardés ici seront effacés. C'est définitif."),
)
ERASED = paragraphs(
    bold("C'est effacé. Je ne garde plus rien de vous."),
    text(
        "Telegram garde de son côté notre conversation : vous pouvez la supprimer dans l'application. "
        "Si vous m'écrivez de nouveau, nous recommençons comme au premier jour."
    ),
)
KEPT = text("Rien n'est effacé.")
