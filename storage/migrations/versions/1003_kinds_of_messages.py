"""What a message of a case is, as a value."""

from alembic import op

revision = "1003"
down_revision = "1002"
branch_labels = None
depends_on = None

_VALUES = {
    "texte": "text",
    "message vocal": "voice",
    "vidéo": "video",
    "position": "location",
    "autocollant": "sticker",
    "sondage": "poll",
    "image animée": "animation",
}


def upgrade() -> None:
    for word, value in _VALUES.items():
        op.execute(f"UPDATE case_messages SET kind = '{value}' WHERE kind = '{word}'")
