"""The overlay as the database keeps it, and the base with it laid over. An approval bears the day of the place."""

from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from knowledge.base.entry import Approval
from knowledge.base.overlay import Change, Overlay
from knowledge.snapshot import Knowledge
from storage.curation import approvals, base_version, changes_in_service


async def read_overlay(session: AsyncSession, zone: ZoneInfo) -> Overlay:
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
    """The base as it stands in this transaction, what it changed itself included."""
    return knowledge.laid(await read_overlay(session, zone))
