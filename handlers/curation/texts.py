"""Words for the team about the base: lists, cards, corrections, and why one cannot be."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from handlers.curation.buttons import ALL, AWAITING, OUTDATED, PAST
from handlers.curation.reasons import NotNow, NoWording, Unfit
from handlers.curation.sentences import LONGEST
from handlers.talk.dates import counted, full_date
from handlers.talk.refusal import Refusal
from handlers.talk.replies import bold, italic, paragraphs, shortened, text
from knowledge.base.check import LONGEST_ANSWER, LONGEST_MORE, Wrong
from knowledge.base.entry import Approval
from knowledge.base.overlay import ADDED, DROPPED, FACT, WHOLE, Change
from knowledge.learning.diff import Moved

# Name of the author in the chat, for a change made by a command.
BY_COMMAND_LINE = "la ligne de commande"
MOST_MOVED = 8
WHICH_ENTRY = text("Touchez une fiche pour la lire.")
NOTHING_HERE = text("Il n'y a rien ici pour l'instant.")
ENTRY_GONE = text("Cette fiche n'existe plus. /base montre celles d'aujourd'hui.")
WHICH_SENTENCE = paragraphs(bold("Quelle phrase faut-il corriger ?"), text("Touchez-la."))
CHANGED_MEANWHILE = paragraphs(bold("Cette fiche a changé entre-temps."), text("Relisez-la : la voici."))
NOT_SHOWN_ANY_MORE = text("Ce bouton est ancien : ce qu'il publiait a changé. /base montre la base d'aujourd'hui.")
STILL_LOOKING = text("Je regarde encore ce que cela change. Un instant.")
LOOKING = text("Je regarde ce que cela change. Quelques secondes.")
PREVIEW_FAILED = paragraphs(
    bold("Je n'ai pas pu regarder ce que cela change. Rien n'est publié."),
    text("L'équipe est prévenue. Vous pouvez l'écrire autrement, ou annuler."),
)
NOTHING_CHANGED = bold("Rien n'a changé.")
NEW_WORDING = paragraphs(bold("Comment les gens le demandent-ils ?"), text("Écrivez-le avec leurs mots, ou /annuler."))
WORDING_GONE = text("Cette façon de demander n'est plus dans la fiche.")
CHANGED_WORDS = "quelqu'un vient de changer cette fiche. Voici la version d'aujourd'hui"
CHOOSE_ENTRY = "choisissez la fiche qui répond"
NOTHING_TO_UNDO = text("Ce changement n'est plus le dernier de la fiche, ou il est déjà défait.")
NOT_HELD = text("Cette correction n'est plus en attente.")
CANNOT_PUT_BACK = paragraphs(
    bold("La phrase corrigée n'est plus dans la fiche."), text("Touchez « Corriger » pour changer celle d'aujourd'hui.")
)
OWN_CHANGE = paragraphs(
    bold("Vous avez écrit le dernier changement de cette fiche."), text("Une autre personne de l'équipe l'approuve.")
)
LET_GO = text("C'est noté : la correction est abandonnée. La fiche reste comme elle est.")
PUBLISHED = bold("C'est en service dès la prochaine question.")
PUBLISHED_WORDING = bold("C'est publié. Le robot l'apprend : quelques secondes.")
APPROVAL_ENDS = text("La fiche a changé : son approbation est à refaire.")
APPROVED = bold("C'est approuvé, à votre nom.")
NO_APPROVAL = text("L'approbation est retirée. La réponse finit de nouveau par « À confirmer auprès de … ».")
LISTS: Mapping[str, str] = {
    AWAITING: "À approuver",
    PAST: "À relire",
    OUTDATED: "Corrections en attente",
    ALL: "Toutes les fiches",
}
LABEL_BASE = "La base"
LABEL_QUESTIONS = "Les questions sans bonne réponse"
LABEL_ALL_QUESTIONS, LABEL_OTHER_QUESTIONS = "Toutes les questions", "Les autres questions"
LABEL_BY_TERRITORY, LABEL_OTHER_TERRITORY = "Par territoire", "Un autre territoire"
LABEL_READ, LABEL_READ_AGAIN = "Lire la fiche", "Relire cette fiche"
BEHIND = bold("Derrière « En savoir plus » :")
TO_ONE_QUESTION = bold("Phrases servies à une question précise :")
_OUTCOMES = {"suggest": "plusieurs propositions", "unknown": "sans réponse", "human": "une personne"}
_WHY_UNFIT: Mapping[StrEnum, str] = {
    Unfit.EMPTY: "il n'y a pas de mots",
    Unfit.SAME: "c'est la même phrase",
    Unfit.LONG: f"elle a {{}} caractères, {LONGEST} au plus",
    Unfit.MARKS: "elle contient un signe de mise en forme (* [ ] < > ` # | \\ _). Écrivez des mots simples",
    Unfit.LINK: "la phrase porte un lien sur « {} ». Gardez ces mots, le lien restera",
}
_WHY_WRONG: Mapping[StrEnum, str] = {
    Wrong.EMPTY: "la réponse serait vide",
    Wrong.LONG: f"la réponse aurait {{}} caractères, {LONGEST_ANSWER} au plus",
    Wrong.LONG_MORE: f"la suite de la réponse aurait {{}} caractères, {LONGEST_MORE} au plus",
    Wrong.MARKUP: "le téléphone ne montre pas la mise en forme de « {} ». Gardez des phrases et des tirets",
    Wrong.NO_YEAR: "un chiffre n'a pas d'année : « {}… ». Ajoutez-la",
    Wrong.ADDRESS: "l'adresse {} n'est pas entière. Écrivez-la comme https://exemple.fr",
}


_WHY_NO_WORDING: Mapping[StrEnum, str] = {
    NoWording.SHORT: "il faut au moins deux lettres",
    NoWording.LONG: "une façon de demander tient en 200 caractères",
    NoWording.TAKEN: "« {} » a déjà cette façon de demander",
    NoWording.PERSONAL: "elle contient un nom, un numéro ou une adresse. Écrivez-la sans",
}
_NOT_NOW: Mapping[NotNow, str] = {
    NotNow.ENTRY_GONE: ENTRY_GONE,
    NotNow.WORDING_GONE: WORDING_GONE,
    NotNow.CHANGED: CHANGED_MEANWHILE,
    NotNow.CANNOT_PUT_BACK: CANNOT_PUT_BACK,
    NotNow.OWN_CHANGE: OWN_CHANGE,
}


_WHY: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Unfit: _WHY_UNFIT,
    Wrong: _WHY_WRONG,
    NoWording: _WHY_NO_WORDING,
}


def home(entries: int, awaiting: int, past: int, outdated: int, questions: int) -> str:
    """Return the first page of /base: how many entries there are, and how many of them or questions need the team."""
    lines = [
        f"{awaiting} à approuver",
        f"{past} à relire",
        f"{outdated} correction{'s' if outdated > 1 else ''} en attente",
        f"{questions} question{'s' if questions > 1 else ''} sans bonne réponse",
    ]
    return paragraphs(bold(f"La base : {entries} fiches."), text("\n".join(lines)), WHICH_LIST)


WHICH_LIST = text("Que voulez-vous voir ? Pour trouver une fiche, écrivez par exemple : /base loyer")
NEAREST_ENTRIES = bold("Les fiches les plus proches :")


def list_title(label: str, page: int, pages: int) -> str:
    """Return the title of a list of entries, with its page where there are several."""
    return bold(label if pages == 1 else f"{label} · page {page + 1} sur {pages}")


def status(approval: Approval | None, past: bool, review_by: date) -> str:
    """Return the line about the approval of an entry: none, by whom and when, or since when it must be read again."""
    if approval is None:
        return text("▫️ Pas encore approuvée.")
    said = f"✅ Approuvée par {approval.name} le {full_date(approval.on)}."
    return text(f"{said} À relire depuis le {full_date(review_by)}." if past else said)


def outdated(title: str, change: Change) -> str:
    """Return the message about a correction whose file's answer was rewritten, with its words and its author."""
    names = {ADDED: "la façon de demander", DROPPED: "le retrait", WHOLE: "la fiche réécrite"}
    what = names.get(change.kind, "la phrase")
    words = title if change.kind == WHOLE else change.old if change.kind == DROPPED else change.new
    return paragraphs(
        bold(f"Une correction de « {title} » attend."),
        text(f"La base a été mise à jour entre-temps. J'ai mis de côté {what} de {change.by} :"),
        italic(words),
        text("Lisez la fiche, puis remettez la correction ou laissez-la tomber."),
    )


