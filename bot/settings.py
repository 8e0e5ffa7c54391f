"""The settings, read once from the environment and an `.env` file. No other module reads the environment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.proxies import is_loopback, proxy_for
from handlers.talk.hours import Hours, QuietHours, WorkingHours
from storage.address import Address, parse_address
from storage.retention import DEFAULT, parse_retention

T = TypeVar("T")


class SettingsRefused(ValueError):
    """The error that settings are wrong; its message names all faults in one line."""


class Secret:
    """A text, such as a password, that is not shown where it is printed or logged."""

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the secret text."""
        return self._value

    def __repr__(self) -> str:
        return "Secret('…')"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)


@dataclass(frozen=True)
class Settings:
    """All settings of the program, read from the environment."""

    database: Address
    data_dir: Path
    token: Secret | None = None
    api_url: str = "https://api.telegram.org"
    proxy: Secret | None = None  # through which Telegram is reached
    public_url: str | None = None
    webhook_secret: Secret | None = None
    host: str = "127.0.0.1"
    port: int = 8080
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Paris"))
    pace: float = 30.0
    smtp_url: Secret | None = None
    mail_from: str | None = None
    mail_every: float = 2.0  # seconds between two looks for mails to send; shorter in tests alone
    working_hours: WorkingHours = field(default_factory=WorkingHours.default)
    quiet_hours: QuietHours = field(default_factory=QuietHours.default)
    knowledge_dir: Path | None = None
    metrics_port: int | None = None
    demo_clock: bool = False
    office: bool | None = None  # None: where there is a PUBLIC_URL
    retention: Mapping[str, timedelta] = field(default_factory=lambda: DEFAULT)
    log_format: str = "text"
    log_level: str = "INFO"

    @property
    def hours(self) -> Hours:
        """The time zone of the bot, its working hours and its quiet hours."""
        return Hours(self.timezone, self.working_hours, self.quiet_hours)

    @property
    def office_address(self) -> str | None:
        """The address of the office, without a path; None where it is not to be served."""
        if self.office is False or (self.office is None and self.public_url is None):
            return None
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def by_webhook(self) -> bool:
        """Whether updates come by webhook; else they come by polling."""
        return self.public_url is not None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Settings":
        """Return the settings that these variables hold, with defaults for those missing or empty.

        Raises SettingsRefused, which names every fault at once.
        """
        reader = _Reader(environ)
        data_dir = reader.take("DATA_DIR", Path, Path("data"))
        settings = cls(
            data_dir=data_dir,
            database=reader.take("DATABASE_URL", parse_address, Address(data_dir / "aiguilleur.db", None)),
            token=reader.take("TELEGRAM_TOKEN", _token, None),
            api_url=reader.take("TELEGRAM_API_URL", _web_address, cls.api_url),
            public_url=reader.take("PUBLIC_URL", _public_address, None),
            webhook_secret=reader.take("WEBHOOK_SECRET", _webhook_secret, None),
            host=reader.take("HOST", str, cls.host),
            port=reader.take("PORT", _port, cls.port),
            timezone=reader.take("TIMEZONE", _timezone, ZoneInfo("Europe/Paris")),
            pace=reader.take("TELEGRAM_PACE", _pace, cls.pace),
            smtp_url=reader.take("SMTP_URL", _smtp_address, None),
            mail_from=reader.take("MAIL_FROM", _mail, None),
            working_hours=reader.take("WORKING_HOURS", WorkingHours.parse, WorkingHours.default()),
            quiet_hours=reader.take("QUIET_HOURS", QuietHours.parse, QuietHours.default()),
            knowledge_dir=reader.take("KNOWLEDGE_DIR", _directory, None),
            metrics_port=reader.take("METRICS_PORT", _port, None),
            demo_clock=reader.take("DEMO_CLOCK", _yes, False),
            office=reader.take("OFFICE", _on_or_off, None),
            retention=reader.take("RETENTION", parse_retention, DEFAULT),
            log_format=reader.take("LOG_FORMAT", _one_of("text", "json"), cls.log_format),
            log_level=reader.take("LOG_LEVEL", _one_of("DEBUG", "INFO", "WARNING", "ERROR"), cls.log_level),
        )
        try:
            proxy = proxy_for(settings.api_url, environ)
            settings = replace(settings, proxy=Secret(proxy) if proxy else None)
        except ValueError as fault:
            reader.faults.append(f"HTTPS_PROXY: {fault}")
        if not reader.faults and bool(settings.public_url) != bool(settings.webhook_secret):
            reader.faults.append("PUBLIC_URL and WEBHOOK_SECRET go together: set both (webhook) or neither (polling)")
        if settings.office and not settings.public_url and not is_loopback(settings.host):
            reader.faults.append("OFFICE: on needs PUBLIC_URL, with https; without it, a HOST on this machine alone")
        if reader.faults:
            raise SettingsRefused("; ".join(reader.faults))
        return settings


