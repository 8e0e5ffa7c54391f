"""What is said to what is no question."""

from handlers.replies import bold, paragraphs, text

NOT_TEXT = paragraphs(
    bold("Je ne lis que les messages écrits."),
    text("Écrivez votre question en quelques mots : je cherche la réponse."),
)
UNKNOWN_COMMAND = text("Je ne connais pas cette commande. Écrivez votre question avec vos mots, ou /aide.")
IN_PRIVATE = text("Je réponds en privé : ouvrez une conversation avec moi pour poser votre question.")
