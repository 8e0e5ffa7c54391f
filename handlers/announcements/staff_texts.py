"""Words for the team while it writes, sends and follows announcements."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.announcements.report import Figures
from handlers.meetings.buttons import LABEL_REGISTER
from handlers.subscriptions.texts import LABELS
from handlers.talk.dates import counted, day_and_hour
from handlers.talk.replies import bold, italic, paragraphs, plain_text, text
from storage.announcements import Announcement, Progress
from storage.deliveries import Reason
from storage.outbox import Failure

EXCERPT = 160
HOME = paragraphs(bold("Les annonces."), text("Chacune a un sujet et va à celles et ceux qui l'ont choisi."))
NOTHING_YET = text("Aucune annonce n'est prévue ni en cours.")
NONE_PAST = text("Aucune annonce n'est encore partie.")
PAST = bold("Les dernières annonces.")
WHICH_SUBJECT = paragraphs(
    bold("De quoi parle l'annonce ?"),
    text("Elle va à celles et ceux qui ont choisi ce sujet : leur nombre est sur le bouton."),
)
WRITE = paragraphs(
    bold("Écrivez l'annonce."),
    text(
        "Mise en forme, liens, photo ou document : elle part comme vous l'envoyez. 4 000 caractères au plus, 900 avec "
        "une photo ou un document. Pour laisser tomber : /annuler"
    ),
)
KINDS = text("Je prends un texte, une photo ou un document. Pour laisser tomber : /annuler")
ONE_PICTURE = text("Une annonce porte une seule photo. Envoyez-la seule, avec son texte en légende.")
NO_WORDS = text("Il manque le texte : envoyez la photo ou le document avec une légende.")
EDITED_TOO_LATE = paragraphs(
    bold("Votre message est corrigé, mais l'annonce ne change pas d'elle-même."),
    text("Pour la corriger : /annonce, puis cette annonce, puis « Modifier » ou « Corriger »."),
)
NO_DRAFT = text("Ce brouillon n'est plus là. Pour commencer : /annonce")
DROPPED = text("Le brouillon est jeté. Rien n'est parti.")
TO_WHOM = paragraphs(bold("À qui ?"), text("Parmi celles et ceux qui ont choisi ce sujet."))
WHICH_DEPARTMENT = text("Quel département ? Seules les personnes qui m'ont laissé retenir leur lieu y sont.")
WHICH_PHASE = text("Quelle phase ? Telle que les personnes l'ont dite en écrivant à l'équipe.")
WHICH_TERRITORY = text("Le territoire de qui ?")
WHICH_BUTTON = paragraphs(
    bold("Quel bouton sous l'annonce ?"), text("Il inscrit à un rendez-vous, ou ouvre une réponse.")
)
WHICH_ENTRY = text("Quelle réponse ?")
WHEN = paragraphs(
    bold("Quand ?"), text("Touchez un bouton, ou écrivez : « jeudi 10h30 », « 3/12 14h ». Entre 8 h et 21 h.")
)
WHICH_LIMIT = paragraphs(
    bold("Ne pas envoyer après… ?"),
    text("Ce qui n'est pas parti à ce moment ne part plus. Écrivez : « jeudi 12h », « 3/12 ». Ou « Pas de limite »."),
)
LIMIT_TOO_SOON = text("Cette limite tombe avant le départ. Changez la limite ou l'heure de départ.")
NOBODY = paragraphs(
    bold("Personne ne recevrait cette annonce."), text("Changez les destinataires ou le sujet. Rien n'est parti.")
)
DECIDED = text("C'est noté. L'annonce se suit ci-dessous.")
GONE = "C'est déjà fait, ou trop tard."
NOT_FOUND = text("Cette annonce n'existe pas ou plus. Pour voir les autres : /annonce")
ASK_STOP = text("Arrêter cette annonce ? Les personnes restantes ne la recevront pas.")
ALREADY_GONE = text("Cette annonce est déjà partie : elle ne peut plus être changée. Vous pouvez la corriger.")
CORRECT = paragraphs(
    bold("Écrivez le texte corrigé, en entier."),
    text("Il remplace celui que chaque personne a reçu. La photo ou le document reste. Pour laisser tomber : /annuler"),
)
ONLY_WORDS = text("Une correction ne change que le texte. Écrivez-le, ou /annuler.")
HOW_TO_CORRECT = paragraphs(
    bold("Voilà le texte corrigé. Comment le dire ?"),
    text(
        "Un message corrigé ne sonne chez personne. Une date ou un montant faux se rectifie aussi par un nouveau "
        "message."
    ),
)
CORRECTING = bold("C'est parti : les messages reçus sont corrigés un par un.")
AMENDMENT = bold("Rectificatif")
_STATES = {
    Progress.SCHEDULED: "prévue",
    Progress.SENDING: "en cours d'envoi",
    Progress.SUSPENDED: "suspendue",
    Progress.HELD: "retenue",
    Progress.CORRECTING: "corrections en cours",
    Progress.SENT: "envoyée",
    Progress.STOPPED: "arrêtée",
    Progress.WITHDRAWN: "retirée avant le départ",
    Progress.EXPIRED: "trop tard, arrêtée",
}
_HELD = text(
    "Une sauvegarde vient d'être remise en place. Cette annonce était à l'heure de partir : rien ne part sans vous."
)

TO: Mapping[str, str] = {"all": "celles et ceux qui ont choisi ce sujet", "partners": "les partenaires"}
# Buttons.
LABEL_TO_WHOM = "Destinataires"
LABEL_PREVIEW = "Aperçu"
LABEL_TRY = "M'envoyer un essai"
LABEL_TEXT = "Texte"
LABEL_BUTTON = "Bouton"
LABEL_LIMIT = "Ne pas envoyer après"
LABEL_SCHEDULE = "Programmer"
LABEL_SEND_NOW = "Envoyer maintenant"
LABEL_DROP = "Annuler"
LABEL_ALL = "Toutes et tous"
LABEL_DEPARTMENT = "Un département"
LABEL_TERRITORY = "Le territoire de…"
LABEL_PHASE = "Une phase de projet"
LABEL_NO_BUTTON = "Aucun"
LABEL_STOP = "Arrêter"
LABEL_CHANGE = "Modifier"
LABEL_CORRECT_RECEIVED = "Corriger les messages reçus"
LABEL_CORRECT_AND_TELL = "Corriger et prévenir"
LABEL_CORRECT = "Corriger"
LABEL_WITHDRAW = "Retirer"
LABEL_SUSPEND = "Suspendre"
LABEL_RESUME = "Reprendre"
LABEL_SEND = "Envoyer"
LABEL_DO_NOT_SEND = "Ne pas envoyer"
LABEL_REFRESH = "Actualiser"
LABEL_BACK_TO_DRAFT = "Reprendre le brouillon"
LABEL_NEW = "Nouvelle annonce"
LABEL_LATEST = "Les dernières"
LABEL_SOURCES = "Ce que chaque lien a amené"
LABEL_NO_LIMIT = "Pas de limite"
LABEL_CONFIRM_SEND, LABEL_CONFIRM_SCHEDULE = "Oui, envoyer", "Oui, programmer"
NOW = "maintenant"


def programme(any_meeting: bool) -> str:
    """Return the first lines of the monthly programme to a partner; `any_meeting` is False without dates."""
    words = "Voici les prochains rendez-vous." if any_meeting else "Aucun rendez-vous n'est publié pour l'instant."
    return paragraphs(bold("Le programme du mois, pour les personnes que vous accompagnez."), text(words))


def own_link(written: str) -> str:
    """Return the lines about the partner's own link in the programme; `written` is HTML."""
    return paragraphs(
        f"Votre lien, le même que ce code à imprimer : {written}",
        text("Il ouvre le robot, qui répond et inscrit. L'équipe voit combien de personnes sont venues par vous."),
    )