def write_instead(sentence: str) -> str:
    """Return the question for the new words of this sentence."""
    return paragraphs(
        bold("La phrase d'aujourd'hui :"),
        italic(sentence),
        text("Écrivez la nouvelle, ou /annuler."),
    )


def reason_of(refusal: Refusal[StrEnum]) -> str:
    """Return why a change of an entry is not made, as the end of a sentence; "" where it came too late."""
    reason = refusal.reason
    # By the kind of reason too: two kinds have a reason of the same name, said in other words.
    said = next((words[reason] for kind, words in _WHY.items() if isinstance(reason, kind)), "")
    return said.format(refusal.about)


def refused(refusal: Refusal[StrEnum]) -> str:
    """Return why a change of an entry is not made."""
    if isinstance(refusal.reason, NotNow):
        return _NOT_NOW[refusal.reason]
    return paragraphs(
        NOTHING_CHANGED,
        text(f"La raison : {reason_of(refusal)}."),
        text("Vous pouvez l'écrire autrement, ou /annuler."),
    )


def shown(answer: str, remark: str) -> str:
    """Return the corrected answer as it is shown before it is published; `remark` stands below."""
    return paragraphs(bold("Voici la réponse corrigée. Rien n'est encore publié."), answer, remark)


def long_sentence(words: int) -> str:
    """Return the remark that a sentence has many words."""
    return text(f"Cette phrase a {words} mots. Avec 20 au plus, elle se lirait mieux sur un téléphone.")


