"""Acts on an announcement that was queued: change it before it leaves, move it on, correct it once sent.

The caller has locked the announcement. Each returns False, with nothing done, where its state does not allow it, and
raises NotAllowed where the actor may not announce.
"""

from datetime import datetime

from handlers.announcements.actions import ANNOUNCE
from handlers.announcements.rules import Segment, Transition, advance
from handlers.talk.act import Act
from storage.announcements import Announcement, Progress
from storage.base import Json
from storage.deliveries import close_ledger, release_ledger


async def move_on(act: Act, one: Announcement, transition: Transition) -> bool:
    """Suspend, resume, stop or withdraw an announcement, or settle one held after a restore."""
    act.must_be_allowed(ANNOUNCE)
    if not advance(one, transition, act.now):
        return False
    if transition in (Transition.STOP, Transition.DROP_HELD):
        await close_ledger(act.session, one.id, act.machine_now)
    elif transition is Transition.SEND_HELD:
        await release_ledger(act.session, one.id)
    return True


async def change(
    act: Act,
    one: Announcement,
    subject: str | None,
    segment: Segment,
    content: Json,
    due_at: datetime,
    not_after: datetime | None,
) -> bool:
    """Change what a scheduled announcement says, to whom it goes, and when."""
    act.must_be_allowed(ANNOUNCE)
    if one.state != Progress.SCHEDULED:
        return False
    one.subject, one.segment, one.content = subject, segment.as_text, content
    one.due_at, one.not_after = due_at, not_after
    await act.session.flush()
    return True


async def correct(act: Act, one: Announcement, content: Json) -> bool:
    """Give an announcement that was sent the words of `content`; the messages received are edited."""
    act.must_be_allowed(ANNOUNCE)
    if not advance(one, Transition.CORRECT, act.now):
        return False
    one.content = dict(one.content) | {name: content[name] for name in ("html", "written_in")}
    one.version += 1
    return True
