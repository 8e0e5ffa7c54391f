"""Words to the team about publishing meetings, and about cancelling one."""

from collections.abc import Sequence
from datetime import datetime

from handlers.meetings.staff_texts import line
from handlers.talk.dates import day_and_hour
from handlers.talk.hours import Hours
from handlers.talk.replies import bold, paragraphs, text
from storage.meetings import Meeting

NOTHING_TO_PUBLISH = text("Aucune date n'attend d'être publiée.")
WITHOUT, ALL_WITHOUT = "Publier sans lien ni lieu", "Tout publier sans lien"
SAME_LINK = "Publier avec le dernier lien"
ASK_REASON = text("Pour dire pourquoi aux personnes inscrites, écrivez-le d'abord, en une ligne.")
REASON_TOO_LONG = "Écrivez la raison en 200 lettres au plus."


def ask_way(meeting: Meeting, last: str | None) -> str:
    """Ask the team for the link or the place of a meeting that is to be published."""
    same = text(f"Le dernier lien était : {last}") if last else ""
    ask = "Écrivez le lien de connexion ou, si la rencontre est sur place, l'adresse. Je publie aussitôt après."
    return paragraphs(bold(f"Comment rejoint-on « {meeting.title} » ?"), text(ask), same)


def ask_link_for_all(meeting: Meeting) -> str:
    """Ask the team for the link of all proposed meetings of a kind."""
    return paragraphs(
        bold(f"Quel lien pour « {meeting.title} » ?"),
        text("Écrivez-le une fois : il sert à toutes ces dates, et je le retiens pour les suivantes."),
    )


def yes_all(count: int) -> str:
    """Return the label of the button that publishes so many meetings."""
    return f"Oui, publier les {count}" if count > 1 else "Oui, publier"


def ask_all(meetings: Sequence[Meeting], now: datetime, hours: Hours) -> str:
    """Ask the team whether to publish these meetings."""
    lines = "\n".join(f"• {line(one, now, hours)}" for one in meetings)
    return paragraphs(bold("Publier toutes ces dates ?"), text(lines))


def published_all(meetings: Sequence[Meeting], now: datetime, hours: Hours) -> str:
    """Tell the team which meetings were published."""
    lines = "\n".join(f"• {line(one, now, hours)}" for one in meetings)
    heading = "C'est publié." if meetings else "Rien n'est publié."
    return paragraphs(bold(heading), text(lines))


def not_published(meeting: Meeting, now: datetime, hours: Hours) -> str:
    """Tell the team that a proposed meeting is near and that nobody can register for it yet."""
    when = day_and_hour(meeting.starts_at, now, hours.zone)
    return paragraphs(
        bold(f"Pas encore publiée : {meeting.title}, {when}."),
        text("Personne ne la voit ni ne peut s'y inscrire."),
    )


def reason_read(reason: str) -> str:
    """Repeat the reason for which a meeting is to be cancelled."""
    return text(f"Les personnes inscrites liront : « {reason} »")
