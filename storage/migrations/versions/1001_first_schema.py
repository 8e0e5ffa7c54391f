"""The first schema.

Numbers begin at 1001: those below belonged to tables that no release ever had, and are refused (`storage/schema.py`).
"""

from storage.migrations.first import announcements, base, cases, meetings, messages, people

revision = "1001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create all tables of the first release."""
    for subject in (messages, people, cases, meetings, announcements, base):
        subject.create()
