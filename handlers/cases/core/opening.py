"""The opening of a case: by a person, by staff for somebody on the telephone, by a reply to an announcement."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from handlers.cases.core import buttons, texts
from handlers.cases.core.alarm import note_alarm
from handlers.cases.core.cards import show_card
from handlers.cases.core.desk import PERSON as BY_PERSON
from handlers.cases.core.desk import Desk
from handlers.cases.core.people import Route, route_for, route_to, who_answers
from handlers.cases.core.piece import Piece
from handlers.cases.core.relay import keep_message, pass_to_staff
from handlers.cases.core.rules import due_for
from handlers.talk.danger.texts import not_an_emergency_service
from handlers.talk.dates import day_and_hour
from handlers.talk.replies import Reply, Rows
from storage.case_copies import NOTICE, CaseCopy
from storage.case_messages import PERSON, STAFF
from storage.cases import Case, State
from storage.outbox import Priority


@dataclass(frozen=True)
class NewCase:
    """What is known of a case before it is opened.

    `telegram_id` is the person, None where they telephoned. `to` is the member of staff who must get it, by their name
    in the team file; None leaves that to what it is `about`, an entry of the base, and the department. `entry` is what
    the bot answered last, which staff are told.
    """

    telegram_id: int | None
    person_name: str
    pieces: Sequence[Piece]
    entry: str | None = None
    about: str | None = None
    department: str | None = None
    place: str | None = None
    phase: str | None = None
    to: str | None = None
    # The kinds of danger told, for which the bot gave a number.
    danger: tuple[str, ...] = ()
    # The name and Telegram id of the member of staff who opens it, and who wrote the pieces.
    opened_by: str | None = None
    opener_id: int | None = None
    phone: str | None = field(default=None, repr=False)


async def open_case(desk: Desk, new: NewCase) -> Case | None:
    """Record a new case with its messages, queue its card to those of staff who get it, and confirm it to the person.

    Somebody who telephoned gets no confirmation. Return None, with nothing recorded or queued, where nobody of staff
    can be reached.
    """
    route = await find_route(desk, new)
    if route is None:
        return None
    case = _record(desk, new, route)
    desk.session.add(case)
    await desk.session.flush()
    desk.note(case, "open", new.opened_by or BY_PERSON, route.expected)
    note_alarm(desk, case, new.danger)
    author = STAFF if new.opener_id is not None else PERSON
    writer = new.opener_id if new.opener_id is not None else new.telegram_id
    messages = [
        await keep_message(desk, case, author, writer, new.opened_by or new.person_name, piece)
        for piece in new.pieces
        if writer is not None
    ]
    for chat_id in route.recipients:
        await show_card(desk, case, chat_id)
    await pass_to_staff(desk, case, messages, route.recipients, with_card=True)
    if case.telegram_id is not None:
        number = not_an_emergency_service(new.danger) if new.danger else ""
        said = texts.opened(case.id, case.referent, route.instead, promise_of(desk, case), number)
        await tell_person(desk, case, said, priority=Priority.ANSWER)
    return case


async def find_route(desk: Desk, new: NewCase) -> Route | None:
    """Return which members of staff would get a case that is not opened yet; None where nobody can be reached."""
    if new.to is not None:
        member = desk.knowledge.team.member(new.to)
        return await route_to(desk, (member.roles or ("team",))[0] if member else "team", new.to)
    return await route_for(desk, new.about, new.department)


def _record(desk: Desk, new: NewCase, route: Route) -> Case:
    due = due_for(desk.now, desk.work)
    return Case(
        telegram_id=new.telegram_id,
        person_name=new.person_name[:80] or texts.ANONYMOUS,
        state=State.NEW,
        role=route.role,
        referent=route.referent,
        opened_at=desk.now,
        entry=new.entry,
        department=new.department,
        place=new.place[:80] if new.place else None,
        phase=new.phase,
        opened_by=new.opened_by,
        asked_at=desk.now,
        promise_at=due.promise_at,
        remind_at=due.remind_at,
        escalate_at=due.promise_at,
        phone=new.phone,
    )


def promise_of(desk: Desk, case: Case) -> str:
    """Write the day and hour by which the person was promised an answer, or those of now where none is promised."""
    return day_and_hour(case.promise_at or desk.now, desk.now, desk.hours.zone)


async def tell_person(
    desk: Desk, case: Case, html: str, *, priority: Priority = Priority.RELAY, rows: Rows | None = None
) -> None:
    """Queue a message about a case to its person, whose reply to it goes into the case; nothing where they telephoned.

    `rows` None puts under it the buttons of an open case: write, be called back, list one's cases.
    """
    if case.telegram_id is None:
        return
    shown = buttons.follow_rows(case.id, await who_answers(desk, case)) if rows is None else rows
    row = await desk.send(case.telegram_id, Reply(html, shown), priority=priority)
    desk.session.add(CaseCopy(case_id=case.id, chat_id=case.telegram_id, kind=NOTICE, outbox_id=row.id))
    await desk.session.flush()