def sources(lines: Sequence[str]) -> str:
    """Return the message that lists how many people came by each link; `lines` are those of `source_line`."""
    return paragraphs(bold("Ce que chaque lien a amené."), text("\n".join(lines) or "Personne encore."))


def excerpt(html: str) -> str:
    """Return the first EXCERPT characters of an announcement, by which the team recognises it."""
    words = plain_text(html)
    return words if len(words) <= EXCERPT else words[:EXCERPT] + " …"


def people(count: int) -> str:
    return f"{count} personne" if count < 2 else f"{count} personnes"


def about(subject: str | None) -> str:
    """Return the name of a subject, « Message de service » without one."""
    return LABELS[subject] if subject else "Message de service"


def too_long(by: int) -> str:
    """Return the message that the words of an announcement are too long, by how many characters."""
    return paragraphs(
        f"<b>Ce texte est trop long de {by} caractères.</b>",
        text("Raccourcissez-le et renvoyez-le en entier. Pour laisser tomber : /annuler"),
    )


def of_phase(phase: str) -> str:
    return f"projets {phase}"


def registered_to(number: str) -> str:
    return f"les personnes inscrites au rendez-vous n° {number}"


def of_territory(delegate: str) -> str:
    return f"territoire : {delegate}"


def partners_label(count: int) -> str:
    return f"Partenaires · {count}"


def registered_label(meeting: str, count: int) -> str:
    return f"Inscriptions : {meeting} · {count}"


