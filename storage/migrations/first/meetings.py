"""Meetings, registrations and reminders."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.first.types import INSTANT


def create() -> None:
    """Create the tables of meetings, registrations and reminders."""
    op.create_table(
        "meetings",
        sa.Column("uid", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("link", sa.String(length=300)),
        sa.Column("place", sa.String(length=200)),
        sa.Column("capacity", sa.Integer()),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("published_at", INSTANT),
        sa.Column("documentation", sa.String(length=300)),
        sa.Column("closed_at", INSTANT),
        sa.Column("changed_at", INSTANT),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_meetings"),
        sa.UniqueConstraint("uid", name="uq_meetings_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meetings_starts_at", "meetings", ["starts_at"])

    op.create_table(
        "meeting_wishes",
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("has_priority", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("telegram_id", "kind", name="pk_meeting_wishes"),
    )

    op.create_table(
        "registrations",
        sa.Column("meeting_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("has_priority", sa.Boolean(), nullable=False),
        sa.Column("offered_until", INSTANT),
        sa.Column("source", sa.String(length=32)),
        sa.Column("reminders", sa.Boolean(), nullable=False),
        sa.Column("coming", sa.Boolean()),
        sa.Column("attended", sa.Boolean()),
        sa.Column("opinion", sa.String(length=8)),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name="fk_registrations_meeting_id_meetings", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", "telegram_id", name="pk_registrations"),
    )
    op.create_index("ix_registrations_person", "registrations", ["telegram_id"])

    op.create_table(
        "reminders",
        sa.Column("meeting_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("about", sa.String(length=20), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("missed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name="fk_reminders_meeting_id_meetings", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", "telegram_id", "kind", "about", name="pk_reminders"),
    )
    op.create_index("ix_reminders_person", "reminders", ["telegram_id"])
