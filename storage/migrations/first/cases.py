"""Demands passed on to staff, the copies of their messages, and the models of answers."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.first.types import FOLDED_WORD, INSTANT, ROW_ID


def create() -> None:
    """Create the tables of cases, their messages, copies and history, and of models."""
    op.create_table(
        "cases",
        sa.Column("telegram_id", sa.BigInteger()),
        sa.Column("person_name", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("referent", sa.String(length=80), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("entry", sa.String(length=64)),
        sa.Column("department", sa.String(length=3)),
        sa.Column("place", sa.String(length=80)),
        sa.Column("phase", sa.String(length=24)),
        sa.Column("opened_by", sa.String(length=80)),
        sa.Column("owner_id", sa.BigInteger()),
        sa.Column("owner_name", sa.String(length=80)),
        sa.Column("taken_at", INSTANT),
        sa.Column("asked_at", INSTANT),
        sa.Column("promise_at", INSTANT),
        sa.Column("first_reply_at", INSTANT),
        sa.Column("remind_at", INSTANT),
        sa.Column("escalate_at", INSTANT),
        sa.Column("nudge_at", INSTANT),
        sa.Column("expire_at", INSTANT),
        sa.Column("later_until", INSTANT),
        sa.Column("escalated_at", INSTANT),
        sa.Column("waiting_since", INSTANT),
        sa.Column("closed_at", INSTANT),
        sa.Column("closed_why", sa.String(length=16)),
        sa.Column("outcome", sa.String(length=16)),
        sa.Column("satisfied", sa.Boolean()),
        sa.Column("phone", sa.String(length=32)),
        sa.Column("call_when", sa.String(length=80)),
        sa.Column("is_findable", sa.Boolean(), nullable=False),
        sa.Column("id", ROW_ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_cases_closed_at", "cases", ["closed_at"])
    op.create_index("ix_cases_escalate_at", "cases", ["escalate_at"])
    op.create_index("ix_cases_expire_at", "cases", ["expire_at"])
    op.create_index("ix_cases_nudge_at", "cases", ["nudge_at"])
    op.create_index("ix_cases_owner_id", "cases", ["owner_id"])
    op.create_index("ix_cases_remind_at", "cases", ["remind_at"])
    op.create_index("ix_cases_state", "cases", ["state"])
    op.create_index("ix_cases_telegram_id", "cases", ["telegram_id"])
    op.create_index(
        "ix_cases_without_words",
        "cases",
        ["id"],
        postgresql_where=sa.text("NOT is_findable"),
        sqlite_where=sa.text("is_findable = 0"),
    )

    op.create_table(
        "models",
        sa.Column("telegram_id", sa.BigInteger()),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("is_proposed", sa.Boolean(), nullable=False),
        sa.Column("file_kind", sa.String(length=16)),
        sa.Column("file_id", sa.String(length=255)),
        sa.Column("file_name", sa.String(length=120)),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_models"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_models_telegram_id", "models", ["telegram_id"])

    op.create_table(
        "case_words",
        sa.Column("word", FOLDED_WORD, nullable=False),
        sa.Column("case_id", ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_words_case_id_cases", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("word", "case_id", name="pk_case_words"),
    )
    op.create_index("ix_case_words_case_id", "case_words", ["case_id"])

    op.create_table(
        "case_events",
        sa.Column("case_id", ROW_ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("what", sa.String(length=24), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("detail", sa.String(length=160), nullable=False),
        sa.Column("id", ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_events_case_id_cases", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_case_events"),
    )
    op.create_index("ix_case_events_case_id", "case_events", ["case_id"])

    op.create_table(
        "case_messages",
        sa.Column("case_id", ROW_ID, nullable=False),
        sa.Column("author", sa.String(length=8), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("author_name", sa.String(length=80), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.Column("excerpt", sa.String(length=300), nullable=False),
        sa.Column("is_cut", sa.Boolean(), nullable=False),
        sa.Column("edited_at", INSTANT),
        sa.Column("withdrawn_at", INSTANT),
        sa.Column("entry", sa.String(length=64)),
        sa.Column("entry_print", sa.String(length=16)),
        sa.Column("outdated_at", INSTANT),
        sa.Column("id", ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_messages_case_id_cases", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_case_messages"),
    )
    op.create_index("ix_case_messages_case_id", "case_messages", ["case_id"])
    op.create_index("ix_case_messages_original", "case_messages", ["telegram_id", "message_id"])

    op.create_table(
        "case_copies",
        sa.Column("case_id", ROW_ID, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("outbox_id", ROW_ID, nullable=False),
        sa.Column("case_message_id", ROW_ID),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("id", ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_copies_case_id_cases", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["case_message_id"],
            ["case_messages.id"],
            name="fk_case_copies_case_message_id_case_messages",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_copies"),
    )
    op.create_index("ix_case_copies_case_id", "case_copies", ["case_id"])
    op.create_index("ix_case_copies_case_message_id", "case_copies", ["case_message_id"])
    op.create_index("ix_case_copies_chat", "case_copies", ["chat_id", "message_id"])
    op.create_index("ix_case_copies_outbox_id", "case_copies", ["outbox_id"])
    op.create_index("ix_case_copies_state", "case_copies", ["state"])
