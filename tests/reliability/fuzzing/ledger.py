"""The accounts of a fuzz: what was thrown, what the bot says became of it, and whether the two agree."""

import hashlib
import io
import json
from collections import Counter
from dataclasses import dataclass, field

import aiohttp
from sqlalchemy import func, select

from storage.outbox import OutboxMessage, State
from storage.updates import UpdateDone, UpdateSetAside
from tests.house import Ground
from tests.reliability.fuzzing.stream import Thrown
from tests.reliability.fuzzing.words import PLANTED

OUTCOMES = ("handled", "repeated", "set_aside")
SHOWN = 300  # in characters, of an example


@dataclass
class Ledger:
    """The accounts. `sent` are messages that people wrote meanwhile; `waits` are seconds until they were answered."""

    sent: int = 0
    seconds: float = 0.0
    statuses: Counter[int] = field(default_factory=Counter)
    outcomes: dict[str, int] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    errors: Counter[str] = field(default_factory=Counter)  # why updates were set aside
    examples: dict[str, str] = field(default_factory=dict)
    undeliverable: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    logs: io.StringIO = field(default_factory=io.StringIO)
    _copies: dict[int, set[bytes]] = field(default_factory=dict)
    _spoiled: set[int] = field(default_factory=set)

    def problem(self, words: str) -> None:
        self.problems.append(words)

    def note(self, thrown: Thrown, status: int, seconds: float) -> None:
        self.statuses[status] += 1
        if seconds > self.slowest[0]:
            self.slowest = (seconds, thrown.body[:SHOWN].decode(errors="replace"))
        if status == 200 and thrown.update_id is not None:
            self._copies.setdefault(thrown.update_id, set()).add(_digest(json.loads(thrown.body)))
            if not thrown.is_real:
                self._spoiled.add(thrown.update_id)
        elif status not in (400, 413) or (thrown.update_id is not None and not thrown.may_refuse):
            self.problem(f"answered {status}: {thrown.body[:SHOWN]!r}")

    async def messages_waiting(self, here: Ground) -> int:
        async with here.house.database.reading() as session:
            waiting = select(func.count()).select_from(OutboxMessage).where(OutboxMessage.state == State.WAITING)
            return await session.scalar(waiting) or 0

    async def balance(self, here: Ground) -> None:
        """Check every promise that the accounts can tell."""
        await self._count_updates(here)
        await self._look_at_set_aside(here)
        await self._look_at_outbox(here)
        for secret in (PLANTED, "5150515"):
            if secret.lower() in self.logs.getvalue().lower():
                self.problem(f"{secret} can be read in the logs")
        url = f"http://127.0.0.1:{here.settings.port}/health"
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            if answer.status != 200:
                self.problem(f"/health answers {answer.status}")

    async def _count_updates(self, here: Ground) -> None:
        registry = here.house.metrics.registry
        for outcome in OUTCOMES:
            counted = registry.get_sample_value("aiguilleur_updates_total", {"outcome": outcome})
            self.outcomes[outcome] = int(counted or 0)
        async with here.house.database.reading() as session:
            done = set(await session.scalars(select(UpdateDone.update_id)))
        self._equal("updates acknowledged", sum(self.outcomes.values()), self.statuses[200] + self.sent)
        self._equal("updates done", len(done), self.outcomes["handled"] + self.outcomes["set_aside"])
        self._equal("updates acknowledged and not done", len(self._copies.keys() - done), 0)

    async def _look_at_set_aside(self, here: Ground) -> None:
        async with here.house.database.reading() as session:
            rows = (await session.scalars(select(UpdateSetAside))).all()
        self._equal("updates kept aside", len(rows), self.outcomes["set_aside"])
        for row in rows:
            shown = json.dumps(row.payload, default=str)[:SHOWN]
            self.errors[row.error] += 1
            self.examples.setdefault(row.error, shown)
            if _digest(row.payload) not in self._copies.get(row.update_id, set()):
                self.problem(f"not kept as it came: {shown}")
            if row.update_id not in self._spoiled:
                self.problem(f"Telegram could send this, and it was set aside, {row.error}: {shown}")

    async def _look_at_outbox(self, here: Ground) -> None:
        async with here.house.database.reading() as session:
            lost = select(OutboxMessage.error).where(OutboxMessage.state == State.UNDELIVERABLE)
            self.undeliverable = Counter(error or "" for error in await session.scalars(lost))
        self._equal("messages undeliverable without a reason", self.undeliverable[""], 0)

    def _equal(self, what: str, found: int, expected: int) -> None:
        if found != expected:
            self.problem(f"{what}: {found}, expected {expected}")

    def lines(self) -> list[str]:
        thrown, waits = sum(self.statuses.values()), sorted(self.waits) or [0.0]
        refused = sum(count for status, count in self.statuses.items() if status != 200)
        return [
            f"  thrown {thrown}: refused at the door {refused}; of all taken "
            + ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in self.outcomes.items()),
            f"  ordinary people asked {len(self.waits)} times, answered after {waits[len(waits) // 2] * 1000:.0f} ms "
            f"(half), {waits[-1] * 1000:.0f} ms (slowest); slowest update {self.slowest[0] * 1000:.0f} ms",
            *(
                f"  set aside {count}: {error}, such as {self.examples[error][:120]}"
                for error, count in self.errors.most_common()
            ),
            *(f"  undeliverable {count}: {reason}" for reason, count in self.undeliverable.most_common()),
        ]


def _digest(payload: object) -> bytes:
    return hashlib.blake2b(json.dumps(payload, sort_keys=True).encode(), digest_size=16).digest()
