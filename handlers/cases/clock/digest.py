"""The digest: what waits for each member of staff, in one message, on working days at 8:30 and, where late, at 14:00.

Nothing is sent where nothing waits, nor to those who are away: who stands in for them gets both.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.cases.clock import digest_texts
from handlers.cases.clock.digest_texts import Part
from handlers.cases.clock.digest_times import MORNING, last_digest, next_digest
from handlers.cases.core import buttons
from handlers.cases.core.alarm import in_danger
from handlers.cases.core.desk import Desk, desk_of
from handlers.cases.core.held_back import held_at
from handlers.cases.core.people import reachable, route_to
from handlers.cases.core.relay import chats_with_card, town_of
from handlers.cases.staff.list_texts import LABEL_ALL_CASES, named
from handlers.cases.staff.naming import case_rows, first_words, say_of_cases
from handlers.talk.dates import day_and_hour
from handlers.talk.permissions import STAFF
from handlers.talk.replies import Button, Reply
from handlers.talk.tick import Duty, Tick
from storage.absences import absence_of
from storage.base import Json
from storage.case_messages import CaseMessage
from storage.case_search import messages_by_case
from storage.cases import Case, State, all_open_cases
from storage.clock import is_planned_moment_reached, plan, planned
from storage.outbox import Priority
from storage.people import messages_held_back
from storage.roles import holders_of

NAME = "next digest"
MOST_SHOWN = 10  # cases, so that the message stays on a phone's screen or two
MOST_ASKED_ABOUT = 3  # messages held back, each with a button


@dataclass(frozen=True)
class Item:
    """A case in somebody's digest, its part there, and whether a danger was told in it.

    `instead_of` is the colleague away whose it is, else "".
    """

    part: Part
    case: Case
    is_in_danger: bool
    instead_of: str = ""


async def send_digests(tick: Tick) -> None:
    """Send the digest that is due now to each member of staff for whom something waits, and plan the next one."""
    desk = desk_of(tick)
    due = last_digest(tick.now, desk.work) if await planned(tick.session, NAME) is not None else None
    await plan(tick.session, NAME, next_digest(tick.now, desk.work))
    if due is None:
        return
    is_morning = due[0] == MORNING
    items = await items_by_reader(desk)
    for chat_id in await holders_of(desk.session, *STAFF):
        own = items.get(chat_id, [])
        if await absence_of(desk.session, chat_id, desk.now) is None and (is_morning or _is_late(own)):
            await _send(desk, chat_id, own, is_morning=is_morning)


def _is_late(items: Sequence[Item]) -> bool:
    return any(item.part is Part.LATE for item in items)


async def items_by_reader(desk: Desk) -> Mapping[int, list[Item]]:
    """Return what waits for each member of staff, by their Telegram id.

    In a part those with a danger come first, and of equals the first promised.
    """
    items: defaultdict[int, list[Item]] = defaultdict(list)
    cases = await all_open_cases(desk.session)
    alarmed = await in_danger(desk, cases)
    for case in cases:
        part = part_of(case, desk.now, _end_of_day(desk))
        if part is None:
            continue
        for chat_id, instead_of in (await _readers(desk, case)).items():
            items[chat_id].append(Item(part, case, case.id in alarmed, instead_of))
    return {chat_id: sorted(own, key=_place) for chat_id, own in items.items()}


def _place(item: Item) -> tuple[int, bool]:
    return list(Part).index(item.part), not item.is_in_danger


def part_of(case: Case, now: datetime, end_of_day: datetime) -> Part | None:
    """Return for what an open case stands in the digest; None where it waits for the person, or was put off."""
    if case.state == State.WAITING:
        return None
    if case.promise_at is not None and case.promise_at < now:
        return Part.LATE
    if case.later_until is not None and case.later_until > end_of_day:
        return None
    if case.promise_at is not None and case.promise_at <= end_of_day:
        return Part.TODAY
    if case.state == State.NEW:
        return Part.NEW
    return Part.ANSWERED if case.first_reply_at is not None else None


def _end_of_day(desk: Desk) -> datetime:
    return desk.work.midnight(desk.work.local_day(desk.now) + timedelta(days=1))


async def _readers(desk: Desk, case: Case) -> Mapping[int, str]:
    """Return the chats of who has a case or is offered it, each with the owner away for whom they stand in, else ""."""
    if case.owner_id is None:
        route = await route_to(desk, case.role, case.referent)
        shown = await chats_with_card(desk, case)  # the card comes when the team begins to work
        return {chat_id: "" for chat_id in (route.recipients if route is not None else ()) if chat_id in shown}
    away = await absence_of(desk.session, case.owner_id, desk.now)
    if away is None:
        return {case.owner_id: ""}
    stand_in, _ = await reachable(desk, away.stand_in)
    return dict.fromkeys(stand_in, case.owner_name or "")


async def _send(desk: Desk, chat_id: int, items: Sequence[Item], *, is_morning: bool) -> None:
    """Queue a digest to a member of staff; nothing where nothing waits for them."""
    held = await messages_held_back(desk.session, chat_id)
    if not items and not held:
        return
    shown = items[:MOST_SHOWN]
    cases = [item.case for item in shown]
    messages = await messages_by_case(desk.session, [case.id for case in cases])
    head = digest_texts.MORNING if is_morning else digest_texts.AFTERNOON
    left = digest_texts.left(len(items) - len(shown))
    html = digest_texts.digest(head, *_parts(items, shown, messages), left, digest_texts.held_back(len(held)))
    waiting = [[_ask_for_whom(desk, one)] for one in held[:MOST_ASKED_ABOUT]]
    everything = [[buttons.all_cases(LABEL_ALL_CASES)]] if cases else []
    reply = Reply(html, [*case_rows(cases), *waiting, *everything])
    await say_of_cases(desk, chat_id, reply, cases, priority=Priority.REMINDER, silent=desk.is_quiet)


def _ask_for_whom(desk: Desk, held: Json) -> Button:
    """Make the button that asks for whom a message held back is; its hour tells it from others."""
    label = digest_texts.for_whom(day_and_hour(held_at(held), desk.now, desk.hours.zone))
    return buttons.of_case(buttons.OTHERS, label, held["m"], 0)


def _parts(
    items: Sequence[Item], shown: Sequence[Item], messages: Mapping[int, Sequence[CaseMessage]]
) -> Sequence[str]:
    """Return the lines of the cases shown, under the heading of each part, which counts all of its cases."""
    lines = []
    for rank, item in enumerate(shown):
        case = item.case
        whose = named(case.person_name, town_of(case), case.id, in_danger=item.is_in_danger)
        line = digest_texts.line(whose, first_words(messages[case.id]), item.instead_of)
        if rank == 0 or shown[rank - 1].part is not item.part:
            line = f"{digest_texts.heading(item.part, sum(one.part is item.part for one in items))}\n{line}"
        lines.append(line)
    return lines


DUTY = Duty("case digest", timedelta(0), send_digests, lambda tick: is_planned_moment_reached(NAME, tick.now))
