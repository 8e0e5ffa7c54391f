"""The words to what is no question."""

from handlers.talk.replies import bold, paragraphs, text

NOT_TEXT = paragraphs(
    bold("Je ne lis que les messages écrits."),
    text("Écrivez votre question en quelques mots : je cherche la réponse."),
)
VOICE = paragraphs(
    bold("Je ne peux pas écouter les messages vocaux."),
    text("Pouvez-vous écrire votre question ? « Parler à quelqu'un » peut aussi transmettre votre message tel quel."),
)
FILE = paragraphs(
    bold("Je ne sais lire ni les images ni les fichiers."),
    text("Dites-moi ce que vous cherchez. « Parler à quelqu'un » peut aussi transmettre votre message tel quel."),
)
ONLY_THE_WORDS = text("Je ne sais pas ouvrir ce que vous joignez. Je réponds à ce que vous avez écrit.")
CONTACT = paragraphs(
    bold("Je n'ai pas gardé ce numéro."),
    text("« Parler à quelqu'un » le transmet à l'équipe, avec votre message."),
)
STICKER = text("Je ne sais pas lire les images, mais je vous réponds volontiers. Quelle est votre question ?")
UNKNOWN_COMMAND = text("Je ne connais pas cette commande. Écrivez votre question avec vos mots, ou /aide.")


def did_you_mean(command: str) -> str:
    """Write the question whether the person meant this command, to be tapped."""
    return text(f"Vouliez-vous dire /{command} ? Touchez-le. Sinon, écrivez votre question avec vos mots.")


IN_PRIVATE = text("Je réponds en privé : ouvrez une conversation avec moi pour poser votre question.")
BY_KIND = {
    "voice": VOICE,
    "video_note": VOICE,
    "audio": VOICE,
    "photo": FILE,
    "document": FILE,
    "video": FILE,
    "contact": CONTACT,
    "sticker": STICKER,
}
LABEL_IN_PRIVATE = "Écrire en privé"
