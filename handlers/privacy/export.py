"""/mesdonnees: all that is kept of a person, as a file to read and as JSON."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from telegram import Update

from handlers.privacy import texts
from handlers.replies import plain_text
from handlers.turn import Context, Turn
from storage.inventory import INVENTORY, Kept, rows_of

Rows = Mapping[str, list[dict[str, Any]]]


async def export(update: Update, context: Context) -> None:
    await send_export(context.turn)


async def send_export(turn: Turn) -> None:
    person = turn.known()
    await turn.session.flush()
    found = {
        kept.table: await rows_of(turn.session, kept, person.telegram_id)
        for kept in INVENTORY
        if kept.person is not None and kept.exported
    }
    await turn.call(
        "send_document", _document("mes-donnees.txt", readable(found, turn.now), texts.YOUR_DATA), forget=True
    )
    await turn.call("send_document", _document("mes-donnees.json", as_json(found, turn.now)), forget=True)


def _document(name: str, content: str, caption: str = "") -> dict[str, Any]:
    return {"document": {"name": name, "content": content}, "caption": plain_text(caption)}


def as_json(found: Rows, now: datetime) -> str:
    return json.dumps({"exported_at": now, **found}, ensure_ascii=False, indent=1, default=str)


def readable(found: Rows, now: datetime) -> str:
    """A heading for each thing that is kept, why, and its lines."""
    parts = [f"Ce que le robot Aiguilleur garde de vous, le {now:%d/%m/%Y à %H:%M} (UTC)."]
    for kept in INVENTORY:
        if found.get(kept.table):
            parts.append(_section(kept, found[kept.table]))
    return "\n\n".join([*parts, plain_text(texts.NOT_HERE)]) + "\n"


def _section(kept: Kept, rows: list[dict[str, Any]]) -> str:
    lines = [f"Pour {kept.purpose} (vu par : {kept.seen_by}) :"]
    for row in rows:
        lines += [
            "  - " + " ; ".join(f"{name} : {value}" for name, value in row.items() if value not in (None, [], ""))
        ]
    return "\n".join(lines)
