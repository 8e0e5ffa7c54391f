"""A bot that is deaf or mute says so: each way to be so shows after a minute, once, with what to do."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from telegram import WebhookInfo
from telegram.error import Conflict, EndPointNotFound, InvalidToken, NetworkError, TelegramError

from bot.clock import machine_now
from bot.health import health_report
from bot.ways import DOWN_AFTER, Way, why
from bot.webhook_watch import trouble_of
from storage.address import Address
from storage.database import Database, is_away
from storage.pooler import is_refused_by_pooler, refuse_pooler, share_a_session

HERE = "https://bot.example.org/telegram"


class Watch:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_way_is_down_after_a_minute_and_told_once_each_time() -> None:
    watch = Watch()
    way = Way("the bot has been deaf", watch)
    for _ in range(2):
        way.fails("another program")
        assert (way.trouble, way.to_tell()) == ("", "")
        watch.at += DOWN_AFTER
        way.fails("another program")
        assert way.trouble == "another program"
        assert [way.to_tell(), way.to_tell()] == ["the bot has been deaf for a minute: another program", ""]
        way.works()
        assert way.trouble == ""


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (Conflict("terminated by other getUpdates request"), "another program takes the updates"),
        (InvalidToken("Unauthorized"), "Telegram does not know the token"),
        (EndPointNotFound("Endpoint 'getUpdates' not found in Bot API"), "Telegram does not know the token"),
        (NetworkError("Bad Gateway"), "Telegram does not answer (NetworkError)"),
    ],
)
def test_trouble_says_what_to_do(refusal: TelegramError, words: str) -> None:
    assert why(refusal).startswith(words)


def test_webhook_that_somebody_changed_or_that_fails_is_told() -> None:
    now = machine_now()
    fine = WebhookInfo(HERE, False, 0)
    failed = WebhookInfo(HERE, False, 3, last_error_date=now, last_error_message="Connection refused")
    long_ago = WebhookInfo(HERE, False, 3, last_error_date=now - timedelta(hours=1), last_error_message="x")
    assert [trouble_of(one, HERE) for one in (fine, long_ago)] == ["", ""]
    assert "Connection refused" in trouble_of(failed, HERE)
    assert "instead of" in trouble_of(WebhookInfo("", False, 0), HERE)


async def test_health_fails_where_a_way_is_down_or_nothing_can_be_written(sqlite_address: Address) -> None:
    watch = Watch()
    hearing = Way("the bot has been deaf", watch)
    async with Database(sqlite_address) as database:
        assert (await health_report(database, [], [hearing]))["status"] == "ok"
        hearing.fails("another program")
        watch.at = DOWN_AFTER
        report = await health_report(database, [], [hearing])
        assert (report["status"], report["not_working"]) == ("failing", ["the bot has been deaf: another program"])
        async with database.transaction() as session:
            await session.execute(text("PRAGMA query_only = ON"))
        report = await health_report(database, [])
        assert (report["status"], report["database"]) == ("failing", "cannot be written")


def test_database_for_reading_only_is_away_and_updates_stay_at_telegram() -> None:
    error = OperationalError(
        "UPDATE", {}, __import__("sqlite3").OperationalError("attempt to write a readonly database")
    )
    assert is_away(error)


class Pooled:
    """A connection of a pooler, on one of its sessions."""

    def __init__(self, sessions: list[dict[str, object]], *, keeps: bool) -> None:
        self._sessions, self._keeps = sessions, keeps
        self._own: dict[str, object] = {}
        self._held: dict[str, object] | None = None

    def _session(self) -> dict[str, object]:
        return self._own if self._keeps else self._held if self._held is not None else self._sessions[0]

    async def fetchval(self, query: str, *args: object) -> object:
        if args:
            self._session()["mark"] = args[0]
        return self._session().get("mark")

    async def execute(self, query: str, *args: object) -> object:
        self._held = self._sessions.pop(0) if query == "BEGIN" and not self._keeps else None
        return None


async def test_pooler_that_shares_sessions_is_seen() -> None:
    shared: list[dict[str, object]] = [{}, {}]
    assert await share_a_session(Pooled(shared, keeps=False), Pooled(shared, keeps=False))
    assert not await share_a_session(Pooled([], keeps=True), Pooled([], keeps=True))
    cause = RuntimeError("unsupported startup parameter: tcp_keepalives_idle")
    assert (is_refused_by_pooler(RuntimeError("away")), is_refused_by_pooler(cause)) == (False, True)


async def test_real_database_is_no_pooler(address: Address) -> None:
    await refuse_pooler(address)
