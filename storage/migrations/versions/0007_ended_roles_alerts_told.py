"""roles that ended, and when alerts were told"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

LINKED = "EXISTS (SELECT 1 FROM roles WHERE role = 'team')"


def upgrade() -> None:
    op.create_table(
        "ended_roles",
        sa.Column("role_hash", sa.String(length=64), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("role_hash", name=op.f("pk_ended_roles")),
    )
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("told_at", sa.DateTime(timezone=True), nullable=True))
    # Where somebody of the team is linked, they were told already.
    op.execute(f"UPDATE alerts SET told_at = first_at WHERE {LINKED}")
