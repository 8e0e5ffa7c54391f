"""The tables of messages, updates, clocks, alerts and mails."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.first.types import INSTANT, ROW_ID


def create() -> None:
    """Create the tables of the outbox, pauses, handled updates, duties, business time, alerts and mails."""
    op.create_table(
        "outbox",
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("aims_at", ROW_ID),
        sa.Column("key", sa.String(length=120)),
        sa.Column("update_id", sa.BigInteger()),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("error", sa.String(length=200)),
        sa.Column("sent_at", INSTANT),
        sa.Column("forget_once_sent", sa.Boolean(), nullable=False),
        sa.Column("watched", sa.Boolean(), nullable=False),
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("failure", sa.String(length=16)),
        sa.ForeignKeyConstraint(["aims_at"], ["outbox.id"], name="fk_outbox_aims_at_outbox", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_aims_at", "outbox", ["aims_at"])
    op.create_index("ix_outbox_chat", "outbox", ["chat_id"])
    op.create_index(
        "ix_outbox_held",
        "outbox",
        ["id"],
        postgresql_where=sa.text("state = 'held'"),
        sqlite_where=sa.text("state = 'held'"),
    )
    op.create_index("ix_outbox_sent_at", "outbox", ["sent_at"])
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["priority", "id"],
        postgresql_where=sa.text("state = 'waiting'"),
        sqlite_where=sa.text("state = 'waiting'"),
    )

    op.create_table(
        "pauses",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("since", INSTANT),
        sa.PrimaryKeyConstraint("chat_id", name="pk_pauses"),
    )

    op.create_table(
        "updates_done",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("done_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "update_id", name="pk_updates_done"),
    )
    op.create_index("ix_updates_done_done_at", "updates_done", ["done_at"])

    op.create_table(
        "updates_set_aside",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("telegram_id", sa.BigInteger()),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("error", sa.String(length=200), nullable=False),
        sa.Column("set_aside_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "update_id", name="pk_updates_set_aside"),
    )
    op.create_index("ix_updates_set_aside_set_aside_at", "updates_set_aside", ["set_aside_at"])
    op.create_index("ix_updates_set_aside_telegram_id", "updates_set_aside", ["telegram_id"])

    op.create_table(
        "duties",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_duties"),
    )

    op.create_table(
        "business_clock",
        sa.Column("ahead_seconds", sa.Double(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_business_clock"),
    )

    op.create_table(
        "alerts",
        sa.Column("cause", sa.String(length=200), nullable=False),
        sa.Column("first_at", INSTANT, nullable=False),
        sa.Column("last_at", INSTANT, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("told_at", INSTANT),
        sa.Column("about", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("cause", name="pk_alerts"),
    )
    op.create_index("ix_alerts_last_at", "alerts", ["last_at"])

    op.create_table(
        "mails",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("next_at", INSTANT, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=200), nullable=False),
        sa.Column("qr", sa.String(length=200)),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mails"),
        sa.UniqueConstraint("key", name="uq_mails_key"),
    )
    op.create_index("ix_mails_next_at", "mails", ["next_at"])
