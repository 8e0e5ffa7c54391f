"""The words about models, that staff read."""

from collections.abc import Sequence

from handlers.talk.dates import counted
from handlers.talk.replies import bold, paragraphs, text
from storage.models import Model

LONGEST, LONGEST_WITH_FILE = 3500, 900  # characters, so that the name of who sends it stands above
MENU_MODELS = "Vos modèles de réponse"
LABEL_NEW, LABEL_ALL, LABEL_SHOW = "Nouveau modèle", "Mes modèles", "Voir"
LABEL_TEXT, LABEL_NAME, LABEL_SHARE, LABEL_DROP = "Changer le texte", "Changer le nom", "Partager", "Supprimer"
LABEL_DROP_YES = "Oui, supprimer"
LABEL_PROPOSE = "Proposer pour le robot"
GONE = "Ce modèle n'existe plus, ou il n'est pas à vous."
ASK_TEXT = paragraphs(
    bold("Écrivez la réponse, telle qu'elle partira."),
    text(
        "« Bonjour [prénom] » : le robot met le prénom de la personne. Une photo, un document ? Envoyez-le, la réponse "
        "en légende. Ou /annuler."
    ),
)
ASK_NAME = text("Quel nom lui donner ? Deux ou trois mots : « Rendez-vous », « Statuts à relire ». Ou /annuler.")
NAME_IS_TEXT = text("Un nom s'écrit en quelques mots. Ou /annuler.")
ONLY_WORDS_AND_FILES = text("Un modèle est un texte, une photo ou un document. Ou /annuler.")
KEPT, SHARED, DROPPED = (
    text("C'est gardé."),
    text("C'est partagé : les déléguées et l'équipe le voient."),
    text("Ce modèle est supprimé. Ce qui en est déjà parti reste chez les personnes."),
)
NOTHING_YET = paragraphs(
    bold("Vous n'avez pas encore de modèle."),
    text("Une réponse que vous écrivez souvent ? Gardez-la : deux gestes, et elle part avec son fichier."),
)
NOTHING_TO_SEND = "Aucun modèle encore. Pour en faire un : /modeles"
NO_WORDS_LEFT = "Je n'ai plus les mots de ce message. Pour en faire un modèle : /modeles"
IS_PROPOSED = "C'est déjà proposé à l'équipe."
PROPOSED = text("C'est proposé à l'équipe, sans noms ni numéros. Votre modèle reste à vous.")


def label(one: Model) -> str:
    """Return the title of a model as a button shows it, marked where it has a file or waits for the team."""
    return f"{'❓ ' if one.is_proposed else ''}{one.title}{' 📎' if one.file_id else ''}"


def models(found: Sequence[Model], page: str) -> str:
    """Write above the list of models how many there are, of one's own, shared and proposed."""
    own = sum(one.telegram_id is not None for one in found)
    proposed = sum(one.is_proposed for one in found)
    shared = len(found) - own - proposed
    parts = (
        counted(own, "à vous", "à vous") if own else "",
        counted(shared, "partagé", "partagés") if shared else "",
        counted(proposed, "proposé à l'équipe", "proposés à l'équipe") if proposed else "",
    )
    return "\n".join((bold(f"Vos modèles{page}"), text(" · ".join(filter(None, parts)))))


def model(one: Model) -> str:
    """Write a model whole: its name, whose it is, its words and its file."""
    if one.is_proposed:
        whose = f"Proposé par {one.by}. L'équipe le partage, le change ou le supprime."
    elif one.telegram_id is None:
        whose = f"Partagé par {one.by}."
    else:
        whose = "Personne d'autre ne le voit."
    return paragraphs(bold(one.title), text(whose), one.html, file(one))


def file(one: Model) -> str:
    """Write which file goes with a model, "" for none."""
    if one.file_id is None:
        return ""
    kind = "photo" if one.file_kind == "photo" else "document"
    return text(f"📎 {kind}{f' : {one.file_name}' if one.file_name else ''}")


def too_long(most: int, *, with_file: bool) -> str:
    """Tell staff that the words of a model are too long, and how many characters they may have."""
    why = " avec un fichier" if with_file else ""
    return text(f"C'est trop long : {most} caractères au plus{why}. Écrivez-le plus court, ou /annuler.")


def ask_drop(one: Model) -> str:
    return bold(f"Supprimer « {one.title} » ?")


def choose(name: str) -> str:
    """Ask staff which model to pass on to `name`; a tap sends it at once."""
    return paragraphs(
        bold(f"Quel modèle pour {name} ?"),
        text("Il part dès que vous touchez, tel quel. « Retirer », dessous, le reprend."),
    )


def has_blank(mark: str) -> str:
    """Tell staff that a model still has a mark where something was hidden, so that it was not sent."""
    return f"Rien n'est parti : ce modèle a encore un blanc, {mark}. Complétez-le dans /modeles."


def sent(name: str, html: str, one: Model) -> str:
    """Show a model in the place of the question which one, in the words `html` that are passed on to `name`."""
    return paragraphs(bold(f"Modèle pour {name} :"), html, file(one))


def made_of(words: str) -> str:
    """Show staff the model made of their answer, without names, before they are asked for its name."""
    return paragraphs(
        bold("Votre réponse, sans les noms, numéros, adresses et liens que j'ai reconnus :"), text(f"« {words} »")
    )


def proposal(one: Model) -> str:
    """Tell the team that a colleague proposes an answer for the base."""
    return paragraphs(
        bold(f"{one.by} propose une réponse pour le robot."),
        bold(one.title),
        one.html,
        text("Partagez-la comme modèle ; ou faites-en une réponse du robot, puis supprimez-la ici."),
    )


KEPT_WHY = {"models": ("garder vos réponses prêtes, et celles que vous partagez", "vous ; l'équipe, si partagées")}
COLUMNS = {
    "by": "écrit par",
    "title": "titre",
    "html": "texte",
    "made_at": "écrit le",
    "is_proposed": "proposé à l'équipe",
    "file_kind": "sorte de fichier",
    "file_name": "nom du fichier",
}
