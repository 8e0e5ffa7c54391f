"""The stream of bodies to throw at the webhook: real updates, spoiled ones, repeats, and what is no update."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.application import ALLOWED_UPDATES
from tests.reliability.fuzzing.bot_api import Json
from tests.reliability.fuzzing.real import RealUpdates
from tests.reliability.fuzzing.spoiled import spoil, spoil_bytes

NO_IDS: tuple[Any, ...] = (-1, 2**53, 10**40, "7", 1.0, True, None, [], {})
LARGE = 2**53 - 1


@dataclass(frozen=True)
class Thrown:
    """A body thrown. `update_id` is None when the door must refuse it; `may_refuse` where it may (nested too deep)."""

    body: bytes
    update_id: int | None
    is_real: bool = False
    may_refuse: bool = False


class Stream:
    """The stream. `of_others` are updates of people who erase nothing, whose set-aside updates must be found again."""

    def __init__(self, chance: random.Random, of_all: RealUpdates, of_others: RealUpdates) -> None:
        self._chance = chance
        self._of_all = of_all
        self._of_others = of_others
        self._recent: list[Thrown] = []
        self._last_id = 0

    def take(self, count: int) -> Iterator[Thrown]:
        for _ in range(count):
            thrown = self._next()
            self._recent = [*self._recent[-50:], thrown]
            yield thrown

    def _next(self) -> Thrown:
        dice = self._chance.random()
        if dice < 0.6:
            body = self._of_all.one()
            return _thrown(self._fresh_id(), body, is_real=body.keys() <= set(ALLOWED_UPDATES))
        if dice < 0.94:
            return _thrown(self._fresh_id(), spoil(self._of_others.one(), self._chance))
        if dice < 0.96 and self._recent:
            return self._chance.choice(self._recent)
        if dice < 0.98 and self._recent:  # an id that was used before, for another update
            used = self._chance.choice(self._recent).update_id
            return _thrown(used or self._fresh_id(), self._of_others.one())
        if dice < 0.99:
            return _thrown(self._chance.choice(NO_IDS), self._of_others.one())
        good = _thrown(self._fresh_id(), self._of_others.one())
        return _read_back(spoil_bytes(good.body, self._chance))

    def _fresh_id(self) -> int:
        """Return an id, counted from 1 or now and then from the largest down."""
        self._last_id += 1
        return LARGE - self._last_id if self._chance.random() < 0.02 else self._last_id


def _thrown(update_id: Any, body: Json, *, is_real: bool = False) -> Thrown:
    body = {key: value for key, value in body.items() if key != "update_id"}
    raw = json.dumps({"update_id": update_id, **body}).encode()
    is_one = type(update_id) is int and 0 <= update_id <= LARGE
    return Thrown(raw, update_id if is_one else None, is_real, may_refuse=not is_real and _is_beyond_json(raw))


def _read_back(raw: bytes) -> Thrown:
    """Read a body as an object with a whole number of its own; this reader is not the webhook's."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return Thrown(raw, None)
    update_id = found.get("update_id") if isinstance(found, dict) else None
    return Thrown(raw, update_id if type(update_id) is int else None, may_refuse=_is_beyond_json(raw))


def _is_beyond_json(raw: bytes) -> bool:
    """Tell whether a body has numbers that JSON does not have, is very deep, or is larger than any update."""
    return b"NaN" in raw or b"Infinity" in raw or raw.count(b"[") + raw.count(b"{") > 90 or len(raw) > 2**20
