"""since when somebody knows whom their words are for, and the messages that wait for it"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("writing_said", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("held_back", sa.JSON(), nullable=True))
