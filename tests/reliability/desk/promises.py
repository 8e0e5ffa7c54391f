"""What must hold after every act at the desk, read from the database, without the code that is tested."""

from collections.abc import Sequence

from sqlalchemy import select

from handlers.cases.core.rules import STEPS, Step
from storage.case_copies import CARD, DELIVERED, RELAY, WAITING, CaseCopy
from storage.case_events import CaseEvent
from storage.case_messages import PERSON, STAFF, CaseMessage
from storage.cases import Case, State
from storage.database import Database
from storage.outbox import OutboxMessage
from storage.outbox import State as Sending

STAFF_FROM = 200  # the first Telegram id of staff
NOT_ARRIVED = {"not delivered", "card not delivered", "nobody reached", "release"}


class Witness:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._written: dict[int, int] = {}  # who wrote which message
        self._gone: set[int] = set()

    def wrote(self, author: int, message_id: int) -> None:
        self._written[message_id] = author

    def erased(self, person: int) -> None:
        self._gone.update(number for number, author in self._written.items() if author == person)

    async def look(self, *, at_rest: bool = False) -> list[str]:
        """Return the promises that are broken, a sentence each."""
        async with self._database.reading() as session:
            cases = (await session.scalars(select(Case))).all()
            rows = {row.id: row for row in await session.scalars(select(OutboxMessage))}
            events = (await session.scalars(select(CaseEvent).order_by(CaseEvent.id))).all()
            copies = (await session.scalars(select(CaseCopy))).all()
            messages = (await session.scalars(select(CaseMessage))).all()
        problems = self._shown_to_others(cases, rows, copies, messages)
        for case in cases:
            own_events = [one for one in events if one.case_id == case.id]
            own_copies = [one for one in copies if one.case_id == case.id]
            own_messages = [one for one in messages if one.case_id == case.id]
            problems += _owner_problems(case)
            problems += _history_problems(case, own_events)
            problems += _message_problems(case, own_messages, own_copies, own_events, rows, at_rest=at_rest)
        return problems

    def _shown_to_others(
        self, cases: Sequence[Case], rows: dict[int, OutboxMessage], copies: Sequence[CaseCopy],
        written: Sequence[CaseMessage],
    ) -> list[str]:  # fmt: skip
        """Find words shown to others than those of the case: the person, and staff who have its card."""
        cards = {(copy.case_id, copy.chat_id) for copy in copies if copy.kind == CARD}
        people = {case.id: case.telegram_id for case in cases}
        messages = {one.message_id: one for one in written}
        problems = []
        for row in rows.values():
            for number in _quoted(row, self._written):
                message = messages.get(number)
                author = self._written[number]
                if message is None:
                    allowed = number in self._gone and row.state != Sending.WAITING
                else:
                    has_card = (message.case_id, row.chat_id) in cards
                    allowed = row.chat_id in (author, people.get(message.case_id)) or has_card
                if not allowed:
                    problems.append(f"message {number} of {author} is shown to {row.chat_id}")
        return problems


def _quoted(row: OutboxMessage, written: dict[int, int]) -> list[int]:
    """Return the messages that a row carries, by copy or by their words."""
    if row.method == "copy_message":
        return [row.params["message_id"]]
    words = str(row.params).replace("»", " ") + " "
    return [number for number, author in written.items() if f"secret-{author}-{number} " in words]


def _owner_problems(case: Case) -> list[str]:
    owned = case.owner_id is not None
    if case.state == State.NEW and owned:
        return [f"case {case.id} is new and {case.owner_id} owns it"]
    if case.state in (State.TAKEN, State.WAITING) and not owned:
        return [f"case {case.id} is {case.state} and nobody owns it"]
    return []


def _history_problems(case: Case, events: Sequence[CaseEvent]) -> list[str]:
    """Find a history that does not lead to the state kept, when played again by the table of transitions."""
    state = State.NEW
    for event in events:
        if event.what in {step.value for step in Step}:
            following = STEPS.get((state, Step(event.what)))
            if following is None:
                return [f"case {case.id}: {event.what} happened in {state}"]
            state = following
    return [] if state == case.state else [f"case {case.id} is {case.state}, its history says {state}"]


def _message_problems(
    case: Case, messages: Sequence[CaseMessage], copies: Sequence[CaseCopy], events: Sequence[CaseEvent],
    rows: dict[int, OutboxMessage], *, at_rest: bool,
) -> list[str]:  # fmt: skip
    """Find messages neither delivered to a human nor visibly waiting, and copies that end otherwise than is told."""
    problems = []
    for copy in copies:
        row = rows.get(copy.outbox_id)
        if copy.state == DELIVERED and row is not None and row.state != Sending.SENT:
            problems.append(f"copy {copy.id} is told delivered and is {row.state}")
    told_lost = NOT_ARRIVED & {event.what for event in events}
    for message in messages:
        mine = [copy for copy in copies if copy.kind == RELAY and copy.case_message_id == message.id]
        states = {copy.state for copy in mine}
        if message.author not in (PERSON, STAFF) or DELIVERED in states:
            continue
        if WAITING in states and not at_rest:
            continue
        if not told_lost:
            problems.append(f"message {message.message_id} reached nobody, and nobody is told: {states or 'no copy'}")
    return problems
