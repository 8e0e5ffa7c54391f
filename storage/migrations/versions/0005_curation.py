"""the base as the team changes it: changes, approvals, a version; questions kept; what was asked last"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "base_changes",
        sa.Column("entry", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("base", sa.String(length=16), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("undone_at", MOMENT, nullable=True),
        sa.Column("undone_by", sa.String(length=80), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_changes")),
    )
    op.create_table(
        "base_approvals",
        sa.Column("entry", sa.String(length=64), nullable=False),
        sa.Column("text", sa.String(length=16), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("approved_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("entry", name=op.f("pk_base_approvals")),
    )
    op.create_table(
        "base_version",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_version")),
    )
    op.create_table(
        "kept_questions",
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("entry", sa.String(length=64), nullable=True),
        sa.Column("department", sa.String(length=3), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_questions")),
    )
    with op.batch_alter_table("base_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_base_changes_entry"), ["entry"], unique=False)
    with op.batch_alter_table("kept_questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_questions_asked_at"), ["asked_at"], unique=False)
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("last_question", sa.String(length=300), nullable=True))
        batch_op.add_column(sa.Column("question_kept", sa.Integer(), nullable=True))
