"""What the bot says of itself, whatever the capability. Each capability keeps its own words beside its code."""

from handlers.talk.replies import text

NAME = "Aiguilleur"
SHORT_DESCRIPTION = "Le robot d'accueil de la Coopérative Tiers-Lieux, en Nouvelle-Aquitaine."
DESCRIPTION = (
    "Je réponds aux premières questions sur les tiers-lieux en Nouvelle-Aquitaine : "
    "aides, formation, visios, contacts.\n"
    "Je suis un robot, tenu par la Coopérative Tiers-Lieux. Écrivez votre question avec vos mots."
)
BOT_COMMANDS = (
    ("start", "Commencer"),
    ("aide", "Ce que je sais faire"),
    ("contact", "Parler à quelqu'un"),
    ("mesdemandes", "Suivre vos demandes à l'équipe"),
    ("annuler", "Laisser tomber la question en cours"),
    ("visio", "Dates et inscription aux visios"),
    ("mesinscriptions", "Voir ou annuler mes inscriptions"),
    ("abonnements", "Choisir ce dont je vous préviens"),
    ("stop", "Ne plus recevoir d'annonces"),
    ("confidentialite", "Ce qui est gardé de vous"),
    ("mesdonnees", "Recevoir ce qui est gardé de vous"),
    ("supprimer", "Effacer ce qui est gardé de vous"),
)
# Command, words, and the action that somebody must be allowed.
STAFF_COMMANDS = (
    ("reunions", "Publier, déplacer, annuler les réunions", "manage_meetings"),
    ("annonce", "Écrire une annonce, suivre celles qui partent", "announce"),
    ("dossiers", "Les dossiers en cours", "list_cases"),
    ("absence", "Dire quand vous êtes en congé", "say_absence"),
    ("base", "Lire, approuver et corriger les réponses", "curate"),
    ("questions", "Les questions sans bonne réponse", "curate"),
    ("inviter", "Inviter quelqu'un de l'équipe ou un partenaire", "invite"),
)
SOMETHING_FAILED = (
    "Quelque chose s'est mal passé de mon côté. Votre message est mis de côté, pour réparer.\n"
    "Vous pouvez réessayer, ou écrire /contact."
)
CANCELLED = text("D'accord, je laisse cela. Écrivez votre question quand vous voulez.")
OLD_BUTTON = "Ce bouton est ancien. Écrivez votre question, ou /aide."
