"""The words of an export about absences."""

# Why each table is kept, and who sees it.
KEPT = {
    "absences": ("confier vos demandes à qui vous remplace", "l'équipe"),
}
# The names of columns in an export.
COLUMNS = {
    "begins_at": "du",
    "ends_at": "au",
    "stand_in": "remplacé par",
}
