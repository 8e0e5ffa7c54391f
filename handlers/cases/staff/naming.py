"""Messages that name several cases, such as a list: how each is named, and a record of whom they name."""

from collections.abc import Sequence

from handlers.cases.core import buttons, card_texts
from handlers.cases.core.desk import Desk
from handlers.cases.core.piece_texts import NAMES
from handlers.talk.replies import Button, Reply, as_params, shortened
from storage.case_copies import CHOICE, DELIVERED, WAITING, CaseCopy
from storage.case_messages import PERSON, CaseMessage
from storage.cases import Case
from storage.outbox import Priority

FIRST_WORDS = 40  # characters of a demand that a list shows, in one line of a phone
LABEL = 22  # characters of a button, two of which stand in a row
A_DEMAND = 3  # words; a message of fewer, such as « Bonjour », tells little


async def say_of_cases(
    desk: Desk,
    chat_id: int,
    reply: Reply,
    cases: Sequence[Case],
    *,
    priority: Priority,
    silent: bool = False,
    place: int | None = None,
) -> None:
    """Queue a message that names cases to a chat, in the place of the message `place` where given.

    The cases are recorded, so that it is taken out of the chat where one of their people is erased. A reply to it goes
    to none of the cases.
    """
    if place is None:
        row = await desk.send(chat_id, reply, priority=priority, silent=silent, watched=True, forget=True)
    else:
        params = as_params(reply) | {"message_id": place}
        row = await desk.call(chat_id, "edit_message_text", params, priority=priority, forget=True)
    state = WAITING if place is None else DELIVERED
    desk.session.add_all(
        CaseCopy(case_id=case.id, chat_id=chat_id, kind=CHOICE, outbox_id=row.id, state=state, message_id=place)
        for case in cases
    )
    await desk.session.flush()


def case_rows(cases: Sequence[Case]) -> list[list[Button]]:
    """Make the buttons that open these cases, two in a row."""
    shown = [buttons.of_case(buttons.SHOW, case_label(case), case.id) for case in cases]
    return [shown[start : start + 2] for start in range(0, len(shown), 2)]


def case_label(case: Case) -> str:
    """Return the label of the button that opens a case: its number, and the person's name, cut to fit."""
    return shortened(f"{case.id} · {case.person_name}", LABEL)


def first_words(messages: Sequence[CaseMessage]) -> str:
    """Return how the demand of a case begins, in quotes: the person's first message of some words, else its kind."""
    kept = [one for one in messages if one.withdrawn_at is None]
    told = [one for one in kept if one.author == PERSON] or kept[:1]
    if not told:
        return ""
    said = next((one for one in told if len(one.excerpt.split()) >= A_DEMAND), told[0])
    if not said.excerpt:
        return NAMES[said.kind]
    cut = shortened(said.excerpt, FIRST_WORDS)
    if cut != said.excerpt:  # between two words, where there are some
        cut = (cut.rpartition(" ")[0] or cut.removesuffix("…")).rstrip(" ,;:.")
    return card_texts.quoted(cut, is_cut=said.is_cut or cut != said.excerpt)
