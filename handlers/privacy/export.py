"""The export, /mesdonnees: what is kept of a person, as a text and as JSON, with nothing of anybody else."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from telegram import Update

from handlers.privacy import texts
from handlers.privacy.fields import named_fields
from handlers.privacy.kept_texts import COLUMNS, KEPT, VALUES
from handlers.talk.capability import Capability, Row
from handlers.talk.permissions import STAFF
from handlers.talk.replies import plain_text
from handlers.talk.turn import Context, Turn
from storage.base import Json
from storage.case_copies import relayed_to
from storage.inventory import EXPORTED, rows_of

Rows = Mapping[str, list[Json]]


@dataclass(frozen=True)
class Export:
    """The maker of data exports (/mesdonnees): `declared` capabilities tell which tables and columns to show."""

    declared: Sequence[Capability]

    @cached_property
    def kept(self) -> Mapping[str, tuple[str, str]]:
        """Why each table is kept and who sees it, by the table's name, in the order of the export."""
        return KEPT | {table: why for one in self.declared for table, why in one.kept.items()}

    @cached_property
    def columns(self) -> Mapping[str, str]:
        """The French name of each column that an export may show; a column without one is left out."""
        return COLUMNS | {name: words for one in self.declared for name, words in one.columns.items()}

    async def command(self, update: Update, context: Context) -> None:
        """Handle the command /mesdonnees: send the person their data export."""
        await self.send(context.turn)

    async def send(self, turn: Turn) -> None:
        """Send the person all that is stored about them, as a text file and as a JSON file."""
        await turn.session.flush()
        found = await self._found(turn)
        readable = _document("mes-donnees.txt", self.readable(found, turn.now, turn.hours.zone), texts.YOUR_DATA)
        await turn.call("send_document", readable, forget=True)
        await turn.call("send_document", _document("mes-donnees.json", as_json(found, turn.now)), forget=True)

    async def _found(self, turn: Turn) -> Rows:
        me, is_staff = turn.known().telegram_id, not STAFF.isdisjoint(turn.actors)
        others = await relayed_to(turn.session, me)
        return {
            table: [
                named_fields(table, row, self._columns_shown(table, row), is_staff=is_staff, others=others)
                for row in await rows_of(turn.session, EXPORTED[table], me)
            ]
            for table in self.kept
            if table in EXPORTED
        }

    def _columns_shown(self, table: str, row: Row) -> Collection[str]:
        hidden = {name for one in self.declared if table in one.hides for name in one.hides[table](row)}
        return self.columns.keys() - hidden

    def readable(self, found: Rows, now: datetime, zone: ZoneInfo) -> str:
        """Write the export as text: for each table with rows, a heading that says why it is kept, then a line a row."""
        parts = [texts.export_title(_moment(now, zone))]
        parts += [self._section(table, rows, zone) for table, rows in found.items() if rows]
        return "\n\n".join([*parts, plain_text(texts.NOT_HERE)]) + "\n"

    def _section(self, table: str, rows: list[Json], zone: ZoneInfo) -> str:
        return "\n".join((texts.export_heading(*self.kept[table]), *(self._line(row, zone) for row in rows)))

    def _line(self, row: Json, zone: ZoneInfo) -> str:
        said = ((name, _said(value, zone)) for name, value in row.items())
        return "  - " + " ; ".join(f"{self.columns[name]} : {words}" for name, words in said if words)


def _document(name: str, content: str, caption: str = "") -> Json:
    return {"document": {"name": name, "content": content}, "caption": plain_text(caption)}


def as_json(found: Rows, now: datetime) -> str:
    """Write the export as JSON: the rows by table, and the moment of the export under "exported_at"."""
    return json.dumps({"exported_at": now, **found}, ensure_ascii=False, indent=1, default=str)


def _said(value: object, zone: ZoneInfo) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return texts.YES if value else texts.NO
    if isinstance(value, datetime):
        return _moment(value, zone)
    return VALUES.get(str(value), str(value))


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):{texts.MOMENT}}"
