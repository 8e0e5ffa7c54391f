"""What the team changed of the base, and the questions kept for it, how often it is read."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.first.types import INSTANT


def create() -> None:
    """Create the tables of kept questions, of the team's changes of the base, and of how often entries are served."""
    op.create_table(
        "base_version",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_base_version"),
    )

    op.create_table(
        "base_changes",
        sa.Column("entry", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("base", sa.String(length=16), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("undone_at", INSTANT),
        sa.Column("undone_by", sa.String(length=80)),
        sa.Column("door", sa.String(length=8), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_base_changes"),
    )
    op.create_index("ix_base_changes_entry", "base_changes", ["entry"])

    op.create_table(
        "base_approvals",
        sa.Column("entry", sa.String(length=64), nullable=False),
        sa.Column("text", sa.String(length=16), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("approved_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("entry", name="pk_base_approvals"),
    )

    op.create_table(
        "kept_questions",
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("entry", sa.String(length=64)),
        sa.Column("department", sa.String(length=3)),
        sa.Column("author_hash", sa.String(length=64)),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_kept_questions"),
    )
    op.create_index("ix_kept_questions_asked_at", "kept_questions", ["asked_at"])
    op.create_index("ix_kept_questions_author_hash", "kept_questions", ["author_hash"])

    op.create_table(
        "entry_reads",
        sa.Column("entry", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("entry", name="pk_entry_reads"),
    )
