"""/mesdonnees: all that is kept of a person, as a file to read and as JSON; nothing of anybody else."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from telegram import Update

from handlers.privacy import texts
from handlers.privacy.fields import named_fields
from handlers.privacy.words import COLUMNS, VALUES
from handlers.talk.permissions import STAFF
from handlers.talk.replies import plain_text
from handlers.talk.turn import Context, Turn
from storage.case_copies import relayed_to
from storage.inventory import INVENTORY, Kept, rows_of

Rows = Mapping[str, list[dict[str, Any]]]


async def export(update: Update, context: Context) -> None:
    await send_export(context.turn)


async def send_export(turn: Turn) -> None:
    person = turn.known()
    await turn.session.flush()
    others = await relayed_to(turn.session, person.telegram_id)
    is_staff = not STAFF.isdisjoint(turn.actors)
    found = {
        kept.table: [
            named_fields(kept.table, row, is_staff=is_staff, others=others)
            for row in await rows_of(turn.session, kept, person.telegram_id)
        ]
        for kept in INVENTORY
        if kept.person is not None and kept.exported
    }
    await turn.call(
        "send_document",
        _document("mes-donnees.txt", readable(found, turn.now, turn.hours.zone), texts.YOUR_DATA),
        forget=True,
    )
    await turn.call("send_document", _document("mes-donnees.json", as_json(found, turn.now)), forget=True)


def _document(name: str, content: str, caption: str = "") -> dict[str, Any]:
    return {"document": {"name": name, "content": content}, "caption": plain_text(caption)}


def as_json(found: Rows, now: datetime) -> str:
    return json.dumps({"exported_at": now, **found}, ensure_ascii=False, indent=1, default=str)


def readable(found: Rows, now: datetime, zone: ZoneInfo) -> str:
    """A heading for each thing that is kept, why, and its lines, in words."""
    parts = [f"Ce que le robot Aiguilleur garde de vous, le {_moment(now, zone)}."]
    for kept in INVENTORY:
        if found.get(kept.table):
            parts.append(_section(kept, found[kept.table], zone))
    return "\n\n".join([*parts, plain_text(texts.NOT_HERE)]) + "\n"


def _section(kept: Kept, rows: list[dict[str, Any]], zone: ZoneInfo) -> str:
    return "\n".join((f"Pour {kept.purpose} (vu par : {kept.seen_by}) :", *(_line(row, zone) for row in rows)))


def _line(row: dict[str, Any], zone: ZoneInfo) -> str:
    said = ((name, _said(value, zone)) for name, value in row.items())
    return "  - " + " ; ".join(f"{COLUMNS.get(name, name)} : {words}" for name, words in said if words)


def _said(value: Any, zone: ZoneInfo) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return _moment(value, zone)
    return VALUES.get(str(value), str(value))


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%d/%m/%Y à %H h %M}"
