"""The words of an export about cases."""

# Why each table is kept, and who sees it.
KEPT = {
    "cases": ("confier votre demande à une personne et la suivre", "l'équipe"),
    "case_messages": ("relier vos messages à votre demande", "l'équipe"),
    "case_copies": ("savoir si un message est arrivé", "l'équipe"),
    "case_words": ("retrouver votre demande par un mot", "l'équipe"),
    "case_events": ("raconter ce qui est arrivé à une demande", "l'équipe"),
}
# The names of columns in an export.
COLUMNS = {
    "person_name": "nom",
    "author_name": "nom",
    "referent": "confiée à",
    "owner_name": "suivie par",
    "opened_at": "ouverte",
    "opened_by": "ouverte par",
    "taken_at": "prise",
    "promise_at": "réponse annoncée",
    "first_reply_at": "première réponse",
    "closed_at": "close",
    "outcome": "comment elle s'est terminée",
    "satisfied": "vous a aidé",
    "phone": "téléphone",
    "call_when": "quand rappeler",
    "case_id": "demande n°",
    "written_at": "écrit",
    "edited_at": "corrigé",
    "withdrawn_at": "retiré",
    "excerpt": "début du message",
}
