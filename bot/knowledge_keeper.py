"""The keeper of the base that is served: it takes up changes of the files and of the team.

Where changed files are faulty, the team is told and the last good base stays. Changes of the team are noticed by the
version in the database: corrected sentences and approvals are served at the next update, on every process; wordings
once the finder has learned them, in a process of its own. Where learning fails, the wordings of before stay in service,
and it is tried again after a minute.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.alerts import Alerts
from bot.clock import machine_now
from bot.loops import Beat
from bot.memory import give_back
from handlers.curation.outdated import tell_outdated
from handlers.curation.overlay import read_overlay
from knowledge.base.watch import fingerprint
from knowledge.finder.workshop import Dropped, NotLearned
from knowledge.snapshot import Knowledge, KnowledgeRefused
from storage.curation import base_version
from storage.database import Database, is_away

LOOK_SECONDS = 2.0
TRY_AGAIN_SECONDS = 60.0
log = logging.getLogger("aiguilleur.knowledge")


class KnowledgeKeeper:
    """The holder of the knowledge base that the bot serves, kept up to date with the files and the changes of the team.

    `directory` None means the entries shipped with the program.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        directory: Path | None,
        database: Database,
        alerts: Alerts,
        beat: Beat,
        zone: ZoneInfo,
    ) -> None:
        self._knowledge = knowledge
        self._directory = directory
        self._database = database
        self._alerts = alerts
        self._beat = beat
        self._zone = zone
        self._seen = fingerprint(directory)
        self._told: tuple[str, int] | None = (
            None  # the version of files and overlay whose outdated corrections the team was told
        )
        self._to_learn = asyncio.Event()
        self._is_stopping = False
        self._failed: dict[object, float] = {}  # what could not be learned, and when to try again

    def current(self) -> Knowledge:
        """Return the base in service, without asking the database."""
        return self._knowledge

    async def up_to_date(self, session: AsyncSession, version: int) -> Knowledge:
        """Return the base in service, after laying over it what the team has changed since.

        `version` is that of the base in the database now.
        """
        if version != self._knowledge.overlay.version:
            overlay = await read_overlay(session, self._zone)
            self._knowledge = self._knowledge.laid(overlay)  # which may have been taken up anew during the read
            log.info("what the team changed is taken up, version %s", self._knowledge.overlay.version)
            if not self._knowledge.is_taught:
                self._to_learn.set()
        return self._knowledge

    async def run(self, stopping: asyncio.Event) -> None:
        """Look for changes every two seconds until `stopping` is set."""
        dropping = asyncio.create_task(self._drop_learning_at(stopping))
        try:
            while not stopping.is_set():
                self._beat.now()
                await self.look()
                await self._wait(stopping)
        finally:
            dropping.cancel()

    async def look(self) -> None:
        """Take up changed files and changes of the team; learn new wordings; tell the team of outdated corrections."""
        await self._look_at_files()
        try:
            async with self._database.reading() as session:
                await self.up_to_date(session, await base_version(session))
            await self._tell_of_outdated()
        except Exception as error:
            if not is_away(error):
                raise
        self._to_learn.clear()
        await self._learn()

    async def _look_at_files(self) -> None:
        """Load the base anew where its files have changed; alert the team where the new one is faulty."""
        seen = await asyncio.to_thread(fingerprint, self._directory)
        if seen == self._seen or not self._may_learn(seen):
            return
        try:
            loaded = await self._learn_in_thread(seen, self._loaded)
        except KnowledgeRefused as refused:
            self._seen = seen
            for fault in refused.faults:
                log.error("knowledge refused: %s", fault)
            await self._alerts.tell("The changed knowledge base is faulty: the last good one stays in service")
            return
        if loaded is not None:
            self._seen = seen
            self._knowledge = loaded.laid(self._knowledge.overlay)
            log.info("knowledge taken up, version %s", self._knowledge.version)

    def _loaded(self) -> Knowledge:
        return Knowledge.load(self._directory, workshop=self._knowledge.workshop).ready()

    async def _learn(self) -> None:
        """Learn the wordings that the team added, if any, and take the base that knows them into service."""
        wanted = (self._knowledge.version, self._knowledge.overlay.version)
        if self._knowledge.is_taught or not self._may_learn(wanted):
            return
        taught = await self._learn_in_thread(wanted, self._knowledge.taught)
        if taught is not None:
            # Changes of the team made meanwhile stay; their wordings are learned at the next look.
            self._knowledge = taught.laid(self._knowledge.overlay)
            log.info("wordings learned, version %s", self._knowledge.overlay.version)

    def _may_learn(self, what: object) -> bool:
        """Return whether learning `what` has not failed within the last minute."""
        return time.monotonic() >= self._failed.get(what, 0.0)

    async def _learn_in_thread(self, what: object, work: Callable[[], Knowledge]) -> Knowledge | None:
        """Run `work`, which learns a base, in a thread while the loop goes on, and return the base.

        Where it cannot be learned, alert the team, note when to try again and return None; at the stop return None.
        """
        learning = asyncio.ensure_future(asyncio.to_thread(work))
        while not learning.done():
            self._beat.now()
            if self._is_stopping:
                self._knowledge.workshop.drop()  # what began to be learned as the stop came
            await asyncio.wait({learning}, timeout=LOOK_SECONDS)
        try:
            learned = learning.result()
        except Dropped:
            return None
        except NotLearned as why:
            if self._is_stopping:
                return None  # the process that learns may have been told to stop before this one was
            self._failed[what] = time.monotonic() + TRY_AGAIN_SECONDS
            log.error("new wordings are not in service, those of before are: %s", why)
            await self._alerts.tell("The new wordings of the base cannot be learned: those of before stay in service")
            return None
        self._failed.clear()
        await asyncio.to_thread(give_back)
        return learned

    async def _tell_of_outdated(self) -> None:
        now = (self._knowledge.version, self._knowledge.overlay.version)
        if now == self._told or not self._knowledge.outdated:
            return
        async with self._database.transaction() as session:
            await tell_outdated(session, self._knowledge, machine_now())
        self._told = now

    async def _drop_learning_at(self, stopping: asyncio.Event) -> None:
        """Wait for the stop, then end the learning under way, since nothing waits for it."""
        await stopping.wait()
        self._is_stopping = True
        self._knowledge.workshop.drop()

    async def _wait(self, stopping: asyncio.Event) -> None:
        """Wait until the stop, until wordings have to be learned, or for two seconds."""
        waits = [asyncio.ensure_future(one.wait()) for one in (stopping, self._to_learn)]
        with suppress(TimeoutError):
            await asyncio.wait(waits, timeout=LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        for one in waits:
            one.cancel()
