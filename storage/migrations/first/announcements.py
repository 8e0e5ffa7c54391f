"""Announcements and the ledger of their recipients."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.first.types import INSTANT, ROW_ID


def create() -> None:
    """Create the tables of announcements and of their deliveries."""
    op.create_table(
        "announcements",
        sa.Column("token", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.String(length=16)),
        sa.Column("segment", sa.String(length=100), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("not_after", INSTANT),
        sa.Column("started_at", INSTANT),
        sa.Column("ended_at", INSTANT),
        sa.Column("author", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("corrects", sa.Integer()),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["corrects"], ["announcements.id"], name="fk_announcements_corrects_announcements", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_announcements"),
        sa.UniqueConstraint("token", name="uq_announcements_token"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_announcements_state", "announcements", ["state"])

    op.create_table(
        "announcement_screens",
        sa.Column("announcement_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("outbox_id", ROW_ID, nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("announcement_id", "telegram_id", name="pk_announcement_screens"),
    )
    op.create_index("ix_announcement_screens_person", "announcement_screens", ["telegram_id"])

    op.create_table(
        "deliveries",
        sa.Column("announcement_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("outbox_id", ROW_ID),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("error", sa.String(length=200)),
        sa.Column("settled_at", INSTANT),
        sa.Column("left_at", INSTANT),
        sa.Column("replied_at", INSTANT),
        sa.Column("failure", sa.String(length=16)),
        sa.PrimaryKeyConstraint("announcement_id", "telegram_id", name="pk_deliveries"),
    )
    op.create_index(
        "ix_deliveries_queued",
        "deliveries",
        ["outbox_id"],
        postgresql_where=sa.text("state = 'queued'"),
        sqlite_where=sa.text("state = 'queued'"),
    )
    op.create_index("ix_deliveries_message", "deliveries", ["telegram_id", "message_id"])
    op.create_index("ix_deliveries_outbox_id", "deliveries", ["outbox_id"])
    op.create_index("ix_deliveries_state", "deliveries", ["announcement_id", "state", "telegram_id"])
