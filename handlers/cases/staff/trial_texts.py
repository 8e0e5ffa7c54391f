"""The words of the trial case, which the bot plays with somebody new of staff."""

from handlers.talk.replies import bold, italic, paragraphs, text

LABEL_TRY, LABEL_STOP, LABEL_AGAIN = "Un essai avec le robot", "Arrêter l'essai", "Recommencer l'essai"
LABEL_ANSWER = "Répondre : « Je vous appelle mardi »"
PREPARED = "Bonjour Camille, bonne idée ! Je vous appelle mardi à 10 h."
TO_BEGIN = text("Les demandes arrivent ici, une carte chacune. Un essai, en trois gestes ? Le robot joue la personne.")
_WHO = "Camille Essai, projet en idée\n« Peut-on ouvrir un café dans l'ancienne école du village ? »"
NEW = paragraphs(
    bold("Essai · Nouvelle demande · Guéret (23)"),
    text(_WHO),
    italic("1 sur 3. Touchez « Je prends » : la demande est à vous, la personne l'apprend."),
)
TAKEN = paragraphs(
    bold("Essai · Demande en cours · Guéret (23)"),
    text(_WHO),
    text("✍️ Vous écrivez à Camille."),
    italic("2 sur 3. Écrivez votre réponse, ou touchez la réponse prête."),
)
OVER = paragraphs(
    bold("Essai terminé : prendre, répondre, clore."),
    text("Il n'en reste rien : ni dossier, ni délai. Une vraie demande marche de la même façon."),
)
STOPPED = bold("Essai arrêté. Il n'en reste rien.")


def answered(words: str) -> str:
    """Show the answer given in a trial case, and what the bot says for the person."""
    return paragraphs(
        bold("Essai · Demande avec réponse · Guéret (23)"),
        text(_WHO),
        text(f"Vous : « {words} » ✓\nCamille : « Merci, à mardi ! »"),
        italic("3 sur 3. « ✓ » : c'est remis. Touchez « Clore » : c'est fini."),
    )
