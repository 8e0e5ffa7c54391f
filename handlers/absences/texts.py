"""The words about absences: why one is refused, and those of an export."""

from collections.abc import Mapping

from handlers.absences.acts import Why
from handlers.talk.moments.words import Unread
from handlers.talk.texts import UNREAD_DATE

# Why an absence is refused. NOT_AWAY, which only buttons meet, is a notice: `staff_texts.NOT_AWAY`.
WHY: Mapping[Why, str] = {
    Why.ENDS_FIRST: UNREAD_DATE[Unread.NO_SUCH_RANGE],
    Why.PAST: UNREAD_DATE[Unread.PAST],
    Why.STAND_IN_UNKNOWN: "Cette personne n'est plus dans l'équipe. Choisissez-en une autre.",
    Why.STAND_IN_SELF: "C'est vous-même : choisissez quelqu'un d'autre.",
}

# Why each table is kept, and who sees it.
KEPT = {
    "absences": ("confier vos demandes à qui vous remplace", "l'équipe"),
}
# The names of columns in an export.
COLUMNS = {
    "begins_at": "du",
    "ends_at": "au",
    "stand_in": "remplacement par",
}
