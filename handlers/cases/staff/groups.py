"""The groups in which staff see their open cases, and the order in them. Pure."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum

from storage.cases import Case, State

_NEVER = datetime.max.replace(tzinfo=UTC)


class Group(StrEnum):
    """What an open case waits for, in the order in which staff see the groups."""

    LATE = "late"  # an answer is due, and was promised for before now
    TO_ANSWER = "to_answer"
    WAITING = "waiting"  # for the person
    LATER = "later"  # put off by staff


def group_of(case: Case, now: datetime) -> Group:
    """Return the group of an open case: one put off is still late once its promise has passed."""
    if case.state == State.WAITING:
        return Group.WAITING
    if case.promise_at is not None and case.promise_at < now:
        return Group.LATE
    return Group.LATER if case.later_until is not None and case.later_until > now else Group.TO_ANSWER


def in_groups(cases: Iterable[Case], now: datetime) -> Sequence[tuple[Group, Case]]:
    """Return open cases with their groups, in the order in which they are shown.

    In a group the first is the one promised first, of those put off the one that comes back first, of those that wait
    for the person the one answered last.
    """
    return sorted(((group_of(case, now), case) for case in cases), key=lambda pair: _place(*pair))


def _place(group: Group, case: Case) -> tuple[int, float, int]:
    if group is Group.WAITING:
        since = -(case.waiting_since or case.opened_at).timestamp()
    else:
        since = ((case.later_until if group is Group.LATER else case.promise_at) or _NEVER).timestamp()
    return list(Group).index(group), since, case.id
