"""A version of the schema after the newest, as the next release would bring it."""

import shutil
from pathlib import Path

import pytest

from storage import schema

NEXT = """
from alembic import op

revision, down_revision = "9998", "{newest}"


def upgrade() -> None:
    op.execute("UPDATE people SET department = '79'")
"""


def release_next_version(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the program know a version 9998, which sets everybody's department to 79."""
    migrations = folder / "migrations"
    shutil.copytree(schema.MIGRATIONS, migrations)
    (migrations / "versions" / "9998_next.py").write_text(NEXT.format(newest=schema.newest_revision()))
    monkeypatch.setattr(schema, "MIGRATIONS", migrations)
