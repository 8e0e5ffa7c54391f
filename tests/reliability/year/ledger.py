"""The comparison at the end of the year of what is written with what was received; repeats are counted."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.demo.server import LocalTelegram
from storage.outbox import OutboxMessage, State
from storage.registrations import ReminderSent
from tests.reliability.year.hours import PARIS

if TYPE_CHECKING:
    from tests.reliability.year.simulate import Year

Reminded = tuple[str, int, str, str]


@dataclass
class Ledger:
    kills: Counter[str]
    heard: Counter[str]
    meetings: int = 0
    acts: int = 0
    messages: int = 0
    repeats: int = 0
    offers: int = 0
    calls: int = 0
    missed: int = 0
    problems: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        kills = ", ".join(f"{point} {count}" for point, count in sorted(self.kills.items()))
        heard = ", ".join(f"{kind} {count}" for kind, count in sorted(self.heard.items()))
        return [
            f"  {self.kills.total()} kills: {kills}",
            f"  {self.meetings} meetings, {self.acts} moments when somebody acted, said: {heard}",
            f"  {self.messages} messages written and received, {self.repeats} received twice; places offered "
            f"{self.offers}, called on the last day {self.calls}, reminders too late and not sent {self.missed}",
            f"  problems {len(self.problems)}",
        ]


async def compare(year: "Year", telegram: LocalTelegram) -> Ledger:
    told = list(year.calendar.meetings.values())
    ledger = Ledger(
        Counter(year.bot.kills), Counter(year.hearing.counts), len(told), year.acts,
        offers=sum(one.offers for one in told), calls=sum(one.calls for one in told),
    )  # fmt: skip
    ledger.problems = year.problems()
    async with year.database.reading() as session:
        rows = list(await session.scalars(select(OutboxMessage).where(OutboxMessage.method.like("send%"))))
        late = set(await session.execute(select(ReminderSent.meeting_id, ReminderSent.telegram_id)
                                         .where(ReminderSent.missed)))  # fmt: skip
    _compare_messages(year, rows, ledger)
    _compare_reminders(year, rows, ledger)
    ledger.missed = len(late)
    if {(one[0], one[1]) for one in late} != year.calendar.missed:
        ledger.problems.append(f"missed: written {late}, seen {year.calendar.missed}")
    return ledger


def _compare_messages(year: "Year", rows: list[OutboxMessage], ledger: Ledger) -> None:
    for who, somebody in year.people.items():
        own = [row for row in rows if row.chat_id == who]
        sent = {row.message_id for row in own if row.state == State.SENT}
        received = {one.message_id: one.text for one in somebody.person.received}
        ledger.messages += len(sent)
        ledger.problems += [f"{who}: {row.state} {row.key}" for row in own if row.state in (State.WAITING, State.HELD)]
        ledger.problems += [f"{who}: message {one} is written and was not received" for one in sent - received.keys()]
        for one in received.keys() - sent:
            ledger.repeats += 1
            if received[one] not in {received[other] for other in sent & received.keys()}:
                ledger.problems.append(f"{who}: received and not written: {received[one][:60]}")


def _compare_reminders(year: "Year", rows: list[OutboxMessage], ledger: Ledger) -> None:
    written = {_read_key(row) for row in rows if row.state == State.SENT and (row.key or "").startswith("reminder:")}
    heard = {
        (year.calendar.meetings[meeting].uid, who, kind, starts_at.astimezone(PARIS).strftime(_ABOUT[kind]))
        for (meeting, kind, starts_at), people in year.hearing.got.items()
        for who in people
        if kind in _ABOUT
    }
    ledger.problems += [f"reminder written and not heard: {one}" for one in written - heard]
    ledger.problems += [f"reminder heard and not written: {one}" for one in heard - written]


_ABOUT = {"week": "%Y-%m-%d", "day": "%Y-%m-%d", "hour": "%Y-%m-%dT%H:%M"}


def _read_key(row: OutboxMessage) -> Reminded:
    _, uid, who, kind, about = (row.key or "").split(":", 4)
    return uid, int(who), kind, about
