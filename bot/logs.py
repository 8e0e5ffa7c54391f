"""Logs for operators: in English, with the id of the update, without personal data or secrets."""

import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime

current_update: ContextVar[int | None] = ContextVar("current_update", default=None)
OURS = "aiguilleur"
# Libraries that would log addresses, tokens or texts.
_TALKATIVE = ("telegram", "aiohttp", "sqlalchemy", "apscheduler", "alembic", "asyncio", "httpx")


class TextFormat(logging.Formatter):
    """The format of a log line for people: time, level, logger, id of the update, message, kind of error."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as one line for people."""
        update = current_update.get()
        moment = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        about = f" update={update}" if update is not None else ""
        return f"{moment} {record.levelname} {record.name}{about} {_message(record)}{_where(record)}"


class JsonFormat(logging.Formatter):
    """The format of a log line as a JSON object, with the fields of the text format."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as one line of JSON, without the fields that are None."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "update": current_update.get(),
            "message": _message(record) + _where(record),
        }
        return json.dumps({key: value for key, value in line.items() if value is not None}, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    """Return the message of a log record.

    Of a library's record it is only the first line of the pattern, not filled in, since the values may quote a person.
    """
    if record.name.startswith(OURS):
        return record.getMessage()
    return str(record.msg).partition("\n")[0][:100]


def _where(record: logging.LogRecord) -> str:
    """Return the kind of a record's error and where it was raised, without its message, which may quote a person."""
    if not record.exc_info or record.exc_info[1] is None:
        return ""
    return f" [{describe(record.exc_info[1])}]"


def describe(error: BaseException) -> str:
    """Return the kind of an error and our line that raised it, such as "ValueError at handlers/reception/ask.py:31".

    Its message is left out, since it may quote a person.
    """
    ours, trace = "", error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        for room in ("handlers", "knowledge", "storage", "bot"):
            if f"/{room}/" in name:
                ours = f" at {room}/{name.rsplit(f'/{room}/', 1)[1]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return type(error).__name__ + ours


def set_up_logs(level: str, style: str) -> None:
    """Log to standard error from `level` on, in JSON where `style` is "json", else as text for people.

    Libraries that would log texts or secrets are silenced below ERROR.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormat() if style == "json" else TextFormat())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.ERROR)
    # python-telegram-bot logs whole updates when it cannot build a context; the ingress reports that itself.
    logging.getLogger("telegram.ext.Application").setLevel(logging.CRITICAL + 1)
