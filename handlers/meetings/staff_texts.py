"""Words for the team about meetings."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from handlers.meetings.rules import Fault
from handlers.talk.dates import DAYS, counted, day_and_hour, month
from handlers.talk.hours import Hours
from handlers.talk.moments.words import Unread
from handlers.talk.refusal import Refusal
from handlers.talk.replies import bold, paragraphs, text
from handlers.talk.texts import UNREAD_DATE
from knowledge.base.monthly import NoDate
from storage.meetings import Meeting, MeetingState
from storage.registrations import Status

STATES: Mapping[str, str] = {
    MeetingState.PROPOSED: "proposée, pas encore publiée",
    MeetingState.PUBLISHED: "publiée",
    MeetingState.CANCELLED: "annulée",
}
FAULTS: Mapping[Fault, str] = {
    Fault.PAST: UNREAD_DATE[Unread.PAST],
    Fault.ENDS_FIRST: "La fin vient avant le début. Donnez une durée en minutes.",
    Fault.OVERLAPS: "Une autre réunion publiée est à la même heure. Choisissez une autre heure.",
    Fault.TOO_SMALL: "Plus de personnes sont déjà inscrites que cela. Donnez un nombre plus grand.",
    Fault.NOT_OPEN: "Cette réunion est passée ou annulée : elle ne change plus.",
}


def refused(refusal: Refusal[Fault] | None) -> str:
    """Return why the team cannot create or change a meeting; None stands for one that is not open to changes."""
    return FAULTS[refusal.reason if refusal is not None else Fault.NOT_OPEN]


NONE = paragraphs(
    bold("Aucune réunion à venir."), text("Créez-en une, ou attendez la prochaine proposition du calendrier.")
)
LIST = bold("Les réunions")
WHICH_KIND = text("Quelle sorte de réunion ?")
ASK_WHEN = text("Quand commence-t-elle ? Écrivez « jeudi 12h30 », ou par exemple : 3/12/2026 12:30.")
ASK_NEW_WHEN = text(
    "À quelle nouvelle date ? Écrivez « jeudi 12h30 » ou 3/12/2026 12:30. Je vous la relis avant de prévenir les "
    "personnes inscrites."
)
ASK_MINUTES = text("Combien de minutes dure-t-elle ? Écrivez un nombre, par exemple 90.")
ASK_SOURCE = text("D'où viendront les personnes ? Un mot sans espace, par exemple : affiche, incubateur-bdx.")
CHANGE_WHAT = text("Que voulez-vous modifier ?")
LINK_TO_PRINT = bold("Le lien d'inscription, et son image à imprimer.")
FIELDS: Mapping[str, str] = {
    "title": "Titre",
    "link": "Lien",
    "place": "Lieu",
    "capacity": "Places",
    "programme": "Programme",
}
MINUTES_NOT_READ = "Je n'ai pas lu de durée. Écrivez un nombre de minutes, par exemple 90."
MADE = "C'est noté. Ajoutez le lien ou le lieu, puis publiez-la."
SOURCE_IS_A_WORD = "Écrivez un seul mot : des lettres sans accent, des chiffres, - ou _."
LABEL_MOVE_YES = "Oui, déplacer"
DOCUMENTED = "C'est parti aux personnes inscrites."
CHANGED = "C'est noté."
LABEL_SEE = "Voir la réunion"
LABEL_ALL = "Toutes les réunions"
ASK_FIELD: Mapping[str, str] = {
    "title": "Quel titre ? 120 lettres au plus.",
    "link": "Quel lien ? Il n'est donné qu'aux personnes inscrites, à partir de la veille.",
    "place": "À quelle adresse ?",
    "capacity": "Combien de places ? Écrivez un nombre, ou « aucune limite ».",
    "programme": "Quel programme ? 800 lettres au plus.",
    "documentation": "Quelle adresse a la documentation ? Elle part tout de suite aux personnes inscrites.",
}
FIELD_NOT_READ: Mapping[str, str] = {
    "title": "Ce titre est trop long. Écrivez-le en 120 lettres au plus.",
    "link": "Je n'ai pas lu d'adresse. Elle commence par https:// et n'a pas d'espace.",
    "place": "Cette adresse est trop longue. Écrivez-la en 200 lettres au plus.",
    "capacity": "Je n'ai pas lu de nombre. Écrivez par exemple 10, ou « aucune limite ».",
    "programme": "Ce programme est trop long. Écrivez-le en 800 lettres au plus.",
    "documentation": "Je n'ai pas lu d'adresse. Elle commence par https:// et n'a pas d'espace.",
}
GONE = text("Cette réunion n'est plus dans la liste. Pour voir les autres : /reunions.")
DROPPED = text("La proposition est écartée. Elle ne reviendra pas ce mois-ci.")
NO_LIST = text("Personne n'est encore inscrit.")
FORGOTTEN_PERSON = "Données effacées"
# Buttons.
LABEL_NEW = "Nouvelle réunion"
LABEL_DATE = "Changer la date"
LABEL_CHANGE = "Modifier"
LABEL_PUBLISH, LABEL_PUBLISH_ALL = "Publier", "Tout publier"
LABEL_DROP = "Écarter"
LABEL_LIST = "Inscriptions"
LABEL_FILE = "Fichier des inscriptions"
LABEL_PRESENCE = "Présences"
LABEL_DOCUMENTATION = "Documentation"
LABEL_MOVE = "Déplacer"
LABEL_LINK = "Lien d'inscription"
LABEL_CANCEL = "Annuler la réunion"
LABEL_CANCEL_YES = "Oui, annuler la réunion"
LABEL_SEE_ALL = "Voir les réunions"
LABEL_REFUSE = "Ne pas retenir"
PUBLISHED, CANCELLED = bold("C'est publié."), bold("C'est annulé.")
ERASE_FILE = text("Effacez ce fichier après usage.")
WHO_CAME = text("Touchez les noms des personnes venues.")
FULL, ALREADY_DECIDED = text("Toutes les places sont prises."), text("Cette candidature a déjà sa réponse.")
PLACE_TO_COME = "lieu à venir"
YES, NO = "oui", "non"
FILE_HEAD = ("nom", "lieu", "projet", "état", "source", "présence")
REGISTERED_AS: Mapping[Status, str] = {
    Status.REGISTERED: "place confirmée",
    Status.WAITING: "en attente",
    Status.OFFERED: "place proposée",
    Status.CALLED: "en attente",
    Status.PASSED: "en attente",
    Status.APPLIED: "candidature",
    Status.REFUSED: "candidature refusée",
}


def line(meeting: Meeting, now: datetime, hours: Hours) -> str:
    """Return a meeting in one line: date, title, state."""
    is_over = meeting.state == MeetingState.PUBLISHED and meeting.ends_at <= now
    state = "passée" if is_over else STATES[meeting.state]
    return f"{day_and_hour(meeting.starts_at, now, hours.zone)} : {meeting.title} ({state})"


def card(meeting: Meeting, counts: Mapping[str, int], sources: Mapping[str, int], now: datetime, hours: Hours) -> str:
    """Return the card of a meeting for the team: state, registrations, link and place, programme.

    `counts` are the registrations by status, `sources` by source.
    """
    places = "sans limite" if meeting.capacity is None else f"sur {meeting.capacity}"
    waiting = sum(counts.get(name, 0) for name in ("waiting", "called", "passed"))
    numbers = f"Inscriptions : {counts.get('registered', 0)} {places}. En attente : {waiting}."
    offered, applied = counts.get("offered", 0), counts.get("applied", 0)
    more = [f"Places proposées : {offered}." if offered else "", f"Candidatures : {applied}." if applied else ""]
    came = ", ".join(f"{name or 'sans source'} {number}" for name, number in sorted(sources.items()))
    is_open = meeting.ends_at > now and meeting.state != MeetingState.CANCELLED
    is_nowhere = is_open and not meeting.link and not meeting.place
    details = [
        "Il manque le lien ou le lieu : touchez Modifier." if is_nowhere else "",
        f"Lien : {meeting.link}" if meeting.link else "",
        f"Lieu : {meeting.place}" if meeting.place else "",
        f"Documentation : {meeting.documentation}" if meeting.documentation else "",
    ]
    return paragraphs(
        bold(line(meeting, now, hours)),
        text(" ".join(part for part in (numbers, *more) if part)),
        text(f"D'où viennent les personnes : {came}.") if came else "",
        text("\n".join(part for part in details if part)),
        text(meeting.programme),
    )


def proposed(meetings: Sequence[Meeting], now: datetime, hours: Hours) -> str:
    """Return the message that asks the team to publish these proposed meetings."""
    lines = "\n".join(f"• {line(one, now, hours)}" for one in meetings)
    return paragraphs(
        bold("Des dates à publier."), text(lines), text("Rien n'est visible avant que vous ne les publiiez.")
    )


def missing(months: Sequence[NoDate]) -> str:
    """Return the months in which a monthly rule finds no date, each with the reason; "" without such months."""
    if not months:
        return ""
    lines = "\n".join(f"• {month_without(one)}" for one in months)
    return text(f"Sans date proposée :\n{lines}\nAjoutez-en une à la main.")


def month_without(one: NoDate) -> str:
    """Return one month without a date, with the reason: the day is a public holiday, or the month lacks it."""
    name = month(f"{one.year}-{one.month:02}")
    if one.on is not None:
        return f"{name} : le {DAYS[one.on.weekday()]} {one.on.day} est férié"
    return f"{name} : pas de {one.week}e {DAYS[one.day]}"


def done(meeting: Meeting, words: str, now: datetime, hours: Hours) -> str:
    """Return the message that says what was done to a meeting (`words`), with its line."""
    return paragraphs(bold(words), text(line(meeting, now, hours)))


def ask_cancel(meeting: Meeting, people: int, now: datetime, hours: Hours) -> str:
    """Return the question that confirms the cancelling of a meeting, with how many `people` will be told."""
    moment = day_and_hour(meeting.starts_at, now, hours.zone)
    return paragraphs(bold(f"Annuler {meeting.title}, {moment} ?"), text(_told(people)))


def ask_move(meeting: Meeting, to: datetime, people: int, now: datetime, hours: Hours) -> str:
    """Return the question that confirms the move of a meeting, with both dates and how many `people` will be told."""
    before, after = (day_and_hour(moment, now, hours.zone) for moment in (meeting.starts_at, to))
    return paragraphs(bold(f"Déplacer {meeting.title} : {after}, au lieu de {before} ?"), text(_told(people)))


def moved(people: int) -> str:
    """Tell the team that a meeting is moved, and how many `people` are told of it."""
    if not people:
        return "C'est déplacé. Personne n'est inscrit."
    return (
        f"C'est déplacé. {people} personnes le savent."
        if people > 1
        else "C'est déplacé. La personne inscrite le sait."
    )


def _told(people: int) -> str:
    if not people:
        return "Personne n'est inscrit."
    return f"{people} personnes seront prévenues." if people > 1 else "La personne inscrite sera prévenue."


# Descriptions in the menu of commands.
MENU_MANAGE = "Publier, déplacer, annuler les réunions"


def listed(name: str, said: str, status: Status) -> str:
    """Return the line of one person in the list of a meeting; `said` is their place and phase."""
    return f"• {name}, {said} : {REGISTERED_AS[status]}"


def more_in_file(count: int) -> str:
    """Return the line that says how many people are only in the file, "" for none."""
    return text(f"Et {counted(count, 'autre')}, dans le fichier.") if count > 0 else ""


def registered_file(title: str) -> str:
    """Return the caption of the file of the people on a meeting's list."""
    return paragraphs(bold(f"Les personnes inscrites : {title}"), ERASE_FILE)


def accept_label(name: str) -> str:
    """Return the label of the button that accepts this person's application."""
    return f"{name} : retenir"


def presence_label(name: str, came: bool | None) -> str:
    """Return the label of the button that switches whether this person came."""
    return f"{name} : {YES if came else NO}"
