"""The case that staff open for somebody who telephoned or wrote: who, where, what they asked."""

from dataclasses import dataclass, replace

from telegram import Message, Update

from handlers.cases.core import staff_texts
from handlers.cases.core.actions import OPEN_CASE_FOR_CALLER
from handlers.cases.core.desk import desk_of
from handlers.cases.core.opening import NewCase, open_case
from handlers.cases.core.people import staff_name
from handlers.cases.core.phones import read_phone
from handlers.cases.core.piece import piece_of
from handlers.cases.core.switch import switch_off
from handlers.places.asked import Asking, Where, read_place, read_where, where
from handlers.talk.forms import Form, NoAnswer, Question
from handlers.talk.public_contact import talk_to_somebody
from handlers.talk.replies import Reply, person_words
from handlers.talk.turn import Context, Turn, words_in
from knowledge.places.found import Found

LONGEST_NAME = 80
_ASKING = Asking(Reply(staff_texts.CALLER_PLACE), Reply(staff_texts.CALLER_WHICH_PLACE))


@dataclass(frozen=True)
class Who:
    """The name of somebody who telephoned, and the number to call, None where none was read."""

    name: str
    phone: str | None


@dataclass(frozen=True)
class Caller:
    """The answers so far of the form in which staff open a case for somebody who telephoned.

    `who_in` and `where_in` are the ids of the messages that gave these answers, so that they can be corrected. `what`
    always stays None: the message that answers it opens the case.
    """

    who: Who | None = None
    where: Where | None = None
    what: None = None
    who_in: int | None = None
    where_in: int | None = None


async def start_caller(update: Update, context: Context) -> None:
    """Begin the form by which staff open a case for somebody who telephoned; what they type goes to no case now."""
    switch_off(context.turn.known())
    await FORM.go_on(context.turn, Caller())


def _who(words: str) -> Who:
    name, _, phone = words.partition(",")
    return Who(person_words(name)[:LONGEST_NAME], read_phone(phone))


async def _read_who(turn: Turn, caller: Caller, message: Message) -> Caller:
    return replace(caller, who=_who(words_in(message)), who_in=message.message_id)


async def _read_where(turn: Turn, caller: Caller, message: Message) -> Caller | Reply | NoAnswer:
    read = read_where(turn, message, _ASKING)
    return replace(caller, where=where(read), where_in=message.message_id) if isinstance(read, Found) else read


def _choose_where(turn: Turn, caller: Caller, found: Found) -> Caller:
    return replace(caller, where=where(found))


async def _read_what(turn: Turn, caller: Caller, message: Message) -> NoAnswer:
    who, place = caller.who or Who("", None), caller.where or Where()
    new = NewCase(
        telegram_id=None,
        person_name=who.name,
        pieces=[piece_of(message)],
        department=place.department,
        place=place.shown,
        phone=who.phone,
        opened_by=staff_name(turn.roles),
        opener_id=turn.known().telegram_id,
    )
    case = await open_case(desk_of(turn), new)
    await FORM.close(turn)
    if case is None:
        await turn.reply(talk_to_somebody(turn.knowledge.team))
    else:
        await turn.reply(Reply(staff_texts.opened_for_caller(case.id, case.person_name, case.referent)), forget=True)
    return NoAnswer.TAKEN


async def take_edit(turn: Turn, message: Message) -> bool:
    """Correct the name or the place of the caller from a corrected message, and ask the form's next question.

    Return False where that message gave neither.
    """
    caller = await FORM.known(turn)
    if caller is None or message.message_id not in (caller.who_in, caller.where_in) or not message.text:
        return False
    if message.message_id == caller.who_in:
        await FORM.go_on(turn, replace(caller, who=_who(message.text)))
        return True
    read = read_place(turn, message.text, _ASKING)
    if isinstance(read, Found):
        await FORM.go_on(turn, _choose_where(turn, caller, read))
    elif isinstance(read, Reply):
        await turn.reply(read)
    return read is not NoAnswer.NOT_MINE


FORM = Form(
    name="caller",
    action=OPEN_CASE_FOR_CALLER,
    answers=Caller,
    steps={
        "who": Question(Reply(staff_texts.CALLER["who"]), _read_who, in_words=True),
        "where": Question(Reply(staff_texts.CALLER["where"]), _read_where, choose=_choose_where),
        "what": Question(Reply(staff_texts.CALLER["what"]), _read_what, keeps=True, choose=_choose_where),
    },
)
