"""Acts on a queued announcement, on both databases: who may, what its state allows, and what is written."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from handlers.announcements.acts import change, correct, move_on
from handlers.announcements.content import content
from handlers.announcements.queueing import queue
from handlers.announcements.rules import Segment, Transition, advance
from handlers.talk.act import Act, NotAllowed
from handlers.talk.permissions import Actor
from storage.announcements import Announcement, Progress, lock_announcement
from storage.database import Database
from tests.house import acting

pytestmark = pytest.mark.both_databases

NOON = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
LATER = NOON + timedelta(days=1)
PARTNERS = Segment("partners")


@pytest.fixture
async def number(database: Database) -> int:
    """Return the number of an announcement that is scheduled."""
    async with database.transaction() as session:
        row = await queue(acting(session, NOON), subject="visios", segment=Segment("all"), content=content("Bonjour"))
        return row.id


async def acts(
    database: Database,
    number: int,
    do: Callable[[Act, Announcement], Awaitable[bool]],
    *,
    actor: Actor = Actor.TEAM,
    started: bool = False,
) -> tuple[bool, Announcement]:
    """Do an act on the announcement, which is being sent with `started`; return its result and the announcement."""
    async with database.transaction() as session:
        one = await lock_announcement(session, number)
        assert one is not None
        if started:
            assert advance(one, Transition.START, NOON)
        return await do(acting(session, NOON, actor=actor), one), one


ACTS: dict[str, Callable[[Act, Announcement], Awaitable[bool]]] = {
    "move_on": lambda act, one: move_on(act, one, Transition.WITHDRAW),
    "change": lambda act, one: change(act, one, None, PARTNERS, content("Rebonjour"), LATER, None),
    "correct": lambda act, one: correct(act, one, content("Rebonjour")),
}


@pytest.mark.parametrize("name", ACTS)
async def test_only_who_may_announce_acts_on_an_announcement(database: Database, number: int, name: str) -> None:
    with pytest.raises(NotAllowed):
        await acts(database, number, ACTS[name], actor=Actor.DELEGATE)


async def test_scheduled_announcement_is_changed_or_withdrawn(database: Database, number: int) -> None:
    done, one = await acts(database, number, ACTS["change"])
    assert (done, one.subject, one.segment, one.content["html"], one.due_at) == (
        True, None, "partners", "Rebonjour", LATER
    )  # fmt: skip
    done, one = await acts(database, number, ACTS["move_on"])
    assert (done, one.state, one.ended_at) == (True, Progress.WITHDRAWN, NOON)
    assert [(await acts(database, number, do))[0] for do in ACTS.values()] == [False, False, False]


async def test_announcement_being_sent_is_corrected_and_stopped_but_not_changed(
    database: Database, number: int
) -> None:
    assert (await acts(database, number, ACTS["change"], started=True))[0] is False
    done, one = await acts(database, number, ACTS["correct"])
    assert (done, one.content["html"], one.content["kind"], one.version) == (True, "Rebonjour", "text", 2)
    done, one = await acts(database, number, lambda act, one: move_on(act, one, Transition.STOP))
    assert (done, one.state) == (True, Progress.STOPPED)
