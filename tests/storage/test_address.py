"""Database addresses as people write them."""

from pathlib import Path

import pytest

from storage.address import AddressRefused, parse_address


@pytest.mark.parametrize(
    ("written", "path"),
    [("sqlite:///data/a.db", Path("data/a.db")), ("sqlite:////var/lib/a.db", Path("/var/lib/a.db")),
     ("sqlite+aiosqlite:///a.db", Path("a.db"))],
)  # fmt: skip
def test_sqlite_address_names_a_file(written: str, path: Path) -> None:
    assert parse_address(written).path == path


@pytest.mark.parametrize(
    ("written", "dsn"),
    [
        ("postgres://u:s@db/aiguilleur", "postgresql://u:s@db/aiguilleur"),
        ("postgresql+asyncpg://u:s@db:5433/aiguilleur", "postgresql://u:s@db:5433/aiguilleur"),
        ("postgres://u:s@db/a?sslmode=require&channel_binding=require", "postgresql://u:s@db/a?sslmode=require"),
        ("postgresql://u@/a?host=/run/postgresql", "postgresql://u@/a?host=%2Frun%2Fpostgresql"),
    ],
)
def test_postgresql_address_is_understood(written: str, dsn: str) -> None:
    assert parse_address(written).dsn == dsn


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("mysql://u@h/a", "write sqlite:///path/to/file or postgresql://user:secret@host/name"),
        ("sqlite://", "SQLite needs a file: write sqlite:///path/to/file"),
        ("sqlite:///:memory:", "SQLite needs a file: write sqlite:///path/to/file"),
        ("postgresql:///a", "the host is missing: write postgresql://user:secret@host/name"),
        ("postgresql://u@h", "the name of the database is missing: write postgresql://user:secret@host/name"),
        ("postgresql://u@h:port/a", "the port is not a number: write postgresql://user:secret@host:5432/name"),
    ],
)
def test_unusable_address_is_refused_with_its_mend(written: str, why: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        parse_address(written)
    assert str(refused.value) == why


def test_address_prints_without_its_secret() -> None:
    assert str(parse_address("postgresql://u:secret@db/aiguilleur")) == "postgresql://db/aiguilleur"
