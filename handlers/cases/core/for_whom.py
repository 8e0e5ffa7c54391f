"""The question « Pour qui ? » under a message held back: it names the cases that it may be for, a button for each."""

from collections.abc import Sequence
from secrets import token_hex

from handlers.cases.core import buttons, staff_texts
from handlers.cases.core.desk import Desk
from handlers.cases.core.people import is_staff, who_answers
from handlers.cases.core.piece_texts import NAMES
from handlers.cases.core.relay import town_of
from handlers.cases.core.rules import may_reply
from handlers.talk.codes import code_for
from handlers.talk.replies import Button, Reply, Rows, as_answer_to, as_params
from storage.case_copies import CHOICE, CaseCopy
from storage.case_messages import PERSON, messages_of
from storage.cases import Case
from storage.outbox import OutboxMessage, Priority

FIRST_WORDS = 60  # characters of a message that a question quotes
MOST_NAMED = 3
_QUESTION = "forwhom"  # begins the key of a question, which tells its message when its words are forgotten


def may_get(case: Case, author: int) -> bool:
    """Whether a message of this author may go to a case: as its person's, or as that of staff who may reply in it."""
    return case.telegram_id == author or (case.telegram_id is not None and may_reply(case, author) is None)


async def put_question(
    desk: Desk, chat_id: int, message_id: int, cases: Sequence[Case], *, again: bool = False, or_note: bool = False
) -> None:
    """Queue to a chat the question for which of these cases a message held back is, with a button for each.

    With `again` it says that the message is still waiting for that answer. With `or_note` a button more keeps the
    message as a note on the first case.
    """
    told = [await _as_named(desk, chat_id, case) for case in cases]
    html = staff_texts.for_whom(told, again=again)
    note = [[buttons.keep_as_note(cases[0].id, message_id)]] if or_note else []
    await send_question(desk, chat_id, message_id, html, cases, first=note)


async def say_not_sent(desk: Desk, chat_id: int, message_id: int) -> None:
    """Tell an author that their message held back was not sent, since the cases it could go to no longer exist.

    Buttons offer to choose another case, or to ask the bot.
    """
    await send_question(desk, chat_id, message_id, staff_texts.NOT_SENT, ())


async def send_question(
    desk: Desk,
    chat_id: int,
    message_id: int,
    html: str,
    cases: Sequence[Case],
    others_from: int | None = 0,
    first: Rows = (),
) -> None:
    """Queue a question under a message held back: a button for each case, then to ask the bot and to see other cases.

    The latter shows those from the rank `others_from` on; None for no such button. `first` are rows above all others.
    """
    rows = [[await _choice_button(desk, chat_id, case, message_id)] for case in cases]
    of_staff = await is_staff(desk, chat_id)
    robot = code_for(buttons.ASK_ROBOT, message_id) if of_staff else buttons.for_robot(0, message_id).code
    last = [Button(buttons.LABEL_ASK_ROBOT, robot)]
    if others_from is not None:
        last.append(buttons.of_case(buttons.OTHERS, buttons.LABEL_OTHER, message_id, others_from))
    params = as_params(Reply(html, [*first, *rows, last])) | as_answer_to(message_id)
    key = f"{_QUESTION}:{chat_id}:{message_id}:{token_hex(4)}"  # the same may be asked twice
    row = await desk.call(chat_id, "send_message", params, priority=Priority.ANSWER, watched=True, forget=True, key=key)
    for case in cases:
        desk.session.add(CaseCopy(case_id=case.id, chat_id=chat_id, kind=CHOICE, outbox_id=row.id))
    await desk.session.flush()


def asked_about(row: OutboxMessage) -> int | None:
    """Return the Telegram id of the message about which an outbox row asks « Pour qui ? »; None for other rows."""
    kind, *numbers = (row.key or "").split(":")
    return int(numbers[1]) if kind == _QUESTION else None


async def _choice_button(desk: Desk, chat_id: int, case: Case, message_id: int) -> Button:
    is_own = case.telegram_id == chat_id
    label = " · ".join(filter(None, ((await _name_shown(desk, case, is_own))[:26], town_of(case)[:20])))
    verb = buttons.WHICH_OWN if is_own else buttons.WHICH
    return buttons.of_case(verb, f"{label} · n° {case.id}", case.id, message_id)


async def _name_shown(desk: Desk, case: Case, is_own: bool) -> str:
    return await who_answers(desk, case) if is_own else case.person_name


async def _as_named(desk: Desk, chat_id: int, case: Case) -> staff_texts.NamedCase:
    asked = [
        one for one in await messages_of(desk.session, case.id) if one.author == PERSON and one.withdrawn_at is None
    ]
    words = asked[0].excerpt or NAMES[asked[0].kind] if asked else ""
    is_cut = len(words) > FIRST_WORDS or bool(asked and asked[0].is_cut)
    is_own = case.telegram_id == chat_id
    name = await _name_shown(desk, case, is_own)
    return staff_texts.NamedCase(case.id, name, town_of(case), words[:FIRST_WORDS], is_cut, is_own)
