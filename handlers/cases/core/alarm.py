"""The alarm of a case: a danger was told in it, and the bot gave the number of who answers at once."""

from collections.abc import Iterable, Sequence

from handlers.cases.core.desk import ROBOT, Desk
from handlers.talk.danger.texts import first_number
from storage.case_events import CaseEvent, cases_with, history_of
from storage.case_messages import PERSON, CaseMessage
from storage.cases import Case

DANGER = "danger"  # a word of the history of a case
MOST_UNFOLDED = 4  # so that a card stays within the length of a message


def note_alarm(desk: Desk, case: Case, kinds: Sequence[str]) -> None:
    """Write the help number that the bot gave for these kinds of danger into a case's history; nothing for none."""
    if kinds:
        desk.note(case, DANGER, ROBOT, first_number(kinds))


async def numbers_given(desk: Desk, case: Case) -> tuple[str, ...]:
    """Return the help numbers that the bot gave in a case, each once; none where no danger was told."""
    return numbers_in(await history_of(desk.session, case.id))


async def in_danger(desk: Desk, cases: Iterable[Case]) -> set[int]:
    """Return the numbers of those of these cases in which a danger was told, and the bot gave a help number."""
    return await cases_with(desk.session, DANGER, [case.id for case in cases])


def numbers_in(history: Sequence[CaseEvent]) -> tuple[str, ...]:
    """Return the help numbers that the bot gave according to the history of a case, each once."""
    return tuple(dict.fromkeys(one.detail for one in history if one.what == DANGER))


async def messages_with_danger(desk: Desk, case: Case, messages: Sequence[CaseMessage]) -> list[CaseMessage]:
    """Return which of these messages tell of a danger and are the person's, at most `MOST_UNFOLDED`.

    Where no help number was given in the case, none is looked at.
    """
    if not await numbers_given(desk, case):
        return []  # reading them all would take time
    heard = desk.knowledge.understanding.reader().heard
    return [one for one in messages if one.author == PERSON and heard(one.excerpt).kinds][:MOST_UNFOLDED]
