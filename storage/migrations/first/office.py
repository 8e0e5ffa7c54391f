"""The tables of the office: its door, what is written there, and the journal."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.first.types import INSTANT


def create() -> None:
    """Create the tables of links, sessions, drafts of entries, and deeds."""
    op.create_table(
        "office_links",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT),
        sa.PrimaryKeyConstraint("token_hash", name="pk_office_links"),
    )
    op.create_index("ix_office_links_telegram_id", "office_links", ["telegram_id"])

    op.create_table(
        "office_sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("begun_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_office_sessions"),
    )
    op.create_index("ix_office_sessions_telegram_id", "office_sessions", ["telegram_id"])

    op.create_table(
        "entry_drafts",
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("entry", sa.String(length=64), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("touched_at", INSTANT, nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_entry_drafts"),
    )
    op.create_index("ix_entry_drafts_telegram_id", "entry_drafts", ["telegram_id"])

    op.create_table(
        "deeds",
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("door", sa.String(length=8), nullable=False),
        sa.Column("what", sa.String(length=24), nullable=False),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deeds"),
    )
    op.create_index("ix_deeds_at", "deeds", ["at"])
