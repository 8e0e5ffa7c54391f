"""Keeps the base in service and takes up its changes: a faulty base is told, the last good one goes on."""

import asyncio
import logging
from contextlib import suppress
from pathlib import Path

from bot.alerts import Alerts
from bot.loops import Beat
from knowledge.base import Knowledge, KnowledgeRefused
from knowledge.watch import fingerprint

LOOK_SECONDS = 2.0
log = logging.getLogger("aiguilleur.knowledge")


class KnowledgeKeeper:
    """`directory` None: the entries shipped with the program."""

    def __init__(self, knowledge: Knowledge, directory: Path | None, alerts: Alerts, beat: Beat) -> None:
        self._knowledge = knowledge
        self._directory = directory
        self._alerts = alerts
        self._beat = beat
        self._seen = fingerprint(directory)

    def current(self) -> Knowledge:
        return self._knowledge

    async def run(self, stopping: asyncio.Event) -> None:
        while not stopping.is_set():
            self._beat.now()
            await self.look()
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), LOOK_SECONDS)

    async def look(self) -> None:
        seen = await asyncio.to_thread(fingerprint, self._directory)
        if seen == self._seen:
            return
        try:
            self._knowledge = await asyncio.to_thread(Knowledge.load, self._directory)
            self._seen = seen
            log.info("knowledge taken up, version %s", self._knowledge.version)
        except KnowledgeRefused as refused:
            self._seen = seen
            for fault in refused.faults:
                log.error("knowledge refused: %s", fault)
            await self._alerts.tell("The changed knowledge base is faulty: the last good one stays in service")
