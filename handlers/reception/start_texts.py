"""The words of the welcome and the help."""

from handlers.talk.replies import bold, paragraphs, text

WELCOME = paragraphs(
    bold("Bonjour. Je réponds aux premières questions sur les tiers-lieux en Nouvelle-Aquitaine."),
    text("Je suis un robot, tenu par la Coopérative Tiers-Lieux. Pour parler à une personne : /contact."),
    text("Écrivez votre question avec vos mots, ou dites-moi où vous êtes : une commune, un code postal, « le 47 »."),
    text("Quelle est votre question ?"),
)
WELCOME_BACK = paragraphs(
    bold("Rebonjour, et merci de revenir."),
    text("Je suis toujours le robot de la Coopérative Tiers-Lieux. Pour parler à une personne : /contact."),
    text("Quelle est votre question ?"),
)
HELP = paragraphs(
    bold("Écrivez votre question avec vos mots : je cherche la réponse de l'équipe."),
    text(
        "Je connais l'aide de la Région (l'AMI), l'aide de l'État aux associations (le FDVA), la formation, "
        "les visios, les contacts. Et les règles courantes d'un lieu, en bref : association, bail, bar, sécurité."
    ),
    text("Dites-moi où est votre projet : je vous donne votre déléguée."),
    text(
        "/visio : dates et inscription aux visios, /mesinscriptions\n"
        "/contact : parler à quelqu'un\n/mesdemandes : suivre vos demandes\n"
        "/abonnements : ce dont je vous préviens, et /stop pour tout arrêter\n"
        "/annuler : laisser tomber la question en cours\n"
        "/confidentialite : ce que je garde sur vous\n/mesdonnees : le recevoir\n/supprimer : l'effacer"
    ),
)
NOTHING_TO_CANCEL = text("Rien n'est en cours. Écrivez votre question quand vous voulez.")
LINK_NOT_KNOWN = text("Je ne reconnais pas ce lien. Il est peut-être ancien.")
# In the menu of commands.
MENU_START = "Commencer"
MENU_HELP = "Ce que je sais faire"
MENU_CANCEL = "Laisser tomber la question en cours"
