"""The act of collecting what is kept of a person, as a text and as JSON, with nothing of anybody else."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from handlers.privacy import texts
from handlers.privacy.actions import EXPORT_OWN_DATA
from handlers.privacy.fields import named_fields
from handlers.privacy.kept_texts import COLUMNS, KEPT, VALUES
from handlers.talk.act import Act
from handlers.talk.capability import Capability, Row
from handlers.talk.permissions import STAFF
from handlers.talk.replies import plain_text
from storage.base import Json
from storage.case_copies import relayed_to
from storage.inventory import EXPORTED, rows_of
from storage.roles import roles_of

Rows = Mapping[str, list[Json]]


@dataclass(frozen=True)
class OwnData:
    """What is kept of a person: `readable`, a text for them, and `machine`, the same as JSON."""

    readable: str
    machine: str


@dataclass(frozen=True)
class Collector:
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

    async def collect(self, act: Act, telegram_id: int) -> OwnData:
        """Return all that is stored about a person, in the open transaction too, and nothing of anybody else.

        Nothing is changed or queued. Raise NotAllowed where the actor may not receive a person's data.
        """
        act.must_be_allowed(EXPORT_OWN_DATA)
        await act.session.flush()
        found = await self._found(act, telegram_id)
        return OwnData(self._readable(found, act.now, act.hours.zone), _as_json(found, act.now))

    async def _found(self, act: Act, telegram_id: int) -> Rows:
        is_staff = any(one.role in STAFF for one in await roles_of(act.session, telegram_id))
        others = await relayed_to(act.session, telegram_id)
        return {
            table: [
                named_fields(table, row, self._columns_shown(table, row), is_staff=is_staff, others=others)
                for row in await rows_of(act.session, EXPORTED[table], telegram_id)
            ]
            for table in self.kept
            if table in EXPORTED
        }

    def _columns_shown(self, table: str, row: Row) -> Collection[str]:
        hidden = {name for one in self.declared if table in one.hides for name in one.hides[table](row)}
        return self.columns.keys() - hidden

    def _readable(self, found: Rows, now: datetime, zone: ZoneInfo) -> str:
        """Write the export as text: for each table with rows, a heading that says why it is kept, then a line a row."""
        parts = [texts.export_title(_moment(now, zone))]
        parts += [self._section(table, rows, zone) for table, rows in found.items() if rows]
        return "\n\n".join([*parts, plain_text(texts.NOT_HERE)]) + "\n"

    def _section(self, table: str, rows: list[Json], zone: ZoneInfo) -> str:
        return "\n".join((texts.export_heading(*self.kept[table]), *(self._line(row, zone) for row in rows)))

    def _line(self, row: Json, zone: ZoneInfo) -> str:
        said = ((name, _said(value, zone)) for name, value in row.items())
        return "  - " + " ; ".join(f"{self.columns[name]} : {words}" for name, words in said if words)


def _as_json(found: Rows, now: datetime) -> str:
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
