"""Words of the registration form."""

from datetime import datetime

from handlers.meetings.texts import when
from handlers.talk.hours import Hours
from handlers.talk.replies import bold, paragraphs, text
from knowledge.base.kinds import kind_of
from storage.meetings import Meeting

ASK_NAME = text("Quel nom puis-je noter pour vous inscrire ? Écrivez-le, ou touchez le bouton.")
NAME_TOO_LONG = text("Ce nom est trop long pour ma liste. Écrivez-le en 80 lettres au plus.")
ASK_PLACE = text("Où est votre projet ? Écrivez une commune, un code postal ou un département.")
# Said where somebody answers only « oui » or « ok » to a question that asks for more.
AGAIN = {
    "name": text("Il me faut votre nom, pour la liste."),
    "place": text("Il me faut un lieu, même proche."),
    "phase": text("Merci. Il me manque une dernière chose : touchez la ligne qui vous ressemble."),
}
CHANGE_WHAT = text("Que voulez-vous changer ?")
PLACE_NOT_FOUND = text("Je n'ai pas trouvé ce lieu. Écrivez la commune autrement, ou son code postal.")
WHICH_PLACE = text("Plusieurs lieux portent ce nom. Lequel est le vôtre ?")
NOTHING_TO_FILL = text("Cette inscription n'est plus ouverte. Pour recommencer : /visio.")
FORM_LEFT = text("D'accord, rien n'est gardé. Pour reprendre : /visio.")
PROFILE_KEPT = text("C'est corrigé. L'équipe verra ces lignes à vos prochains rendez-vous.")


def what_for(meeting: Meeting, now: datetime, hours: Hours) -> str:
    """Return the heading of the summary: « Votre inscription » or « Votre candidature », the meeting and its date."""
    sent = "Votre candidature" if kind_of(meeting.kind).by_application else "Votre inscription"
    return f"{sent} : {meeting.title}, {when(meeting, now, hours)}."


def ask_phase(place: str) -> str:
    """Return the question for the phase of the project, below the place that was read ("" for none)."""
    return paragraphs(text(f"📍 {place}") if place else "", text("Où en est votre projet ?"))


def summary(name: str, place: str, phase: str, heading: str | None, kept_for: str) -> str:
    """Return the summary of the form's answers, shown before they are sent, with how long they are kept.

    `heading` is None where only the profile is corrected.
    """
    lines = [f"Nom : {name}", f"Lieu : {place or 'pas encore connu'}", f"Projet : {phase}"]
    return paragraphs(
        bold(heading or "Voici ce que je note."),
        text("\n".join(lines)),
        text(
            "L'équipe verra ces trois lignes pour préparer la réunion. "
            f"Je les garde {kept_for} après votre dernier message, ou jusqu'à /supprimer. Détails : /confidentialite"
        ),
    )
