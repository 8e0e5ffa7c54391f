"""a hash of the author of a kept question, so that an erasure takes it along"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("kept_questions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("author_hash", sa.String(length=64), nullable=True))
        batch_op.create_index(batch_op.f("ix_kept_questions_author_hash"), ["author_hash"], unique=False)
