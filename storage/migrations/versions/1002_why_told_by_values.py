"""Why a message never arrived and what an alert is about, as values."""

import sqlalchemy as sa
from alembic import op

revision = "1002"
down_revision = "1001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table, failed in (("outbox", "undeliverable"), ("deliveries", "failed")):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("failure", sa.String(length=16), nullable=True))
        op.execute(f"UPDATE {table} SET failure = 'other' WHERE state = '{failed}'")
    op.execute("UPDATE outbox SET failure = 'blocked' WHERE failure = 'other' AND error LIKE 'Forbidden%'")
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("about", sa.String(length=16), nullable=True))
    op.execute("UPDATE alerts SET about = 'trouble'")
    op.execute("UPDATE alerts SET about = 'held' WHERE cause LIKE 'messages are held after a restore%'")
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.alter_column("about", existing_type=sa.String(length=16), nullable=False)
