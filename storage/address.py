"""The address of the database: DATABASE_URL as people write it, translated for our drivers."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

# Parameters of libpq that asyncpg would pass on to the server, which refuses them.
_ONLY_LIBPQ = {
    "channel_binding",
    "gssencmode",
    "keepalives",
    "keepalives_idle",
    "keepalives_interval",
    "keepalives_count",
    "connect_timeout",
    "tcp_user_timeout",
}


class AddressRefused(ValueError):
    """The error that a database address cannot be used; its message says why and how to write it."""


@dataclass(frozen=True)
class Address:
    """Where the database is: `path` for SQLite, `dsn` (a libpq URL) for PostgreSQL; the other of the two is None."""

    path: Path | None
    dsn: str | None

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a SQLite file."""
        return self.path is not None

    def __str__(self) -> str:
        """Return the address without user name and password, for people and logs."""
        if self.path is not None:
            return f"sqlite:///{self.path}"
        parts = urlsplit(self.dsn or "")
        return f"postgresql://{parts.hostname or 'local socket'}{parts.path}"


def parse_address(url: str) -> Address:
    """Read a database address: `sqlite:///path`, `postgresql://…` or `postgres://…`.

    A driver named after a plus sign, as in `postgresql+psycopg://…`, is ignored. Raises AddressRefused.
    """
    scheme = url.partition(":")[0].partition("+")[0].lower()
    if scheme == "sqlite":
        return Address(path=_sqlite_path(url), dsn=None)
    if scheme in ("postgres", "postgresql"):
        return Address(path=None, dsn=_dsn(url))
    raise AddressRefused("write sqlite:///path/to/file or postgresql://user:secret@host/name")


def _sqlite_path(url: str) -> Path:
    _, separator, rest = url.partition(":///")
    path = unquote(rest.partition("?")[0])
    if not separator or not path or path == ":memory:":
        raise AddressRefused("SQLite needs a file: write sqlite:///path/to/file")
    return Path(path)


def _dsn(url: str) -> str:
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    try:
        _ = parts.port
    except ValueError:
        raise AddressRefused("the port is not a number: write postgresql://user:secret@host:5432/name") from None
    socket_directory = dict(query).get("host")
    if not parts.hostname and not socket_directory:
        raise AddressRefused("the host is missing: write postgresql://user:secret@host/name")
    if not parts.path.strip("/"):
        raise AddressRefused("the name of the database is missing: write postgresql://user:secret@host/name")
    kept = [(name, value) for name, value in query if name not in _ONLY_LIBPQ]
    return urlunsplit(("postgresql", parts.netloc, parts.path, urlencode(kept), ""))
