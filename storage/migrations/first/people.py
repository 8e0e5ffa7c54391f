"""The tables of people, their forms, consents, erasures, roles and absences."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.first.types import INSTANT


def _create_partial(name: str, column: str, where: str, in_sqlite: str = "") -> None:
    """Create an index of the people for whom a condition holds, written otherwise for SQLite where given."""
    op.create_index(name, "people", [column], postgresql_where=sa.text(where), sqlite_where=sa.text(in_sqlite or where))


def create() -> None:
    """Create the tables of people, profiles, dialogues, consents, subscriptions, erasures, roles and absences."""
    op.create_table(
        "people",
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("first_seen_at", INSTANT, nullable=False),
        sa.Column("last_seen_at", INSTANT, nullable=False),
        sa.Column("commune", sa.String(length=5)),
        sa.Column("department", sa.String(length=3)),
        sa.Column("last_entry", sa.String(length=64)),
        sa.Column("last_suggestions", sa.JSON(), nullable=False),
        sa.Column("last_answer_at", INSTANT),
        sa.Column("last_question", sa.String(length=300)),
        sa.Column("question_kept", sa.Integer()),
        sa.Column("place_kept", sa.Boolean(), nullable=False),
        sa.Column("awaiting", sa.String(length=48)),
        sa.Column("last_press", sa.String(length=96)),
        sa.Column("last_press_at", INSTANT),
        sa.Column("source", sa.String(length=32)),
        sa.Column("writing_to", sa.BigInteger()),
        sa.Column("writing_at", INSTANT),
        sa.Column("writing_said", sa.BigInteger()),
        sa.Column("held_back", sa.JSON(none_as_null=True)),
        sa.Column("ask_again_at", INSTANT),
        sa.Column("blocked_at", INSTANT),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("telegram_id", name="uq_people_telegram_id"),
    )
    op.create_index("ix_people_ask_again_at", "people", ["ask_again_at"])
    op.create_index("ix_people_last_seen_at", "people", ["last_seen_at"])
    op.create_index("ix_people_writing_at", "people", ["writing_at"])
    _create_partial("ix_people_writing_to", "writing_to", "writing_to IS NOT NULL")
    _create_partial("ix_people_holds_back", "last_seen_at", "held_back IS NOT NULL")
    _create_partial(
        "ix_people_spoke",
        "last_seen_at",
        "last_answer_at IS NOT NULL OR awaiting IS NOT NULL OR last_press IS NOT NULL OR last_question IS NOT NULL",
    )
    _create_partial(
        "ix_people_place_to_forget",
        "last_seen_at",
        "place_kept IS false AND department IS NOT NULL",
        in_sqlite="place_kept IS 0 AND department IS NOT NULL",
    )

    op.create_table(
        "profiles",
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("phase", sa.String(length=16), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("telegram_id", name="pk_profiles"),
    )

    op.create_table(
        "dialogues",
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("touched_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("telegram_id", name="pk_dialogues"),
    )
    op.create_index("ix_dialogues_touched_at", "dialogues", ["touched_at"])

    op.create_table(
        "consents",
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.String(length=24), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("given_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("telegram_id", "subject", name="pk_consents"),
    )

    op.create_table(
        "subscriptions",
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("given_at", INSTANT),
        sa.Column("ended_at", INSTANT),
        sa.Column("ended_by", sa.Integer()),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_subscriptions"),
    )
    op.create_index("ix_subscriptions_person", "subscriptions", ["telegram_id"])
    op.create_index("ix_subscriptions_subject", "subscriptions", ["subject", "telegram_id"])
    op.create_index(
        "uq_subscriptions_open",
        "subscriptions",
        ["telegram_id", "subject"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
        sqlite_where=sa.text("ended_at IS NULL"),
    )

    op.create_table(
        "rates",
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("telegram_id", "kind", name="pk_rates"),
    )
    op.create_index("ix_rates_since", "rates", ["since"])

    op.create_table(
        "erasures",
        sa.Column("person_hash", sa.String(length=64), nullable=False),
        sa.Column("erased_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("person_hash", name="pk_erasures"),
    )

    op.create_table(
        "erasure_salt",
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_erasure_salt"),
    )

    op.create_table(
        "roles",
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("linked_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("telegram_id", "role", "name", name="pk_roles"),
    )

    op.create_table(
        "ended_roles",
        sa.Column("role_hash", sa.String(length=64), nullable=False),
        sa.Column("ended_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("role_hash", name="pk_ended_roles"),
    )

    op.create_table(
        "invitations",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT),
        sa.Column("used_by", sa.BigInteger()),
        sa.PrimaryKeyConstraint("token_hash", name="pk_invitations"),
    )
    op.create_index("ix_invitations_expires_at", "invitations", ["expires_at"])
    op.create_index("ix_invitations_used_by", "invitations", ["used_by"])

    op.create_table(
        "absences",
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("begins_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("stand_in", sa.String(length=80), nullable=False),
        sa.Column("offered", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("telegram_id", name="pk_absences"),
    )
    op.create_index("ix_absences_ends_at", "absences", ["ends_at"])