class _Reader:
    """The reader of the variables of the environment, which collects their faults so that all are named at once."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.faults: list[str] = []

    def take(self, name: str, read: Callable[[str], T], default: T) -> T:
        """Return the variable `name` as `read` converts it, or `default` where it is missing, empty or faulty.

        The message of the ValueError that `read` raises is added to `faults`.
        """
        raw = self._environ.get(name, "").strip()
        if not raw:
            return default
        try:
            return read(raw)
        except ValueError as fault:
            self.faults.append(f"{name}: {fault}")
            return default


def _token(raw: str) -> Secret:
    number, _, rest = raw.partition(":")
    if not number.isdigit() or not rest or not rest.replace("-", "").replace("_", "").isalnum():
        raise ValueError("expected the token that BotFather gave, such as 123456:ABC-def")
    return Secret(raw)


def _web_address(raw: str) -> str:
    parts = urlsplit(raw)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("expected an address that begins with https:// or http://")
    return raw.rstrip("/")


def _public_address(raw: str) -> str:
    address = _web_address(raw)
    parts = urlsplit(address)
    if parts.scheme != "https" and not is_loopback(parts.hostname or ""):
        raise ValueError("expected https:// (http:// only on a loopback address)")
    return address


def _webhook_secret(raw: str) -> Secret:
    if not 8 <= len(raw) <= 256 or not raw.replace("-", "").replace("_", "").isalnum() or not raw.isascii():
        raise ValueError("expected 8 to 256 letters, digits, - or _")
    return Secret(raw)


def _smtp_address(raw: str) -> Secret:
    parts = urlsplit(raw)
    if parts.scheme not in ("smtp", "smtps", "smtp+starttls") or not parts.hostname:
        raise ValueError("expected smtp://user:secret@host:port, smtps://… or smtp+starttls://…")
    return Secret(raw)


def _mail(raw: str) -> str:
    if "@" not in raw.strip("@"):
        raise ValueError("expected a mail address")
    return raw


def _port(raw: str) -> int:
    if not raw.isdigit() or not 0 < int(raw) < 65536:
        raise ValueError("expected a port number between 1 and 65535")
    return int(raw)


def _pace(raw: str) -> float:
    try:
        pace = float(raw)
    except ValueError:
        pace = 0
    if not 0 < pace <= 10_000:
        raise ValueError("expected messages a second, such as 30")
    return pace


def _timezone(raw: str) -> ZoneInfo:
    try:
        return ZoneInfo(raw)
    except (OSError, ValueError, KeyError):
        raise ValueError("expected a time zone such as Europe/Paris") from None


def _directory(raw: str) -> Path:
    path = Path(raw)
    if not path.is_dir():
        raise ValueError("expected an existing folder")
    return path


def _yes(raw: str) -> bool:
    if raw not in ("0", "1"):
        raise ValueError("expected 1 or 0")
    return raw == "1"


def _on_or_off(raw: str) -> bool:
    if raw not in ("on", "off"):
        raise ValueError("expected on or off")
    return raw == "on"


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(raw: str) -> str:
        for choice in choices:
            if raw.lower() == choice.lower():
                return choice
        raise ValueError(f"expected one of {', '.join(choices)}")

    return read
