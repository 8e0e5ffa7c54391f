"""Previews: what a wording would change is computed outside any transaction, then told to the member who asked.

Of an entry that is being written in the office it is noted in its draft.

A request is a row (the form of the member), so that a restart begins it again. Where a preview fails, the member is
told and it is not tried again, since it would hold up the others.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress

from bot.alerts import Alerts
from bot.clock import machine_now
from bot.logs import describe
from bot.loops import Beat
from handlers.curation.forms import Draft
from handlers.curation.preview import answer_preview, give_up, previews_asked
from knowledge.base.overlay import WHOLE, Change, Overlay, print_of_file
from knowledge.finder.workshop import Dropped
from knowledge.learning.diff import Moved, preview
from knowledge.snapshot import Knowledge
from storage.database import Database, is_away
from storage.drafts import EntryDraft, drafts_to_preview, note_preview

LOOK_SECONDS = 0.5
log = logging.getLogger("aiguilleur.previews")


class Previews:
    """The loop that computes for members of the team what a change of wordings would do, before they publish it."""

    def __init__(self, database: Database, knowledge: Callable[[], Knowledge], beat: Beat, alerts: Alerts) -> None:
        self._database = database
        self._knowledge = knowledge
        self._beat = beat
        self._alerts = alerts
        self._unchanged = ""  # as long as the database is, nothing is asked for
        self._drafts: Sequence[EntryDraft] = ()

    async def run(self, stopping: asyncio.Event) -> None:
        """Answer the previews asked for, every half second, until `stopping` is set."""
        while not stopping.is_set():
            self._beat.now()
            try:
                for one in await self._asked():
                    await self._answer(*one)
                for draft in self._drafts:
                    await self._answer_draft(draft)
            except Exception as error:
                if not is_away(error):
                    raise
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), LOOK_SECONDS)

    async def _asked(self) -> list[tuple[int, Draft]]:
        change = await self._database.last_change()
        if change == self._unchanged:
            return []
        async with self._database.reading() as session:
            asked = await previews_asked(session)
            self._drafts = await drafts_to_preview(session)
        self._unchanged = change if not asked and not self._drafts else ""
        return asked

    async def _answer(self, telegram_id: int, draft: Draft) -> None:
        """Compute a preview and queue it for the member who asked; where that fails, tell them and alert the team."""
        try:
            await self._tell(telegram_id, draft)
        except Dropped:
            return  # the bot stops: what was asked stays asked
        except Exception as error:
            if is_away(error):
                raise
            log.error("a preview failed [%s]", describe(error))
            await self._alerts.tell("What a correction of the base would change could not be computed")
            async with self._database.transaction() as session:
                await give_up(session, telegram_id, draft, machine_now())

    async def _tell(self, telegram_id: int, draft: Draft) -> None:
        """Compute a preview and queue it for the member who asked."""
        knowledge = self._knowledge()
        moved = await self._compute_moved(draft.change(), knowledge)
        async with self._database.transaction() as session:
            await answer_preview(session, telegram_id, draft, moved, knowledge, machine_now())
        log.info("previewed a wording, %s known questions change", len(moved))

    async def _answer_draft(self, draft: EntryDraft) -> None:
        """Compute what a draft of the office would alter and note it there, unless the draft has changed meanwhile."""
        knowledge = self._knowledge()
        base = print_of_file(knowledge.files.get(draft.entry))
        moved: list[list[str]] | None = None
        try:
            change = Change(0, draft.entry, WHOLE, draft.seen, draft.written, base, "")
            moved = [[one.text, one.before, one.after] for one in await self._compute_moved(change, knowledge)]
        except Dropped:
            return  # the bot stops: what was asked stays asked
        except Exception as error:
            if is_away(error):
                raise
            log.error("a preview failed [%s]", describe(error))
        async with self._database.transaction() as session:
            await note_preview(session, draft, moved)

    async def _compute_moved(self, change: Change, knowledge: Knowledge) -> list[Moved]:
        """Compute in a thread, while the loop goes on, which known questions a change would have answered otherwise."""
        computing = asyncio.ensure_future(asyncio.to_thread(_moved_by, change, knowledge))
        while not computing.done():
            self._beat.now()
            await asyncio.wait({computing}, timeout=LOOK_SECONDS)
        return computing.result()


def _moved_by(change: Change, knowledge: Knowledge) -> list[Moved]:
    """Return the known questions that would be answered otherwise after a change of wordings.

    A wording that it adds or drops is left out, but not those that an entry written anew no longer has. `knowledge`
    may not have learned its own wordings yet: both sides learn theirs, and differ by the change alone.
    """
    now = knowledge if knowledge.is_taught else knowledge.taught()
    after = Overlay(now.overlay.version, (*now.overlay.changes, change), now.overlay.approvals)
    known = {wording for entry in now.entries.values() for wording in entry.wordings}
    then = now.laid(after).taught()
    if change.kind != WHOLE:
        known &= {wording for entry in then.entries.values() for wording in entry.wordings}
    return [one for one in preview(now, then) if one.text in known]