def register_label(meeting: str) -> str:
    return f"{LABEL_REGISTER} : {meeting}"


def confirm_label(moment: str) -> str:
    return f"Confirmer, départ {moment}"


def numbered(number: int) -> str:
    return f"Annonce n° {number}"


def to_line(whom: str, count: int) -> str:
    """Return the line of the card that says to whom the draft goes, and how many they are today."""
    return f"À : {whom}, {people(count)} aujourd'hui"


def with_line(is_photo: bool) -> str:
    return f"Avec : {'une photo' if is_photo else 'un document'}"


def button_line(label: str) -> str:
    return f"Bouton : {label}"


def stray_line(mark: str) -> str:
    """Return the line of the card that warns of a mark of Markdown that recipients would see."""
    return f"Attention : « {mark} » sera lu tel quel. Mettez en forme avec les menus de Telegram."


def leaves_line(moment: str) -> str:
    return f"Départ : {moment}"


def limit_line(moment: str) -> str:
    return f"Pas après : {moment}"


def source_line(name: str, came: int, registered: int) -> str:
    """Return the line of one link: how many people it brought, and how many registered for meetings."""
    return f"{name} : {people(came)}, {counted(registered, 'inscription')}"


def card(draft_title: str, lines: Sequence[str], excerpt: str) -> str:
    """Return the words of the card of a draft: its title, lines about it, and an excerpt."""
    return paragraphs(f"<b>{text(draft_title)}</b>", "\n".join(text(line) for line in lines), italic(excerpt))


def confirm(when: str, reached: int, *, by_night: bool) -> str:
    """Return the last question before a draft is sent; `by_night` adds that it waits for the morning."""
    night = "Rien ne part la nuit : l'annonce attend le matin." if by_night else ""
    return paragraphs(f"<b>Envoyer à {people(reached)}, {text(when)} ?</b>", text(night))


def line(one: Announcement, now: datetime, zone: ZoneInfo) -> str:
    """Return the line of an announcement in the list: number, subject, state, and when it is or was to be sent."""
    return f"n° {one.id} · {about(one.subject)} · {_STATES[Progress(one.state)]}, {day_and_hour(one.due_at, now, zone)}"


def screen(one: Announcement, figures: Figures, to: str, now: datetime, zone: ZoneInfo) -> str:
    """Return the words of the message in which the team follows an announcement: state, recipients, figures."""
    title = f"<b>Annonce n° {one.id} · {text(about(one.subject))} · {_STATES[Progress(one.state)]}</b>"
    words = italic(excerpt(one.content["html"]))
    if one.state == Progress.SCHEDULED:
        return paragraphs(title, words, text(f"À : {to}.\nDépart : {day_and_hour(one.due_at, now, zone)}."))
    if one.state == Progress.WITHDRAWN or not figures.recipients:
        return paragraphs(title, words, text(f"À : {to}. Personne ne l'a reçue."))
    held = _HELD if one.state == Progress.HELD else ""
    return paragraphs(title, words, held, text("\n".join(_counted(figures))), _reasons(figures))


def _counted(figures: Figures) -> list[str]:
    share = 100 * figures.settled // figures.recipients
    lines = [
        f"Avancement : {figures.settled} sur {figures.recipients} ({share} %)",
        f"Reçue par {people(figures.sent)}",
    ]
    more = {
        "Restent": figures.waiting,
        "Ont bloqué le robot": figures.blocked,
        "Échecs": figures.failed,
        "Désabonnées avant": figures.left,
        "Pas envoyées": figures.cancelled,
        "Désabonnées par cette annonce": figures.unsubscribed,
        "Réponses": figures.replies,
    }
    return lines + [f"{label} : {count}" for label, count in more.items() if count]


def _reasons(figures: Figures) -> str:
    """Return why some did not receive the announcement, in French where there are words for it, else in Telegram's."""
    return text("\n".join(f"{count} × {_why(reason)}" for reason, count in list(figures.reasons.items())[:3]))


_WHYS: Mapping[Failure, str] = {
    Failure.NO_CHAT: "conversation introuvable",
    Failure.GIVEN_UP: "Telegram n'a pas répondu pendant un jour",
    Failure.TOO_LONG: "texte trop long pour Telegram",
    Failure.NO_FILE: "photo ou document que Telegram ne retrouve pas",
    Failure.DROPPED: "écartée après une sauvegarde remise en place",
}


def _why(reason: Reason) -> str:
    return _WHYS.get(reason.failure) or f"autre raison ({reason.words})"


# Descriptions in the menu of commands.
MENU_ANNOUNCE = "Écrire une annonce, suivre celles qui partent"
