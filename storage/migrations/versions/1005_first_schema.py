"""The first schema.

Its number is one more with each change before the release, as `FIRST_RELEASED` in `storage/schema.py`: databases and
backups of lower numbers belonged to tables that no release ever had, and are refused.
"""

from storage.migrations.first import announcements, base, cases, meetings, messages, office, people

revision = "1005"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create all tables of the first release."""
    for subject in (messages, people, cases, meetings, announcements, base, office):
        subject.create()
