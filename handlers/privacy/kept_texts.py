"""What the house itself keeps of somebody, in words; and the names of states, for whoever reads their export."""

from collections.abc import Mapping

# Why each table is kept, and who sees it.
KEPT: dict[str, tuple[str, str]] = {
    "people": ("vous répondre et retrouver le lieu de votre projet", "personne"),
    "dialogues": ("reprendre un formulaire commencé", "personne"),
    "outbox": ("vous faire parvenir chaque réponse, une seule fois", "l'équipe technique"),
    "pauses": ("respecter le rythme que Telegram impose", "l'équipe technique"),
    "updates_set_aside": ("réparer une panne et vous répondre", "l'équipe technique"),
    "rates": ("protéger le service des envois en masse", "l'équipe technique"),
    "updates_done": ("ne rien faire deux fois", "personne"),
    "mails": ("écrire par mail à l'équipe et aux partenaires qui n'ont pas Telegram", "l'équipe"),
    "alerts": ("prévenir l'équipe d'une panne", "l'équipe"),
    "business_clock": ("avancer l'heure dans la démonstration", "personne"),
    "duties": ("faire à l'heure ce qui revient", "personne"),
    "consents": ("prouver ce que vous avez accepté", "l'équipe technique"),
    "erasures": ("vous effacer aussi d'une ancienne sauvegarde", "personne"),
    "erasure_salt": ("rendre ces empreintes illisibles", "personne"),
}
# Columns, in the words of an export.
COLUMNS: dict[str, str] = {
    "telegram_id": "numéro de compte Telegram",
    "chat_id": "numéro de compte Telegram",
    "department": "département",
    "place": "lieu",
    "source": "venu par",
    "entry": "réponse lue",
    "subject": "sujet",
    "wording": "mots lus",
    "given_at": "accord donné",
    "asked_at": "demandé",
    "kind": "genre",
    "name": "nom",
    "phase": "étape du projet",
    "since": "depuis",
    "state": "état",
    "role": "rôle",
    "first_seen_at": "premier message",
    "last_seen_at": "dernier message",
    "commune": "code de la commune",
    "place_kept": "lieu retenu",
    "last_entry": "dernière réponse lue",
    "last_question": "dernière question",
    "last_answer_at": "dernière réponse",
    "blocked_at": "robot bloqué",
    "data": "réponses",
    "touched_at": "dernier pas",
    "params": "message",
    "created_at": "écrit",
    "sent_at": "parti",
    "until": "jusqu'au",
    "payload": "message reçu",
    "set_aside_at": "mis de côté",
    "count": "combien",
}
VALUES: Mapping[str, str] = {
    "new": "reçue", "taken": "suivie par quelqu'un", "waiting": "en attente", "closed": "close", "sent": "parti",
    "undeliverable": "pas arrivé", "held": "retenu", "merged": "remplacé", "delivered": "arrivé",
    "failed": "pas arrivé",
    "registered": "inscrit", "cancelled": "annulé", "refused": "refusé", "idee": "en idée", "creation": "en création",
    "ouvert": "ouvert", "delegate": "référente ou référent", "team": "équipe", "partner": "partenaire",
}  # fmt: skip
