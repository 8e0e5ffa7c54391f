"""Words for people about meetings."""

from collections.abc import Mapping
from datetime import datetime

from handlers.meetings.rules import NoSeat
from handlers.talk.dates import day_and_hour, hour
from handlers.talk.hours import Hours
from handlers.talk.refusal import Refusal
from handlers.talk.replies import bold, paragraphs, text
from knowledge.base.kinds import kind_of
from storage.meetings import Meeting
from storage.registrations import IN_LINE, Status

CALENDAR_PRODUCT = "-//La Cooperative Tiers-Lieux//Aiguilleur//FR"
CALENDAR_NAME = "Rendez-vous de la Coopérative Tiers-Lieux"
WHICH_VISIO = paragraphs(
    bold("Il y a deux visios chaque mois."),
    text("• l'une pour les personnes qui ont un projet, dès l'idée ;\n• l'autre, par thème, pour les lieux ouverts."),
    text("Quelle est votre situation ?"),
)
NO_REGISTRATION = paragraphs(bold("Vous n'avez pas d'inscription en cours."), text("Pour voir les dates : /visio."))
YOURS = bold("Vos inscriptions")
WISH_KEPT = paragraphs(
    bold("C'est noté : je vous préviens dès qu'une date est publiée."),
    text("Je garde cette demande jusqu'à l'annonce de la date, puis je l'efface. Le bouton l'efface maintenant."),
)
WISH_DROPPED = text("D'accord, je ne vous préviens pas.")
REMINDERS_OFF = paragraphs(
    text("D'accord, je ne vous rappelle plus ce rendez-vous. Votre inscription reste valable."),
    text("S'il a un lien, vous le trouverez la veille dans /mesinscriptions."),
)
REMINDERS_ON = text("D'accord, je vous le rappellerai.")
SEE_YOU = text("C'est noté, à bientôt.")
OPINION_KEPT = text("Merci, votre avis aide l'équipe à préparer la suite.")
SEAT_TAKEN = paragraphs(bold("Cette place vient d'être prise."), text("Vous gardez votre rang sur la liste d'attente."))
OFFER_DECLINED = text("C'est noté : la place va à la personne suivante. Vous n'êtes plus sur la liste d'attente.")
NOT_YOURS_TO_TAKE = text(
    "Aucune place ne vous est proposée pour ce rendez-vous. Pour voir vos inscriptions : /mesinscriptions."
)
# What a change of the meeting means for those who are not registered yet.
STAYS: Mapping[tuple[Status, ...], str] = {
    IN_LINE: text("Vous restez sur la liste d'attente."),
    (Status.OFFERED,): text("La place que je vous garde est toujours à vous, jusqu'à l'heure dite."),
    (Status.APPLIED,): text("Votre candidature reste valable."),
}
# The state of a registration, in a list of them.
STATUS_WORDS: Mapping[Status, str] = {
    Status.REGISTERED: "c'est confirmé",
    Status.OFFERED: "une place vous est gardée",
    Status.APPLIED: "votre candidature attend la réponse de l'équipe",
}
LINK_LATER = "Le lien vous arrive la veille."
REFUSALS: Mapping[NoSeat, str] = {
    NoSeat.UNKNOWN: text("Ce rendez-vous n'est plus dans ma liste. Pour voir les dates : /visio."),
    NoSeat.CANCELLED: text("Ce rendez-vous est annulé. Pour voir les autres dates : /visio."),
    NoSeat.OVER: text("Ce rendez-vous est passé. Pour voir les prochaines dates : /visio."),
    NoSeat.REFUSED: text("L'équipe n'a pas pu retenir votre candidature. Pour en parler : /contact."),
    NoSeat.NOT_REGISTERED: text("Vous n'avez pas d'inscription à ce rendez-vous. Pour voir les dates : /visio."),
}


def refused(refusal: Refusal[NoSeat] | None) -> str:
    """Return why somebody cannot register for a meeting; None stands for one that the bot does not know."""
    return REFUSALS[refusal.reason if refusal is not None else NoSeat.UNKNOWN]


def when(meeting: Meeting, now: datetime, hours: Hours) -> str:
    """Return when a meeting begins, in words such as "jeudi 3 décembre à 12 h 30"."""
    return day_and_hour(meeting.starts_at, now, hours.zone)


def card(meeting: Meeting, now: datetime, hours: Hours, seats_left: int | None) -> str:
    """Return the words about a meeting: title, date, for whom, seats left (None: not said), programme, place."""
    left = "" if seats_left is None else _seats_left(seats_left)
    until = f"Fin prévue à {hour(meeting.ends_at, hours.zone)}."
    return paragraphs(
        bold(f"{meeting.title} : {when(meeting, now, hours)}."),
        text("\n".join(part for part in (kind_of(meeting.kind).for_whom, until, left) if part)),
        text(meeting.programme),
        text(f"Lieu : {meeting.place}") if meeting.place else "",
    )


