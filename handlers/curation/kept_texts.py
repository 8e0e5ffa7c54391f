"""What curation keeps: the words for it in /confidentialite and in an export."""

# Why each table is kept, and who sees it, for /confidentialite.
KEPT = {
    "base_changes": ("garder les corrections de l'équipe", "l'équipe"),
    "base_approvals": ("dire qui a approuvé une réponse", "tout le monde"),
    "base_version": ("servir partout la dernière correction", "personne"),
    "deeds": ("dire qui de l'équipe a fait quoi", "l'équipe"),
    "entry_reads": ("compter combien de fois une réponse est lue", "l'équipe"),
    "kept_questions": ("améliorer les réponses, sans savoir qui a demandé", "l'équipe"),
}
# Names of columns in an export.
COLUMNS = {
    "author_hash": "code calculé à partir de votre compte",
    "text": "question",
}