def wordings(title: str, number: int, own: int, page: int, pages: int) -> str:
    """Return the heading of an entry's wordings, `number` in all, `own` of them the team's; `page` counts from 0."""
    return paragraphs(
        bold(f"« {title} » : {number} façons de demander."),
        text(f"{_by_team(own)} Page {page + 1} sur {pages}."),
        text("Touchez-en une pour la retirer."),
    )


def _by_team(own: int) -> str:
    if own == 0:
        return "L'équipe n'en a ajouté aucune."
    return "L'équipe en a ajouté une." if own == 1 else f"L'équipe en a ajouté {own}."


def moved(kind: str, wording: str, title: str, changes: Sequence[Moved], names: dict[str, str]) -> str:
    """Return which questions a wording would give another answer (`changes`), shown before it is published."""
    joins = "rejoint" if kind == ADDED else "quitte"
    head = bold(f"Si « {wording} » {joins} la fiche « {title} » :")
    if not changes:
        return paragraphs(head, text("aucune autre question connue ne change de réponse."))
    lines = [
        f"• « {one.text} » : {named(one.before, names)} → {named(one.after, names)}" for one in changes[:MOST_MOVED]
    ]
    more = f"\net {counted(len(changes) - MOST_MOVED, 'autre')}." if len(changes) > MOST_MOVED else ""
    count = "1 question connue change" if len(changes) == 1 else f"{len(changes)} questions connues changent"
    return paragraphs(head, text(f"{count} de réponse."), text("\n".join(lines) + more))


def named(served: str, names: Mapping[str, str]) -> str:
    """Return the name of what a question is served with: an entry's title, or another outcome in words."""
    return names.get(served) or _OUTCOMES.get(served, "un autre service")