def other_date(meeting: Meeting, now: datetime, hours: Hours) -> str:
    """Return the label of the button that registers for a later date than the one shown."""
    return f"Plutôt {when(meeting, now, hours)}"


def _seats_left(left: int) -> str:
    if left <= 0:
        return "C'est complet : vous pouvez rejoindre la liste d'attente."
    return "Il reste une place." if left == 1 else f"Il reste {left} places."


def no_date(kind: str) -> str:
    title, whom = kind_of(kind).title, kind_of(kind).for_whom
    return paragraphs(
        bold("La prochaine date n'est pas encore fixée."),
        text(f"{title} : {whom[:1].lower()}{whom[1:]}" if whom else title),
        text("Je peux vous prévenir dès qu'elle est publiée."),
    )


def registered(meeting: Meeting, now: datetime, hours: Hours, with_link: bool) -> str:
    link = f"Le lien : {meeting.link}" if with_link and meeting.link else ""
    later = LINK_LATER if meeting.link and not with_link else ""
    where = f"Lieu : {meeting.place}" if meeting.place else ""
    return paragraphs(
        bold(f"C'est confirmé : {meeting.title}, {when(meeting, now, hours)}."),
        text("\n".join(part for part in (where, link or later) if part)),
        text("Le fichier joint l'ajoute à votre agenda."),
    )


def applied(meeting: Meeting, now: datetime, hours: Hours) -> str:
    return paragraphs(
        bold(f"Votre candidature est notée : {meeting.title}, {when(meeting, now, hours)}."),
        text("L'équipe choisit le groupe, et je vous donne sa réponse ici."),
    )


def accepted(meeting: Meeting, now: datetime, hours: Hours, with_link: bool) -> str:
    return paragraphs(bold("L'équipe a retenu votre candidature."), registered(meeting, now, hours, with_link))


def not_accepted(meeting: Meeting) -> str:
    return paragraphs(
        bold(f"L'équipe n'a pas pu retenir votre candidature : {meeting.title}."),
        text("Les places sont peu nombreuses. Vous pouvez en parler avec l'équipe : /contact."),
    )


def waiting(meeting: Meeting, rank: int, now: datetime, hours: Hours) -> str:
    return paragraphs(
        bold(f"C'est complet : vous êtes en liste d'attente, au rang {rank}."),
        text(f"{meeting.title}, {when(meeting, now, hours)}."),
        text("Si une place se libère, je vous la propose. Vous aurez quatre heures, en journée, pour répondre."),
    )


def already(words: str) -> str:
    return paragraphs(text("C'est déjà fait."), words)


def offered(meeting: Meeting, until: datetime, now: datetime, hours: Hours) -> str:
    return paragraphs(
        bold(f"Une place est libre pour vous : {meeting.title}, {when(meeting, now, hours)}."),
        text(
            f"Je vous la garde jusqu'à {_until(until, now, hours)}. Ensuite elle va à la personne suivante, "
            "et vous pouvez en redemander une."
        ),
    )


def offer_over(rank: int) -> str:
    """Return the words for somebody who let an offered seat pass; `rank` is their new one, behind the others."""
    return paragraphs(
        bold("Cette place a été proposée à une autre personne."),
        text(f"Vous attendez de nouveau, au rang {rank}. Si une place se libère, je vous la propose."),
    )


def offered_with_priority(meeting: Meeting, until: datetime, now: datetime, hours: Hours) -> str:
    return paragraphs(
        bold(f"Une place vous est gardée : {meeting.title}, {when(meeting, now, hours)}."),
        text("La dernière fois, vous avez attendu en vain : cette fois, vous passez en premier."),
        text(f"Je la garde jusqu'à {_until(until, now, hours)}. Ensuite elle va à une autre personne."),
    )


def waits_with_priority(meeting: Meeting, rank: int, now: datetime, hours: Hours) -> str:
    return paragraphs(
        bold(f"Vous attendez une place : {meeting.title}, {when(meeting, now, hours)}, au rang {rank}."),
        text("La dernière fois, vous avez attendu en vain : vous êtes en tête de la liste d'attente."),
        text("Si une place se libère, je vous la propose."),
    )


def _until(moment: datetime, now: datetime, hours: Hours) -> str:
    words = day_and_hour(moment, now, hours.zone)
    return words.removeprefix("aujourd'hui à ")


def called(meeting: Meeting, now: datetime, hours: Hours) -> str:
    return paragraphs(
        bold(f"Une place vient de se libérer : {meeting.title}, {when(meeting, now, hours)}."),
        text("Elle va à la première personne qui répond."),
    )


