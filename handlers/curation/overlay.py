"""The overlay read from the database, and laid over the base. Days of approvals are in the local time zone."""

from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.talk.dates import full_date
from knowledge.base.entry import Approval
from knowledge.base.overlay import UNKNOWN, Change, Overlay
from knowledge.snapshot import Knowledge
from storage.curation import BaseChange, approvals, base_version, changes_in_service


async def read_overlay(session: AsyncSession, zone: ZoneInfo) -> Overlay:
    """Return what the team changed of the base, from the database: changes and approvals in service, their version."""
    version = await base_version(session)
    rows = await changes_in_service(session)
    changes = tuple(change_of(row, zone) for row in rows if row.kind != UNKNOWN)
    unknown = frozenset((row.old, row.by) for row in rows if row.kind == UNKNOWN)
    approved = {
        row.entry: (Approval(row.by, row.approved_at.astimezone(zone).date()), row.text)
        for row in await approvals(session)
    }
    return Overlay(version, changes, approved, unknown)


def change_of(row: BaseChange, zone: ZoneInfo) -> Change:
    """Return the change that a row holds."""
    day = full_date(row.made_at.astimezone(zone).date())
    return Change(row.id, row.entry, row.kind, row.old, row.new, row.base, row.by, day)


async def as_changed(session: AsyncSession, knowledge: Knowledge, zone: ZoneInfo) -> Knowledge:
    """Return the base with all changes of the team that this transaction sees, its own included."""
    return knowledge.laid(await read_overlay(session, zone))
