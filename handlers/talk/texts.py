"""The bot's words that belong to no capability. Each capability keeps its own in its folder."""

from collections.abc import Mapping

from handlers.talk.moments.words import Unread
from handlers.talk.replies import bold, paragraphs, text

# The phases of a project, by the code that is kept.
PHASES: Mapping[str, str] = {"idee": "en idée", "creation": "en création", "ouvert": "lieu ouvert"}
SHORT_DESCRIPTION = "Le robot d'accueil de la Coopérative Tiers-Lieux, en Nouvelle-Aquitaine."
DESCRIPTION = (
    "Je réponds aux premières questions sur les tiers-lieux en Nouvelle-Aquitaine : "
    "aides, formation, visios, contacts.\n"
    "Je suis un robot, tenu par la Coopérative Tiers-Lieux. Écrivez votre question avec vos mots."
)
SOMETHING_FAILED = (
    "Quelque chose s'est mal passé de mon côté. Je garde votre message le temps de réparer.\n"
    "Vous pouvez réessayer, ou écrire /contact."
)
CANCELLED = text("D'accord, je laisse cela. Écrivez votre question quand vous voulez.")
CORRECTED = text("C'est corrigé.")
CORRECTION_UNREAD = text("Je n'ai pas compris votre correction.")
FORM_LOST = text("Je n'ai plus le début de ce que vous aviez commencé. Désolé : reprenons depuis le début.")
OLD_BUTTON = "Ce bouton est ancien. Écrivez votre question, ou /aide."
# Why a date that somebody typed is not taken, in the same words wherever a date is asked for.
UNREAD_DATE: Mapping[Unread, str] = {
    Unread.NOT_UNDERSTOOD: text(
        "Je n'ai pas compris cette date. Écrivez par exemple « demain 9h », « 3 décembre à 14h », « 3/12 14h », ou "
        "pour plusieurs jours « du 8 au 12 décembre ». Ou /annuler."
    ),
    Unread.PAST: text("Cette date est passée. Donnez-en une à venir, ou /annuler."),
    Unread.AMBIGUOUS: text(
        "Cette date peut se lire de plusieurs façons. Écrivez le jour et le mois, par exemple « 3 décembre à 14h »."
    ),
    Unread.NO_DAY: text("Il manque le jour. Écrivez par exemple « demain » ou « 3 décembre »."),
    Unread.NO_HOUR: text("Il manque l'heure. Écrivez le jour et l'heure, par exemple « 3 décembre à 14h »."),
    Unread.NO_SUCH_DAY: text("Cette date n'est pas dans le calendrier. Écrivez-la par exemple « 3 décembre à 14h »."),
    Unread.NO_SUCH_HOUR: text("Cette heure n'existe pas. Écrivez-la par exemple « 14h » ou « 9h30 »."),
    Unread.SKIPPED: text(
        "Cette nuit-là, on passe à l'heure d'été : cette heure n'existe pas. Choisissez-en une autre."
    ),
    Unread.NOT_ONE_DAY: text("J'ai lu plusieurs jours. Écrivez-en un seul, avec l'heure : « 3 décembre à 14h »."),
    Unread.ONLY_DAYS: text("Une absence se compte en jours entiers. Écrivez les jours sans heure : « 8/12 au 12/12 »."),
    Unread.NO_SUCH_RANGE: text("Le dernier jour vient après le premier, un an plus tard au plus : « 8/12 au 12/12 »."),
}
FOR_STAFF_ONLY = text("Ceci est réservé à l'équipe de la Coopérative. Écrivez votre question, ou /aide.")
NOBODY_LINKED = text("Personne de l'équipe ne peut vous lire ici pour l'instant. Je ne promets donc pas de réponse.")
WRITE_TO_WHOM = bold("Voici à qui écrire dans l'équipe :")
TOO_FAST = text("Vous allez plus vite que moi. Je lis de nouveau vos messages dans une minute.")
TOO_MANY_FORMS = text(
    "Vous avez commencé beaucoup de choses en peu de temps. Laissez-moi souffler : vous pourrez continuer dans une "
    "heure. Pour une question, écrivez-la."
)
TOO_MANY_LINKS = text("Vous avez essayé plusieurs liens qui ne marchent pas. Vous pouvez réessayer dans une heure.")


def too_fast(refused: int, most: int) -> str:
    """Write that the person is too fast, and how many messages were neither read nor passed on, to be sent again.

    `refused` may be 0, and is counted up to `most`.
    """
    if not refused:
        return TOO_FAST
    much = f"Plus de {most}" if refused > most else str(refused)
    are = (
        "message n'a été ni lu ni transmis : renvoyez-le."
        if refused == 1
        else "messages n'ont été ni lus ni transmis : renvoyez-les."
    )
    return paragraphs(TOO_FAST, text(f"{much} {are}"))
