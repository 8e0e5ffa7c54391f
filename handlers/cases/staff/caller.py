"""The case that staff open for somebody who telephoned or wrote: who, where, what they asked."""

from dataclasses import dataclass, replace

from telegram import Message, Update

from handlers.cases.core.actions import OPEN_CASE_FOR_CALLER
from handlers.cases.core.desk import desk_of
from handlers.cases.core.opening import NewCase, open_case
from handlers.cases.core.people import staff_name
from handlers.cases.core.phones import read_phone
from handlers.cases.core.piece import piece_of
from handlers.cases.core.switch import switch_off
from handlers.cases.staff import caller_texts
from handlers.places.asked import Asking, Where, read_place, read_where, where
from handlers.talk.forms import Form, NoAnswer, Question
from handlers.talk.public_contact import talk_to_somebody
from handlers.talk.replies import Reply, person_words
from handlers.talk.turn import Context, Turn, words_in
from knowledge.places.found import Found

LONGEST_NAME = 80
_ASKING = Asking(Reply(caller_texts.PLACE_NOT_FOUND), Reply(caller_texts.WHICH_PLACE))


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
    return _with_who(turn, caller, words_in(message), message.message_id)


def _with_who(turn: Turn, caller: Caller, words: str, message_id: int) -> Caller:
    """Return the answers with the name and the number of a caller, and the place if it was written with them."""
    told = replace(caller, who=_who(words), who_in=message_id)
    if caller.where is not None and caller.where_in != message_id:
        return told
    found = turn.reader.place(words.partition(",")[2])
    if found.outcome != "delegate":
        return replace(told, where=None, where_in=None)
    return replace(told, where=where(found), where_in=message_id)


async def _read_where(turn: Turn, caller: Caller, message: Message) -> Caller | Reply | NoAnswer:
    read = read_where(turn, message, _ASKING)
    return replace(caller, where=where(read), where_in=message.message_id) if isinstance(read, Found) else read


def _choose_where(turn: Turn, caller: Caller, found: Found) -> Caller:
    return replace(caller, where=where(found))


async def _ask_what(turn: Turn, caller: Caller) -> Reply:
    """Ask what a caller wants, under their name, place and number as they were read."""
    who, place = caller.who or Who("", None), caller.where or Where()
    return Reply(caller_texts.what(who.name, place.shown, who.phone or ""))


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
        await turn.reply(Reply(caller_texts.opened(case.id, case.person_name, case.referent)), forget=True)
    return NoAnswer.TAKEN


async def take_edit(turn: Turn, message: Message) -> bool:
    """Correct the name or the place of the caller from a corrected message, and ask the form's next question.

    Return False where that message gave neither.
    """
    caller = await FORM.known(turn)
    if caller is None or message.message_id not in (caller.who_in, caller.where_in) or not message.text:
        return False
    if message.message_id == caller.who_in:
        await FORM.go_on(turn, _with_who(turn, caller, message.text, message.message_id))
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
        "who": Question(Reply(caller_texts.WHO), _read_who, in_words=True),
        "where": Question(Reply(caller_texts.WHERE), _read_where, choose=_choose_where),
        "what": Question(_ask_what, _read_what, keeps=True, choose=_choose_where),
    },
)
