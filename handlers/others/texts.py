"""What is said to what is no question."""

from handlers.replies import bold, paragraphs, text

NOT_TEXT = paragraphs(
    bold("Je ne lis que les messages écrits."),
    text("Écrivez votre question en quelques mots : je cherche la réponse."),
)
VOICE = paragraphs(
    bold("Je ne peux pas écouter les messages vocaux."),
    text("Pouvez-vous l'écrire en quelques mots ? Une personne de l'équipe peut aussi vous répondre."),
)
FILE = paragraphs(
    bold("Je ne sais pas lire les images ni les fichiers."),
    text("Dites-moi en quelques mots ce que vous cherchez. Pour montrer un document, écrivez à l'équipe."),
)
ONLY_THE_WORDS = text("Je ne peux ni ouvrir ni transmettre ce que vous joignez. Je réponds à ce que vous avez écrit.")
CONTACT = paragraphs(bold("Je ne garde pas de numéro de téléphone."), text("Pour être rappelé, écrivez à l'équipe."))
STICKER = text("Je ne sais pas lire les images, mais je vous réponds volontiers. Quelle est votre question ?")
UNKNOWN_COMMAND = text("Je ne connais pas cette commande. Écrivez votre question avec vos mots, ou /aide.")
IN_PRIVATE = text("Je réponds en privé : ouvrez une conversation avec moi pour poser votre question.")
BY_KIND = {
    "voice": VOICE, "video_note": VOICE, "audio": VOICE, "photo": FILE, "document": FILE, "video": FILE,
    "contact": CONTACT, "sticker": STICKER,
}  # fmt: skip
