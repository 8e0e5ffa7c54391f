"""The words of the office that do not stand in its templates: in the chat, for refusals, for what was done."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from handlers.absences.acts import Why
from handlers.curation.acts import Did
from handlers.curation.reasons import NotNow
from handlers.office.door import NotIn
from handlers.roles.ending import NotEnded
from handlers.roles.inviting import NotInvited
from handlers.roles.texts import WORDS
from handlers.talk.dates import counted
from handlers.talk.permissions import Actor
from handlers.talk.replies import bold, paragraphs, text
from storage.deeds import CHAT, OFFICE

MENU_OFFICE = "Ouvrir le bureau, sur un téléphone ou un ordinateur"
NO_OFFICE = paragraphs(
    bold("Le bureau n'est pas ouvert sur cette machine."),
    text("Qui s'occupe du robot peut l'ouvrir. Ici, /base et /questions font la même chose."),
)
TOO_MANY_ASKED = text("Vous avez demandé beaucoup de liens en peu de temps. Vous pourrez réessayer dans une heure.")
LABEL_CLOSE = "Fermer le bureau partout"


def link(address: str) -> str:
    """Write the message with the one-time link to the office."""
    return paragraphs(
        bold("Voici la porte du bureau."),
        text("Elle s'ouvre une seule fois, pendant 5 minutes, sur l'appareil de votre choix. Gardez-la pour vous."),
        text(address),
        text("Le bureau reste ensuite ouvert 12 heures sur cet appareil."),
    )


def closed(how_many: int) -> str:
    """Confirm that the office was closed on so many devices."""
    if not how_many:
        return text("Le bureau n'était ouvert nulle part.")
    return text(f"C'est fait : le bureau est fermé sur {counted(how_many, 'appareil')}.")


@dataclass(frozen=True)
class Said:
    """What a page says where it has nothing else to show: its title, and what to do now."""

    title: str
    words: str


class No(StrEnum):
    """Why a page is not shown, apart from the door."""

    NO_PAGE = "no_page"
    NOT_YOURS = "not_yours"
    FORGED = "forged"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    FAILED = "failed"
    AWAY = "away"


_AGAIN = "Dans Telegram, écrivez /bureau : le robot donne un lien."
NOT_IN: Mapping[NotIn, Said] = {
    NotIn.UNKNOWN: Said(
        "Je ne reconnais pas ce lien", f"Vérifiez qu'il est entier. Sinon, demandez-en un autre. {_AGAIN}"
    ),
    NotIn.USED: Said("Ce lien a déjà servi", f"Un lien n'ouvre qu'une fois. {_AGAIN}"),
    NotIn.EXPIRED: Said("Ce lien est trop ancien", f"Un lien vaut 5 minutes. {_AGAIN}"),
    NotIn.NO_ROLE: Said(
        "Le bureau est réservé à l'équipe",
        "Votre rôle auprès du robot est terminé, ou ne donne pas accès au bureau. "
        "Une personne de l'équipe peut vous inviter de nouveau.",
    ),
    NotIn.TOO_MANY: Said("Trop d'essais", "Beaucoup de liens viennent d'être essayés. Réessayez dans une minute."),
    NotIn.NO_SESSION: Said("Le bureau est fermé sur cet appareil", f"Il se ferme après 12 heures. {_AGAIN}"),
}
NO: Mapping[No, Said] = {
    No.NO_PAGE: Said("Cette page n'existe pas", "L'adresse a peut-être changé. L'accueil mène partout."),
    No.NOT_YOURS: Said("Cette page n'est pas pour votre rôle", "L'accueil montre ce que vous pouvez faire ici."),
    No.FORGED: Said(
        "Je n'ai pas reconnu ce formulaire",
        "Il ne vient pas d'une page ouverte dans cette session. Rien n'est changé. Rouvrez la page et recommencez.",
    ),
    No.TOO_LARGE: Said(
        "C'est trop gros pour moi", "Un envoi tient en un mégaoctet. Rien n'est changé. Envoyez moins à la fois."
    ),
    No.TOO_MANY: Said("Vous allez plus vite que moi", "Rien n'est changé. Réessayez dans une minute."),
    No.FAILED: Said(
        "Quelque chose s'est mal passé de mon côté",
        "Rien n'est changé. Réessayez, ou dites-le à qui s'occupe du robot.",
    ),
    No.AWAY: Said(
        "La base de données ne répond pas pour l'instant",
        "Rien n'est changé, rien n'est fait à moitié. Vos mots sont gardés ci-dessous. Réessayez dans un instant.",
    ),
}
# What a page says of what was just done, or why it was not, by the name that its address carries.
TOLD: Mapping[str, str] = {
    "approved": "C'est approuvé, à votre nom.",
    "approved_one": "C'est approuvé, à votre nom. La réponse le dit dès maintenant.",
    "none_ticked": "Aucune fiche n'était cochée. Cochez celles que vous avez lues, puis approuvez.",
    "withdrawn": "L'approbation est retirée. La réponse finit de nouveau par « À confirmer auprès de … ».",
    "published": "C'est en service dès la prochaine question.",
    "published_wording": "C'est publié. Le robot l'apprend : quelques secondes.",
    "undone": "C'est défait. L'ancienne version est de nouveau en service.",
    "undone_new": "C'est défait. Cette fiche n'est plus dans la base. Son histoire reste ici.",
    "not_last": "Ce changement n'est plus le dernier de la fiche, ou il est déjà défait.",
    "put_back": "La correction est de nouveau en service.",
    "let_go": "C'est noté : la correction est abandonnée. La fiche reste comme elle est.",
    "not_held": "Cette correction n'est plus en attente.",
    NotNow.CHANGED: "Cette fiche a changé entre-temps. Voici la version d'aujourd'hui : relisez-la.",
    NotNow.OWN_CHANGE: "Vous avez écrit le dernier changement de cette fiche. Une autre personne l'approuve.",
    NotNow.CANNOT_PUT_BACK: "La phrase corrigée n'est plus dans la fiche. Corrigez celle d'aujourd'hui.",
    "gone": "Cette fiche n'est plus dans la base.",
    "answered": "C'est ajouté. Le robot l'apprend : quelques secondes. Les questions de ce groupe sont effacées.",
    "dropped": "C'est écarté.",
    "group_gone": "Cette question n'est plus dans la liste.",
    "fact_published": "C'est en service, signé de votre nom.",
    "noted": "C'est noté : je ne vous le demande plus.",
    "ended": "C'est fait : cette personne n'a plus de rôle ici, et son bureau est fermé.",
    f"ended_{NotEnded.UNKNOWN}": "C'est déjà fait : ce rôle est terminé.",
    f"ended_{NotEnded.NO_LONGER_YOURS}": "Vous n'êtes plus de l'équipe : rien n'est changé.",
    f"ended_{NotEnded.LAST_OF_TEAM}": "C'est la dernière personne de l'équipe reliée. Invitez d'abord quelqu'un.",
    "away": "C'est noté. Vos demandes iront à votre remplaçante ou remplaçant.",
    "back": "Bon retour. Vos demandes reviennent vers vous.",
    "not_away": "Aucune absence n'est notée.",
    "taken_up": "Vos mots sont sur la version d'aujourd'hui. Relisez, puis publiez.",
    "behind": "Quelqu'un a changé cette fiche entre-temps. Rien n'est publié, vos mots sont gardés.",
    "brought_in": "Chaque fichier est un brouillon. Relisez-les, puis publiez-les.",
    "draft_gone": "Ce brouillon n'est plus là : il est publié, ou jeté.",
    "draft_dropped": "Le brouillon est jeté. La fiche reste comme elle est.",
}
ROOMS = {
    "": "Accueil",
    "/base": "La base",
    "/questions": "Questions",
    "/completer": "Faits",
    "/equipe": "L'équipe",
    "/moi": "Moi",
}
SHOWN = {
    "toutes": "Toutes les fiches",
    "approuver": "À approuver",
    "relire": "À relire",
    "corrections": "Corrections en attente",
}
ORDERS = {"sujet": "par sujet", "lues": "les plus lues d'abord", "anciennes": "les plus anciennes d'abord"}
FIELDS = {
    "title": "Le titre", "short": "Le titre court", "subject": "Le sujet", "referent": "Qui peut confirmer",
    "answer": "La réponse", "more": "La suite", "sources": "Les sources", "facts": "Une question, une phrase",
    "questions": "Les façons de demander", "related": "Les fiches liées", "review_by": "La date de relecture",
    "next": "L'étape suivante",
}  # fmt: skip
NOT_APPROVED = {
    NotNow.CHANGED: "elle a changé depuis que vous l'avez lue. Relisez-la.",
    NotNow.OWN_CHANGE: "vous avez écrit son dernier changement. Une autre personne l'approuve.",
}
NO_DAYS = "écrivez le premier et le dernier jour"
NOT_NOTED: Mapping[Why, str] = {
    Why.ENDS_FIRST: "le dernier jour vient avant le premier",
    Why.PAST: "cette date est passée",
    Why.STAND_IN_UNKNOWN: "cette personne n'est plus dans l'équipe. Choisissez-en une autre",
    Why.STAND_IN_SELF: "c'est vous. Choisissez quelqu'un d'autre",
}
NOT_INVITED: Mapping[NotInvited, str] = {
    NotInvited.NO_SUCH_ROLE: "choisissez à quel titre",
    NotInvited.NOT_IN_TEAM: "choisissez quelqu'un de l'équipe",
    NotInvited.NAME_LENGTH: "écrivez un nom de 1 à 80 caractères",
}
ROLES = {role: WORDS[role] for role in (Actor.TEAM, Actor.DELEGATE, Actor.PARTNER)}
DOORS = {CHAT: "dans Telegram", OFFICE: "depuis le bureau"}
DEVICES = {"phone": "Téléphone", "computer": "Ordinateur"}
KINDS = {
    "sentence": "une phrase corrigée", "added": "une façon de demander ajoutée",
    "dropped": "une façon de demander retirée", "fact": "un fait complété", "whole": "la fiche réécrite",
}  # fmt: skip
DEEDS = {
    Did.CHANGED: "a changé", Did.UNDID: "a défait un changement de", Did.PUT_BACK: "a remis une correction dans",
    Did.LET_GO: "a abandonné une correction de", Did.APPROVED: "a approuvé", Did.WITHDREW: "a retiré l'approbation de",
    "invited": "a invité", "ended": "a terminé le rôle de",
}  # fmt: skip
WHY_KEPT = {"unknown": "pas de réponse", "unsure": "aucune proposition choisie", "refused": "« Non » après la réponse"}
# Why each table is kept, and who sees it, for /confidentialite.
KEPT = {
    "office_links": ("vous ouvrir le bureau", "personne"),
    "office_sessions": ("garder le bureau ouvert 12 heures", "l'équipe"),
    "entry_drafts": ("ne pas perdre une fiche en cours d'écriture", "vous"),
}
# Names of columns in an export.
COLUMNS = {
    "device": "appareil",
    "begun_at": "ouvert",
    "seen": "fiche avant",
    "written": "fiche après",
    "fields": "mots écrits",
    "moved": "questions qui changeraient de réponse",
}
