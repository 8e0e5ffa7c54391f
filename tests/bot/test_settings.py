"""Settings: read once, refused whole, every fault named, no secret printed."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.settings import Secret, Settings, SettingsRefused

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "contract.md"


def refusal(**environ: str) -> str:
    with pytest.raises(SettingsRefused) as refused:
        Settings.from_environment(environ)
    return str(refused.value)


def test_nothing_set_gives_polling_on_a_sqlite_file_in_data() -> None:
    settings = Settings.from_environment({})
    assert settings.database.path == Path("data/aiguilleur.db")
    assert (settings.by_webhook, settings.pace, settings.timezone) == (False, 30, ZoneInfo("Europe/Paris"))


def test_data_dir_holds_the_default_database() -> None:
    assert Settings.from_environment({"DATA_DIR": "/srv/a"}).database.path == Path("/srv/a/aiguilleur.db")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("TELEGRAM_TOKEN", "hello", "expected the token that BotFather gave, such as 123456:ABC-def"),
        ("TELEGRAM_API_URL", "telegram.org", "expected an address that begins with https:// or http://"),
        ("DATABASE_URL", "mysql://a", "write sqlite:///path/to/file or postgresql://user:secret@host/name"),
        ("PORT", "80800", "expected a port number between 1 and 65535"),
        ("TELEGRAM_PACE", "fast", "expected messages a second, such as 30"),
        ("TIMEZONE", "Paris", "expected a time zone such as Europe/Paris"),
        ("WORKING_HOURS", "always", "expected days and spans such as Mon-Fri 09:00-12:30,14:00-17:30"),
        ("WORKING_HOURS", "Mon-Fri 14:00-12:00", "the spans must follow each other, such as 09:00-12:30,14:00-17:30"),
        ("QUIET_HOURS", "night", "'night' is no span of time such as 09:00-12:30"),
        ("KNOWLEDGE_DIR", "/nowhere", "expected an existing folder"),
        ("DEMO_CLOCK", "yes", "expected 1 or 0"),
        ("LOG_FORMAT", "xml", "expected one of text, json"),
        ("SMTP_URL", "mail", "expected smtp://user:secret@host:port, smtps://… or smtp+starttls://…"),
    ],
)
def test_wrong_setting_is_named_with_what_was_expected(name: str, value: str, expected: str) -> None:
    assert refusal(**{name: value}) == f"{name}: {expected}"


def test_every_fault_is_named_at_once() -> None:
    told = refusal(PORT="0", TELEGRAM_PACE="-1")
    assert told == (
        "PORT: expected a port number between 1 and 65535; TELEGRAM_PACE: expected messages a second, such as 30"
    )


@pytest.mark.parametrize("alone", [{"PUBLIC_URL": "https://bot.example.org"}, {"WEBHOOK_SECRET": "long-enough-1"}])
def test_webhook_settings_go_together(alone: dict[str, str]) -> None:
    assert refusal(**alone) == "PUBLIC_URL and WEBHOOK_SECRET go together: set both (webhook) or neither (polling)"


def test_plain_http_is_accepted_on_a_loopback_address_only() -> None:
    assert refusal(PUBLIC_URL="http://example.org", WEBHOOK_SECRET="long-enough-1").startswith("PUBLIC_URL: ")
    near = Settings.from_environment({"PUBLIC_URL": "http://127.0.0.1:9", "WEBHOOK_SECRET": "long-enough-1"})
    assert near.public_url == "http://127.0.0.1:9"


def test_office_is_served_where_it_can_be_reached_safely() -> None:
    assert refusal(OFFICE="on", HOST="0.0.0.0").startswith("OFFICE: on needs PUBLIC_URL")
    assert refusal(OFFICE="yes") == "OFFICE: expected on or off"
    public = {"PUBLIC_URL": "https://bot.example.org", "WEBHOOK_SECRET": "long-enough-1"}
    told = ({}, {"OFFICE": "on"}, public, public | {"OFFICE": "off"})
    addresses = [Settings.from_environment(one).office_address for one in told]
    assert addresses == [None, "http://127.0.0.1:8080", "https://bot.example.org", None]


def test_secrets_are_never_printed() -> None:
    token, url = "123456:ABC-secret-token", "postgresql://u:secret-word@h/a"
    settings = Settings.from_environment({"TELEGRAM_TOKEN": token, "DATABASE_URL": url})
    assert "secret" not in f"{settings.token} {settings.token!r} {settings.database}"
    assert settings.token == Secret(token)


def test_every_setting_is_documented() -> None:
    source = (Path(__file__).parents[2] / "bot" / "settings.py").read_text()
    names = {part.split('"')[1] for part in source.split("reader.take(")[1:]}
    documented = DOCUMENTATION.read_text()
    assert sorted(name for name in names if f"`{name}`" not in documented) == []
