"""The overlay read from the database, and laid over the base. Days of approvals are in the local time zone."""

from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from knowledge.base.entry import Approval
from knowledge.base.overlay import Change, Overlay
from knowledge.snapshot import Knowledge
from storage.curation import approvals, base_version, changes_in_service


async def read_overlay(session: AsyncSession, zone: ZoneInfo) -> Overlay:
    """Return what the team changed of the base, from the database: changes and approvals in service, their version."""
    version = await base_version(session)
    changes = tuple(
        Change(row.id, row.entry, row.kind, row.old, row.new, row.base, row.by)
        for row in await changes_in_service(session)
    )
    approved = {
        row.entry: (Approval(row.by, row.approved_at.astimezone(zone).date()), row.text)
        for row in await approvals(session)
    }
    return Overlay(version, changes, approved)


async def as_changed(session: AsyncSession, knowledge: Knowledge, zone: ZoneInfo) -> Knowledge:
    """Return the base with all changes of the team that this transaction sees, its own included."""
    return knowledge.laid(await read_overlay(session, zone))
