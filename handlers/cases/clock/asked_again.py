"""Questions whom a message is for, asked again: after ten minutes, and without those erased, whom they named."""

from collections.abc import Collection, Iterable, Mapping

from handlers.cases.core import held_back
from handlers.cases.core.desk import Desk, desk_of
from handlers.cases.core.for_whom import MOST_NAMED, asked_about, may_get, put_question, say_not_sent
from handlers.talk.tick import Tick
from storage.case_copies import CHOICE, DELIVERED, WAITING, cases_named_by, copies_of
from storage.case_messages import message_written
from storage.cases import Case
from storage.outbox import messages_by_id
from storage.people import people_to_ask_again

Questions = Mapping[tuple[int, int], Collection[int]]
"""The rows of the outbox that ask whom a message is for, by its chat and its number there."""


async def open_questions(desk: Desk, cases: Iterable[Case]) -> Questions:
    """Return the unanswered questions « Pour qui ? » to staff that name one of these cases, which are to be erased.

    Each is a chat and the id of the message held back there, with the outbox rows that ask about it.
    """
    asked: dict[int, int] = {}
    for case in cases:
        for copy in await copies_of(desk.session, case.id, CHOICE):
            if copy.chat_id != case.telegram_id and copy.state in (WAITING, DELIVERED):
                asked[copy.outbox_id] = copy.chat_id
    questions: dict[tuple[int, int], set[int]] = {}
    for row_id, row in (await messages_by_id(desk.session, asked)).items():
        message_id = asked_about(row)
        if message_id is not None and not await message_written(desk.session, asked[row_id], message_id):
            questions.setdefault((asked[row_id], message_id), set()).add(row_id)
    return questions


async def ask_again(desk: Desk, questions: Questions) -> None:
    """Ask staff anew for which case their messages held back are, once some of the cases named were erased.

    Where all cases that a question named are gone, its author is told that the message was not sent.
    """
    for (chat_id, message_id), outbox_ids in sorted(questions.items()):
        named = await cases_named_by(desk.session, outbox_ids)
        possible = [case for case in named if may_get(case, chat_id)]
        if possible:
            await put_question(desk, chat_id, message_id, possible[:MOST_NAMED])
        else:
            await say_not_sent(desk, chat_id, message_id)


async def ask_about_what_waits(tick: Tick) -> None:
    """Ask the authors of messages held back for more than ten minutes once more whom they are for."""
    desk = desk_of(tick)
    for person in await people_to_ask_again(tick.session, tick.now):
        await held_back.ask_again(desk, person)