def left(meeting: Meeting, now: datetime, hours: Hours) -> str:
    return paragraphs(
        bold(f"C'est fait, votre inscription est annulée : {meeting.title}, {when(meeting, now, hours)}."),
        text("Le fichier joint l'enlève de votre agenda. Vous pouvez revenir tant qu'il reste une place."),
    )


def left_line(meeting: Meeting, now: datetime, hours: Hours) -> str:
    """Return the message to somebody who left the waiting list, or withdrew an application or offer."""
    return paragraphs(
        bold(f"C'est fait : vous n'attendez plus de place pour {meeting.title}, {when(meeting, now, hours)}."),
        text("Vous pouvez revenir quand vous voulez."),
    )


def link_line(meeting: Meeting) -> str:
    return text(f"Le lien : {meeting.link}")


def ask_leave(meeting: Meeting, now: datetime, hours: Hours, holds_a_seat: bool) -> str:
    if not holds_a_seat:
        return bold(f"Ne plus demander de place : {meeting.title}, {when(meeting, now, hours)} ?")
    return paragraphs(
        bold(f"Vous ne venez plus : {meeting.title}, {when(meeting, now, hours)} ?"),
        text("Votre place ira à une autre personne."),
    )


def in_line(rank: int) -> str:
    return f"en liste d'attente, au rang {rank}"


def next_date(title: str, moment: str, *, is_in: bool, link: str | None) -> str:
    """Return the line about the next meeting that is added to an answer; with `is_in` the person is registered."""
    own = f" Votre inscription est confirmée.{f' Le lien : {link}' if link else ''}" if is_in else ""
    return f"📅 {title} : {moment}.{own}"


def status(meeting: Meeting, words: str, now: datetime, hours: Hours) -> str:
    return text(f"📅 {meeting.title}, {when(meeting, now, hours)} : {words}.")


def published(meeting: Meeting, now: datetime, hours: Hours) -> str:
    return paragraphs(
        bold(f"Une date est publiée : {meeting.title}, {when(meeting, now, hours)}."),
        text("Vous m'aviez demandé de vous prévenir."),
    )


def moved(meeting: Meeting, before: str, now: datetime, hours: Hours, with_link: bool) -> str:
    link = text(f"Le lien : {meeting.link}") if with_link and meeting.link else ""
    return paragraphs(
        bold(f"{meeting.title} change de date : {when(meeting, now, hours)}."),
        text(f"C'était {before}. Dans votre agenda, ouvrez le fichier joint : il remplace l'ancien rendez-vous."),
        link,
        text("Venez-vous toujours ?"),
    )


def changed(meeting: Meeting, now: datetime, hours: Hours) -> str:
    return paragraphs(
        bold(f"{meeting.title}, {when(meeting, now, hours)} : le lieu ou le lien a changé."),
        text(f"Lieu : {meeting.place}") if meeting.place else "",
        text("Le fichier joint met votre agenda à jour."),
    )


def cancelled(meeting: Meeting, now: datetime, hours: Hours, reason: str = "", *, in_agenda: bool = True) -> str:
    return paragraphs(
        paragraphs(bold(f"{meeting.title}, {when(meeting, now, hours)} : c'est annulé."), text(reason)),
        text("Le fichier joint l'enlève de votre agenda." if in_agenda else "Votre attente prend fin aussi."),
    )


def thanks(meeting: Meeting) -> str:
    documentation = f"La documentation : {meeting.documentation}" if meeting.documentation else ""
    return paragraphs(
        bold(f"Merci d'avoir suivi : {meeting.title}."), text(documentation), text("Est-ce que cela vous a été utile ?")
    )


def documented(meeting: Meeting) -> str:
    return paragraphs(bold(f"La documentation est en ligne : {meeting.title}."), text(meeting.documentation or ""))


# Descriptions in the menu of commands.
MENU_MEETINGS = "Dates et inscription aux visios"
MENU_MINE = "Voir ou annuler mes inscriptions"

# Why each table is kept, and who sees it, for /confidentialite.
KEPT = {
    "profiles": ("vous inscrire sans tout redemander", "l'équipe"),
    "registrations": ("vous inscrire, vous rappeler la date, préparer la réunion", "l'équipe"),
    "reminders": ("vous rappeler une date une seule fois", "personne"),
    "meeting_wishes": ("vous prévenir de la prochaine date", "personne"),
    "meetings": ("annoncer les réunions et leurs dates", "tout le monde"),
}
# Names of columns in an export.
COLUMNS = {
    "meeting_id": "réunion n°",
    "status": "état",
    "offered_until": "place proposée jusqu'au",
    "reminders": "rappels",
    "coming": "vous venez",
    "attended": "votre présence",
    "opinion": "votre note",
    "due_at": "prévu",
    "missed": "manqué",
}
