"""The kind of a message of the bot, told by its words and its buttons."""

import re
from dataclasses import dataclass

from bot.demo.shown import Shown

_BEGINNINGS = (
    ("registered", "C'est confirmé :"),
    ("registered", "C'est déjà fait.\n\nC'est confirmé :"),
    ("waiting", "C'est complet : vous êtes en liste d'attente"),
    ("waiting", "C'est déjà fait.\n\nC'est complet : vous êtes en liste d'attente"),
    ("left", "C'est fait, votre inscription est annulée"),
    ("left", "C'est fait : vous n'attendez plus"),
    ("left", "C'est noté : la place va à la personne suivante"),
    ("offered", "Une place est libre pour vous"),
    ("called", "Une place vient de se libérer"),
    ("again", "Cette place a été proposée à une autre personne"),
    ("first", "Une place vous est gardée"),
    ("head", "Vous attendez une place"),
    ("too late", "Cette place vient d'être prise"),
    ("too late", "Aucune place ne vous est proposée"),
    ("too late", "Ce rendez-vous est"),
    ("too late", "Vous n'avez pas d'inscription"),
    ("see you", "C'est noté, à bientôt"),
    ("see you", "C'est déjà fait.\n\nC'est noté, à bientôt"),
    ("thanks", "Merci d'avoir suivi"),
    ("documented", "La documentation est en ligne"),
    ("kept", "Merci, votre avis"),
    ("muted", "D'accord, je ne vous rappelle plus"),
)
# Kinds that come without being asked for; the others answer somebody.
UNASKED = {"week", "day", "hour", "offered", "called", "first", "head", "published", "thanks"}
_NUMBER = re.compile(r"^(?:viens|desins|place|ins|avis|rappels):(\d+)")


@dataclass(frozen=True)
class Said:
    kind: str
    meeting: int | None  # as its buttons say
    rank: int | None = None


def read(shown: Shown) -> Said:
    codes = [button.data or "" for row in shown.buttons for button in row]
    numbers = [match[1] for code in codes if (match := _NUMBER.match(code))]
    rank = re.search(r"au rang (\d+)", shown.text)
    return Said(_kind(shown.text, codes), int(numbers[0]) if numbers else None, int(rank[1]) if rank else None)


def _kind(words: str, codes: list[str]) -> str:
    if words.startswith("Une date est publiée"):
        return "published"
    if " change de date : " in words:
        return "moved"
    if words.partition("\n")[0].endswith(": c'est annulé."):
        return "cancelled"
    begun = next((kind for kind, beginning in _BEGINNINGS if words.startswith(beginning)), None)
    return begun or _reminder(words, codes) or "other"


def _reminder(words: str, codes: list[str]) -> str | None:
    verbs = {code.partition(":")[0] for code in codes}
    if "Vous venez toujours ?" in words:
        return "day"
    if verbs == {"desins", "rappels"}:
        return "week"
    return "hour" if verbs == {"viens"} else None
