"""The words of the list of cases that staff read, and of their search."""

from collections.abc import Mapping, Sequence

from handlers.cases.core.card_texts import marked
from handlers.cases.staff.groups import Group
from handlers.talk.dates import counted
from handlers.talk.replies import bold, paragraphs, text

HEADINGS: Mapping[Group, str] = {
    Group.LATE: "⚠️ En retard",
    Group.TO_ANSWER: "À répondre",
    Group.WAITING: "Attendent la personne",
    Group.LATER: "Plus tard",
}
_COUNTED: Mapping[Group, str] = {
    Group.LATE: "en retard",
    Group.TO_ANSWER: "à répondre",
    Group.WAITING: "en attente de la personne",
    Group.LATER: "plus tard",
}
NONE_OPEN = text("Aucun dossier en cours. Pour en retrouver un, clos ou non : « Chercher ».")
ASK_WORDS = text("Un nom, une commune, un numéro ou un mot de la demande ? Les dossiers clos sont cherchés aussi.")
NOTHING_TO_FIND = text("Écrivez des lettres ou des chiffres : un nom, une commune, un numéro ou un mot de la demande.")
TO_TAKE = "à prendre"
LABEL_SEARCH, LABEL_ALL_CASES = "Chercher", "Tous les dossiers"


def title(counts: Mapping[Group, int], page: str) -> str:
    """Write how many cases are open, and how many of each group; `page` is which page this is, "" for the only one."""
    parts = [f"{counts[group]} {_COUNTED[group]}" for group in Group if counts.get(group)]
    cases = counted(sum(counts.values()), "dossier en cours", "dossiers en cours")
    return "\n".join((bold(f"{cases}{page}"), text(" · ".join(parts))))


def found(count: int, words: str, page: str) -> str:
    """Write how many cases a search has found for these words."""
    return bold(f"{counted(count, 'dossier')} pour « {words} »{page}")


def nothing_found(words: str) -> str:
    """Write that a search has found no case, and what else to try."""
    return paragraphs(
        bold(f"Aucun dossier pour « {words} »."),
        text("Essayez le début d'un nom, une commune, ou un seul mot. Je cherche parmi les dossiers que vous voyez."),
    )


def heading(group: Group) -> str:
    return bold(HEADINGS[group])


def page(number: int, pages: int) -> str:
    """Write which page this is, counted from 0, "" where there is one only."""
    return f", page {number + 1} sur {pages}" if pages > 1 else ""


def line(whose: str, words: str, more: Sequence[str]) -> str:
    """Write one case of a list: `whose` it is, the first words, then what else is known, such as its age."""
    return "\n".join(filter(None, (whose, text(words), text(" · ".join(filter(None, more))))))


def named(name: str, town: str, number: int, *, in_danger: bool) -> str:
    """Write whose a case is and where, after its number, as on its button; marked where a danger was told in it."""
    return marked(text(f"{number} · ") + bold(name) + text(f" · {town}" if town else ""), in_danger=in_danger)


def awaited(moment: str) -> str:
    """Write by when an answer is promised."""
    return f"attendue {moment}"


def late(since: str) -> str:
    """Write how long ago an answer was promised for."""
    return f"attendue {since}"


def back(moment: str) -> str:
    """Write when a case that was put off comes back."""
    return f"revient {moment}"


def at(name: str) -> str:
    """Write who has a case."""
    return f"chez {name}"


def to_take_at(name: str) -> str:
    """Write that nobody has taken a case yet, and at whom it waits."""
    return f"à prendre, chez {name}"


def closed(day: str) -> str:
    """Write on what day a case was closed."""
    return f"clos le {day}"
