"""Listens to all that the bot says, in the order of arrival, and decides what people do about it."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.demo.journal import Entry
from bot.demo.server import LocalTelegram
from bot.demo.shown import Shown, show
from tests.reliability.year.hours import KINDS, is_night
from tests.reliability.year.messages import UNASKED, Said, read
from tests.reliability.year.told import Told

if TYPE_CHECKING:
    from tests.reliability.year.simulate import Year

MINUTE = timedelta(minutes=1)
ON_TIME = timedelta(minutes=15)

# What people answer, and the share of them.
_ANSWERS = {
    "week": (("rappels", "non", 0.05),), "day": (("viens", "oui", 0.5), ("viens", "non", 0.12)),
    "thanks": (("avis", "3", 0.2), ("avis", "2", 0.1)),
}  # fmt: skip


class Hearing:
    def __init__(self, year: "Year", telegram: LocalTelegram) -> None:
        self._year = year
        self._world = telegram.world
        self._heard = 0
        self._latest: dict[int, list[tuple[str, Any]]] = defaultdict(list)
        self.got: dict[tuple[int, str, datetime], set[int]] = defaultdict(set)
        self.since_change: dict[str, set[int]] = defaultdict(set)
        self.counts: dict[str, int] = defaultdict(int)
        self.problems: list[str] = []

    def listen(self) -> None:
        new = self._world.journal[self._heard :]
        self._heard += len(new)
        for who, shown in _by_rank([(one.chat_id or 0, self._message(one)) for one in new if self._is_for_people(one)]):
            self._hear(who, shown)

    def _is_for_people(self, entry: Entry) -> bool:
        return entry.accepted and entry.method.startswith("send") and entry.chat_id in self._year.people

    def _message(self, entry: Entry) -> Shown:
        return show(self._world.chats[entry.chat_id or 0].messages[entry.message_id or 0])

    def _hear(self, who: int, shown: Shown) -> None:
        if self._is_repeat(who, shown):
            return
        said = read(shown)
        self.counts[said.kind] += 1
        self.since_change[said.kind].add(who)
        if said.kind in UNASKED and is_night(self._year.now):
            self.problems.append(f"{said.kind} said to {who} at night, {self._year.now}")
        if said.kind in KINDS or said.kind == "thanks":
            self._recalled(who, said, shown)
        elif said.kind in _TAKEN:
            about = said.meeting if said.kind in UNASKED else self._year.people[who].meeting
            told = self._year.calendar.meetings.get(about or 0)
            if told is not None:
                _TAKEN[said.kind](self, told, who, said, shown)

    def _is_repeat(self, who: int, shown: Shown) -> bool:
        """Tell whether a message was accepted by Telegram, not recorded, and so said again; the ledger counts these."""
        this = (shown.text, shown.buttons)
        before = self._latest[who][-3:]
        self._latest[who].append(this)
        return this in before and self._year.bot.kills.total() > 0

    def _recalled(self, who: int, said: Said, shown: Shown) -> None:
        told = self._year.calendar.meetings[said.meeting or 0]
        due = self._year.calendar.due(told, said.kind)
        if not due - MINUTE <= self._year.now <= due + ON_TIME:
            self.problems.append(f"{said.kind} of meeting {told.id} due {due} came to {who} at {self._year.now}")
        if told.is_cancelled:
            self.problems.append(f"{said.kind} of a cancelled meeting, to {who}")
        key = (told.id, said.kind, told.starts_at)
        if who in self.got[key]:
            self.problems.append(f"{said.kind} of meeting {told.id} twice to {who}")
        self.got[key].add(who)
        codes = [(f"{verb}:{told.id}:{value}", share) for verb, value, share in _ANSWERS.get(said.kind, ())]
        self._perhaps(who, shown, codes, 10, 300)

    def _perhaps(self, who: int, shown: Shown, codes: list[tuple[str, float]], first: int, last: int) -> None:
        """Plan one of these answers, each with its chance, some minutes later."""
        drawn = self._year.chance.random()
        for code, share in codes:
            if drawn < share:
                moment = self._year.now + MINUTE * self._year.chance.randint(first, last)
                self._year.at(moment, partial(self._year.calendar.answer, who, shown, code))
                return
            drawn -= share

    # ---- what concerns a place

    def registered(self, told: Told, who: int, said: Said, shown: Shown) -> None:
        told.is_in(who, self._year.now, self._year.unreachable())
        self._year.calendar.vain[told.kind].discard(who)

    def waiting(self, told: Told, who: int, said: Said, shown: Shown) -> None:
        told.waits(who, said.rank, self._year.now, self._year.unreachable())
        self._year.calendar.vain[told.kind].discard(who)

    def again(self, told: Told, who: int, said: Said, shown: Shown) -> None:
        told.waits_again(who, said.rank, self._year.now, self._year.unreachable())

    def left(self, told: Told, who: int, said: Said, shown: Shown) -> None:
        told.is_out(who)

    def muted(self, told: Told, who: int, said: Said, shown: Shown) -> None:
        told.muted.add(who)

    def offered(self, told: Told, who: int, said: Said, shown: Shown) -> None:
        self._consider(told, who, shown, told.is_offered(who, self._year.now, self._year.unreachable()))

    def first(self, told: Told, who: int, said: Said, shown: Shown) -> None:
        self._consider(told, who, shown, told.comes_first(who, self._year.now))

    def head(self, told: Told, who: int, said: Said, shown: Shown) -> None:
        told.waits_first(who, said.rank, self._year.now, self._year.unreachable())

    def _consider(self, told: Told, who: int, shown: Shown, until: datetime) -> None:
        """Decide to take the offer, decline it, answer late, or never."""
        yes, no = f"place:{told.id}:oui", f"place:{told.id}:non"
        self._year.at(until + 5 * MINUTE)
        soon = self._year.now + MINUTE * self._year.chance.randint(5, 170)
        late = until + MINUTE * self._year.chance.randint(20, 90)
        choices = [(soon, yes)] * 5 + [(soon, no)] + [(late, yes)] * 2 + [(None, yes)] * 2
        moment, code = self._year.chance.choice(choices)
        if moment is not None:
            self._year.at(moment, partial(self._year.calendar.answer, who, shown, code))

    def called(self, told: Told, who: int, said: Said, shown: Shown) -> None:
        told.is_called(who, self._year.now)
        self._perhaps(who, shown, [(f"place:{told.id}:oui", 0.6), (f"place:{told.id}:non", 0.1)], 3, 90)


def _by_rank(said: list[tuple[int, Shown]]) -> Iterator[tuple[int, Shown]]:
    """Yield messages of one moment by the ranks that they tell; each person's stay in order."""
    held: list[tuple[int, int, Shown]] = []
    for who, shown in said:
        rank = read(shown).rank if read(shown).kind == "waiting" else None
        if rank is not None:
            held.append((rank, who, shown))
            continue
        until = max((own for own, waits, _ in held if waits == who), default=0)
        yield from ((one, words) for own, one, words in sorted(held, key=_rank) if own <= until)
        held = [one for one in held if one[0] > until]
        yield who, shown
    yield from ((one, words) for _, one, words in sorted(held, key=_rank))


def _rank(held: tuple[int, int, Shown]) -> int:
    return held[0]


Taken = Callable[[Hearing, Told, int, Said, Shown], None]
_TAKEN: dict[str, Taken] = {
    "registered": Hearing.registered, "waiting": Hearing.waiting, "left": Hearing.left, "offered": Hearing.offered,
    "first": Hearing.first, "head": Hearing.head, "again": Hearing.again, "called": Hearing.called,
    "muted": Hearing.muted,
}  # fmt: skip
