"""The words about absences that an export shows."""

# Why each table is kept, and who sees it.
KEPT = {
    "absences": ("confier vos demandes à qui vous remplace", "l'équipe"),
}
# Columns, in the words of an export.
COLUMNS = {
    "begins_at": "du",
    "ends_at": "au",
    "stand_in": "remplacé par",
}
