"""The words about cases that staff read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers.cases.core.rules import Gone, Why
from handlers.talk.dates import counted
from handlers.talk.replies import bold, paragraphs, text

NOT_YOURS = "Ce dossier n'est pas chez vous."
NO_MORE = "Ce dossier n'est plus chez vous."
GONE = "Ce dossier n'existe plus : la personne a effacé ses données, ou il est trop ancien."
NOBODY_ELSE = "Il n'y a personne d'autre."
WHICH_CASE = text("Pour qui est ce message ? Rien n'est encore parti.")
NOTHING_LEFT = "Rien n'est encore parti."
STILL_WAITS = "Ce message attend toujours votre choix. Rien n'est encore parti."
NOT_SENT = text(
    "Ce message n'est pas parti : le dossier auquel il pouvait aller n'existe plus, ou n'est plus chez vous. "
    "Pour l'envoyer à quelqu'un d'autre, touchez « Une autre… »."
)
TO_ROBOT = text("D'accord : pendant 30 minutes, ce que vous écrivez est une question pour moi, le robot.")
ORIGINAL_GONE = text("Ce message n'est plus sur Telegram : la personne l'a effacé. Le dossier en garde le début.")
LATER_WHEN = text("Quand vous rappeler ce dossier ?")
TRANSFER_TO = text("À qui le transférer ?")
NOT_LINKED = "Cette personne n'est pas reliée au robot, ou elle est absente. Choisissez-en une autre."


def refused(why: Why, owner: str, at: str) -> str:
    """Tell staff why the button that they pressed does nothing, in at most 200 characters, as a notice must be.

    `owner` has the case, since the hour `at`.
    """
    return {
        Why.TAKEN: f"Déjà pris par {owner} à {at}.",
        Why.OWN: "Il est déjà à vous.",
        Why.CLOSED: "Ce dossier est clos. « Rouvrir » le rend de nouveau possible.",
        Why.NOT_NOW: "Ce n'est pas possible maintenant : voyez la carte à jour.",
        Why.TOO_LATE: "Clos depuis plus de 30 jours : il ne se rouvre plus.",
    }[why]


def reply_refused(why: Why, number: int, owner: str) -> str:
    """Tell a member of staff why their reply to a person was not sent: the case is closed, or a colleague has it."""
    if why is Why.CLOSED:
        reason = f"Le dossier n° {number} est clos."
    else:
        reason = f"Le dossier n° {number} est maintenant chez {owner}."
    return paragraphs(bold("Votre message n'est pas parti."), text(reason))


@dataclass(frozen=True)
class NamedCase:
    """A case as the question « Pour qui ? » names it: the other person's name, the town, the first words written.

    `is_own` tells that who is asked wrote them, in a demand of theirs.
    """

    number: int
    name: str
    town: str
    words: str
    is_cut: bool = False
    is_own: bool = False


def for_whom(cases: Sequence[NamedCase], *, again: bool = False) -> str:
    """Ask an author for which of these cases their message is; the case number is added where names are alike.

    With `again` they were asked before, and have not answered.
    """
    named = Counter(case.name for case in cases)
    parts = [_named(case, with_number=named[case.name] > 1 or not case.town) for case in cases]
    whom = " ou ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
    lines = [_quoted(case) for case in cases if case.words]
    return paragraphs(bold(f"Pour {whom} ?"), "\n".join(lines), text(STILL_WAITS if again else NOTHING_LEFT))


def _quoted(case: NamedCase) -> str:
    whose = "Votre demande" if case.is_own else f"{case.name},"
    return text(f"{whose} n° {case.number} : « {case.words}{'…' if case.is_cut else ''} »")


def _named(case: NamedCase, *, with_number: bool) -> str:
    apart = ", ".join(filter(None, (case.town, f"n° {case.number}" if with_number else "")))
    return f"{case.name} ({apart})" if apart else case.name


def correction_refused(number: int) -> str:
    """Tell a member of staff that the message they edited stays as it was for its reader, as the case is closed."""
    return paragraphs(
        bold("Votre correction n'est pas partie."),
        text(f"Le dossier n° {number} est clos. Rouvrez-le, puis écrivez ce qui change."),
    )


NOBODY_WRITTEN_TO = text("D'accord, vous n'écrivez plus à personne. Rien ne partira sans que je demande pour qui.")
SWITCH_WAS_OFF = "L'échange était déjà terminé. Rien ne partira sans que je demande pour qui."


def switch_over(name: str, why: str = "") -> str:
    """Tell a member of staff that what they type no longer goes to `name`; `why` is by default their silence."""
    return text(
        f"{why or 'Après 30 minutes de silence'}, vous n'écrivez plus à {name}. "
        "Rien ne partira sans que je demande pour qui."
    )


def you_write_to(name: str, number: int) -> str:
    return paragraphs(
        f"<b>✍️ Vous écrivez à {text(name)}</b> (n° {number}).",
        text("Tout ce que vous envoyez lui parvient, tel quel. Après 30 minutes de silence, je m'arrête."),
    )


def no_telegram(name: str, number: int) -> str:
    """Tell a member of staff that the person of the case telephoned and cannot be written to here."""
    return text(f"{name} n'est pas sur Telegram ici (n° {number}) : rappelez, puis touchez « Clore ».")


def reminder(number: int, name: str, promise: str) -> str:
    """Remind a member of staff that a case waits for their answer, promised by `promise`."""
    return paragraphs(
        bold(f"Rappel : le dossier n° {number} attend une réponse."), text(f"{name} · réponse attendue {promise}")
    )


def ask_close(name: str) -> str:
    """Ask a member of staff whether to close a case in which nobody has answered the person."""
    return bold(f"Personne n'a répondu à {name} : clore quand même ?")


def still_needed(number: int, name: str) -> str:
    """Tell the owner of a case that its person, asked after a long silence, still needs an answer."""
    return paragraphs(
        bold(f"{name} a encore besoin d'une réponse."),
        text(f"Dossier n° {number}, deux semaines après votre dernier message."),
    )


def call_back(number: int, name: str) -> str:
    """Tell staff that the person of a case asks to be called back; the number stands on the card below."""
    return bold(f"☎️ {name} demande un rappel (n° {number}).")


def no_call_back(number: int, name: str) -> str:
    """Tell staff that the person of a case no longer asks to be called back."""
    return text(f"{name} ne demande plus de rappel (n° {number}).")


def escalated(number: int, owner: str, *, is_told: bool) -> str:
    """Tell the team that a case of `owner` was not answered by the promised time, and whether its person is told."""
    told = " La personne en est prévenue." if is_told else " La personne a téléphoné : elle ne le sait pas."
    return paragraphs(
        bold(f"Le dossier n° {number} a dépassé son délai."), text(f"Chez {owner}, sans réponse remise.{told}")
    )


def not_arrived(number: int, name: str, is_blocked: bool) -> str:
    """Tell a member of staff that their reply did not reach the person `name`, and why."""
    why = f"{name} a bloqué le robot" if is_blocked else "Telegram l'a refusé"
    return paragraphs(
        bold(f"✗ Votre réponse au dossier n° {number} n'est pas arrivée : {why}."),
        text("Elle ne compte pas comme une réponse. Le dossier reste ouvert."),
    )


def file_lost(number: int, name: str) -> str:
    """Tell a member of staff that a model did not reach the person `name`, since Telegram has lost its file."""
    return paragraphs(
        bold(f"✗ Votre modèle n'est pas arrivé à {name} (n° {number}) : Telegram n'a plus son fichier."),
        text("Rien n'est parti. Joignez le fichier de nouveau dans /modeles, ou répondez par un message."),
    )


def withdrawn(number: int, name: str) -> str:
    """Tell staff that the person took their case back, so that nothing is left to do."""
    return text(f"{name} a retiré sa demande (n° {number}). Rien à faire.")


def changed(number: int) -> str:
    """Write why a member of staff no longer writes into a case: it was given to somebody else or offered anew."""
    return f"Le dossier n° {number} a changé"


def transferred(number: int, holder: str, to: str) -> str:
    """Tell a member of staff that the case they transferred passes from `holder` to `to`."""
    return text(f"Le dossier n° {number} passe de {holder} à {to}.")


_GONE: Mapping[Gone, str] = {
    Gone.BLOCKED: "a bloqué le robot",
    Gone.LEFT: "n'est plus là",
    Gone.REOPENED: "ne l'a pas rouvert : quelqu'un d'autre l'a fait",
}


def released(number: int, owner: str, why: Gone) -> str:
    """Tell those to whom a case is offered that it lost its owner, and why."""
    return paragraphs(
        bold(f"Plus personne ne suit le dossier n° {number}."), text(f"{owner} {_GONE[why]}. Qui le prend ?")
    )


def erased(number: int, left: int) -> str:
    """Tell staff that a person erased their data, and the case with it.

    `left` messages could not be removed from the chat, and staff are asked to delete them.
    """
    more = ""
    if left:
        more = (
            f" {counted(left, 'message de plus de 48 h reste', 'messages de plus de 48 h restent')} ici : "
            "Telegram ne me laisse plus les retirer, merci de le faire."
        )
    return paragraphs(
        bold(f"La personne du dossier n° {number} a effacé ses données."),
        text(f"Le dossier n'existe plus. Ses messages sont retirés de cette conversation.{more}"),
    )


ERASED_CARD = text("Dossier effacé à la demande de la personne.")
OLD_CARD = text("Dossier effacé : il est trop ancien.")


def old_cases_gone(left: int) -> str:
    """Tell staff that cases were erased for their age; `left` files stay in the chat, to be deleted by hand."""
    stay = counted(left, "photo, vocal ou document reste", "photos, vocaux ou documents restent")
    return paragraphs(
        bold("Des dossiers trop anciens sont effacés de cette conversation."),
        text(f"{stay} : Telegram ne me laisse plus les retirer, merci de le faire."),
    )


def later(number: int, moment: str) -> str:
    """Tell a member of staff at what moment they will be reminded of the case that they put off."""
    return text(f"Je vous rappelle le dossier n° {number} {moment}.")


def reopened(number: int) -> str:
    """Tell staff that the person reopened their case."""
    return text(f"Le dossier n° {number} est rouvert.")


ASK_ABSENCE = paragraphs(
    bold("Quand êtes-vous en congé ?"),
    text("Écrivez le premier et le dernier jour : « 8/12 au 12/12 », ou « du 8 au 12 décembre ». Ou /annuler."),
)
WHO_STANDS_IN = text("Qui vous remplace ?")
OTHER_DAYS = text("Pour changer ces dates, écrivez les nouvelles. Sinon : /annuler")
ABSENCE_CANCELLED = text("Cette absence est annulée. Les demandes continuent de venir à vous.")
BACK = text("Bon retour. Les nouvelles demandes viennent de nouveau à vous.")
LABEL_BACK_AT_WORK, LABEL_CANCEL_ABSENCE = "Je suis de retour", "Annuler cette absence"
NOT_AWAY = "Aucune absence n'est notée."


def absence(first: str, last: str, stand_in: str) -> str:
    """Confirm to a member of staff the days on which they are away, and who stands in for them."""
    days = f"le {first}" if first == last else f"du {first} au {last} inclus"
    return paragraphs(
        bold(f"Noté : en congé {days}."),
        text(f"{stand_in} reçoit vos nouvelles demandes. Vos délais sont suspendus jusqu'à votre retour."),
    )


def hand_all_over(stand_in: str) -> str:
    return f"Tout confier à {stand_in}"


def offer_hand_over(count: int, stand_in: str) -> str:
    """Ask a member of staff whose absence begins whether to give all `count` cases that they own to the stand-in."""
    return paragraphs(
        bold(f"Votre absence commence : {counted(count, 'dossier reste', 'dossiers restent')} chez vous."),
        text(f"Tout confier à {stand_in} ? Sans réponse de vous, rien ne bouge jusqu'à votre retour."),
    )


def handed_over(count: int, to: str) -> str:
    """Tell a member of staff how many cases were given to `to`."""
    return text(f"{counted(count, 'dossier confié', 'dossiers confiés')} à {to}.")


# In the menu of commands.
MENU_CASES = "Les dossiers en cours"
MENU_ABSENCE = "Dire quand vous êtes en congé"
