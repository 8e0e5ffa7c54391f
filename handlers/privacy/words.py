"""What is kept of somebody, in words: the names of columns and of states for whoever reads their export."""

from collections.abc import Mapping

COLUMNS: Mapping[str, str] = {
    "telegram_id": "numéro de compte Telegram", "chat_id": "numéro de compte Telegram",
    "used_by": "numéro de compte Telegram", "author_hash": "empreinte de votre compte",
    "first_seen_at": "premier message", "last_seen_at": "dernier message", "commune": "code de la commune",
    "department": "département", "place": "lieu", "place_kept": "lieu retenu", "source": "venu par",
    "last_entry": "dernière réponse lue", "entry": "réponse lue", "last_question": "dernière question",
    "last_answer_at": "dernière réponse", "blocked_at": "robot bloqué", "subject": "sujet", "wording": "mots lus",
    "given_at": "accord donné", "asked_at": "demandé", "ended_at": "fini", "announcement_id": "annonce n°",
    "settled_at": "sort connu", "replied_at": "réponse reçue", "kind": "genre", "data": "réponses",
    "touched_at": "dernier pas",
    "person_name": "nom", "name": "nom", "author_name": "nom", "referent": "confiée à", "owner_name": "suivie par",
    "opened_at": "ouverte", "opened_by": "ouverte par", "taken_at": "prise", "promise_at": "réponse annoncée",
    "first_reply_at": "première réponse", "closed_at": "close", "satisfied": "vous a aidé", "phone": "téléphone",
    "call_when": "quand rappeler", "phase": "étape du projet", "case_id": "demande n°", "written_at": "écrit",
    "edited_at": "corrigé", "excerpt": "début du message", "begins_at": "du", "ends_at": "au",
    "stand_in": "remplacé par",
    "params": "message", "created_at": "écrit", "sent_at": "parti", "until": "jusqu'au", "payload": "message reçu",
    "set_aside_at": "mis de côté", "since": "depuis", "count": "combien", "meeting_id": "réunion n°", "status": "état",
    "state": "état", "offered_until": "place proposée jusqu'au", "reminders": "rappels", "coming": "vous venez",
    "attended": "vous êtes venu", "opinion": "votre note", "due_at": "prévu", "missed": "manqué", "role": "rôle",
    "linked_at": "relié", "expires_at": "lien valable jusqu'au", "used_at": "lien suivi", "text": "question",
}  # fmt: skip
# Numbers and marks of the machine: in the file for machines, and nothing to read.
TECHNICAL = frozenset({
    "id", "last_suggestions", "question_kept", "awaiting", "last_press", "last_press_at", "writing_to", "writing_at",
    "writing_said", "held_back",
    "ended_by", "version", "outbox_id", "message_id", "error", "left_at", "shown", "remind_at", "escalate_at",
    "nudge_at",
    "expire_at", "later_until", "escalated_at", "waiting_since", "closed_why", "author", "is_cut", "case_message_id",
    "offered", "method", "priority", "aims_at", "key", "update_id", "attempts", "forget_once_sent", "watched", "bot_id",
    "first", "about", "token_hash", "reason",
})  # fmt: skip
VALUES: Mapping[str, str] = {
    "new": "reçue", "taken": "suivie par quelqu'un", "waiting": "en attente", "closed": "close", "sent": "parti",
    "undeliverable": "pas arrivé", "held": "retenu", "merged": "remplacé", "delivered": "arrivé",
    "failed": "pas arrivé",
    "registered": "inscrit", "cancelled": "annulé", "refused": "refusé", "idee": "en idée", "creation": "en création",
    "ouvert": "ouvert", "delegate": "référente ou référent", "team": "équipe", "partner": "partenaire",
}  # fmt: skip