def undone(change_kind: str, words: str) -> str:
    """Return what was undone: the kind of change, and what it was about; for a whole entry, its file of before."""
    if change_kind == WHOLE:
        said = "La fiche est revenue comme elle était avant." if words else "Cette fiche n'est plus dans la base."
        return paragraphs(bold("C'est défait."), text(said))
    what = "La façon de demander" if change_kind in (ADDED, DROPPED) else "La phrase"
    done = "retirée" if change_kind in (ADDED, FACT) else "revenue"
    return paragraphs(bold("C'est défait."), text(f"{what} est {done} : « {words} »"))


GROUP_GONE = text("Cette question n'est plus dans la liste.")
GROUP_DROPPED = text("C'est écarté.")
_WHY_KEPT = {
    "unknown": "pas de réponse",
    "unsure": "aucune proposition choisie",
    "refused": "« Non » après",
}
MOST_OF_A_GROUP = 5


NOWHERE_KNOWN = "Lieu inconnu"
WHICH_TERRITORY = paragraphs(
    bold("D'où viennent ces questions ?"), text("Touchez un territoire pour ne voir que les siennes.")
)


def next_entry(title: str) -> str:
    """Return the label of the button that opens the next entry to approve."""
    return f"Suivante : {title}"


def questions(rows: int, where: str, page: int, pages: int, kept_for: str) -> str:
    """Return the heading of the questions without a good answer; `where` is the name of their territory, "" for all."""
    if not rows:
        return paragraphs(
            bold("Aucune question n'attend."), text("Je garde ici celles qui n'ont pas trouvé de bonne réponse.")
        )
    place = f"📍 {where} : " if where else ""
    head = bold(f"{place}{rows} question{'s' if rows > 1 else ''} sans bonne réponse.")
    more = text(f"Les plus fréquentes d'abord. Page {page + 1} sur {pages}." if pages > 1 else "")
    kept = text(f"Noms, numéros et adresses en sont retirés autant que possible. Elles s'effacent après {kept_for}.")
    return paragraphs(head, more, kept, text("Touchez une question pour lui donner une fiche."))


def group_label(words: str, times: int) -> str:
    """Return the label of the button of a group: its first question, and how often it was asked."""
    short = shortened(words, 50)
    return short if times == 1 else f"{times} × {short}"


def group(told: Sequence[tuple[str, str, str | None]], departments: Mapping[str, int], wording: str) -> str:
    """Return the message about a group of similar questions; `told` holds text, reason and entry of each."""
    lines = [
        f"• {words} ({_WHY_KEPT.get(why, why)}{f' « {title} »' if why == 'refused' and title else ''})"
        for words, why, title in told[:MOST_OF_A_GROUP]
    ]
    more = [f"et {counted(len(told) - MOST_OF_A_GROUP, 'autre')}"] if len(told) > MOST_OF_A_GROUP else []
    where = ", ".join(f"{name} · {times}" for name, times in sorted(departments.items(), key=lambda one: -one[1]))
    return paragraphs(
        bold("Cette question n'a pas trouvé de bonne réponse."),
        text("\n".join([*lines, *more])),
        text(f"📍 {where}" if where else ""),
        text(f"Quelle fiche répond à « {wording} » ? Touchez-la : la question y est ajoutée."),
    )


def which_entry(wording: str) -> str:
    """Return the question for the entry to which the wording of a group is added."""
    return paragraphs(bold("Quelle fiche répond à cette question ?"), italic(wording))


def group_added(wording: str, title: str) -> str:
    """Return the message that the wording of a group was added to the entry of this title."""
    return paragraphs(
        bold("C'est ajouté. Le robot l'apprend : quelques secondes."),
        text(f"« {wording} » mène à « {title} »."),
        text("Les questions de ce groupe sont effacées."),
    )


# Descriptions in the menu of commands.
MENU_BASE = "Lire, approuver et corriger les réponses"
MENU_QUESTIONS = "Les questions sans bonne réponse"
