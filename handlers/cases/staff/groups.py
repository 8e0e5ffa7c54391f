"""The groups in which staff see their open cases, and the order in them. Pure."""

from collections.abc import Collection, Iterable, Sequence
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


def in_groups(cases: Iterable[Case], now: datetime, in_danger: Collection[int]) -> Sequence[tuple[Group, Case]]:
    """Return open cases with their groups, in the order in which they are shown.

    In a group the first are those in which a danger was told, given by number; then the one promised first, of those
    put off the one that comes back first, of those that wait for the person the one answered last.
    """
    placed = ((group_of(case, now), case) for case in cases)
    return sorted(placed, key=lambda pair: _place(*pair, is_in_danger=pair[1].id in in_danger))


def _place(group: Group, case: Case, *, is_in_danger: bool) -> tuple[int, bool, float, int]:
    if group is Group.WAITING:
        since = -(case.waiting_since or case.opened_at).timestamp()
    else:
        since = ((case.later_until if group is Group.LATER else case.promise_at) or _NEVER).timestamp()
    return list(Group).index(group), not is_in_danger, since, case.id
