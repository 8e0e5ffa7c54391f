"""Presses on the buttons of /base."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import Update

from handlers.curation import buttons
from handlers.curation.correct import choose_sentence, take_choice
from handlers.curation.forms import write_again
from handlers.curation.publish import leave, let_go, publish, put_back, undo
from handlers.curation.show import approve_entry, reply_home, show_entry_of_base, show_list, withdraw_approval
from handlers.curation.wordings import begin_wording, drop_wording, show_wordings
from handlers.talk.codes import pressed
from handlers.talk.turn import Context

Act = Callable[..., Awaitable[None]]
ACTS: Mapping[str, tuple[Act, int]] = {
    buttons.OPEN: (show_entry_of_base, 1),
    buttons.LIST: (show_list, 2),
    buttons.APPROVE: (approve_entry, 2),
    buttons.WITHDRAW: (withdraw_approval, 1),
    buttons.CORRECT: (choose_sentence, 1),
    buttons.TAKE: (take_choice, 3),
    buttons.WORDINGS: (show_wordings, 2),
    buttons.ADD: (begin_wording, 1),
    buttons.DROP: (drop_wording, 2),
    buttons.PUBLISH: (publish, 1),
    buttons.AGAIN: (write_again, 0),
    buttons.CANCEL: (leave, 0),
    buttons.UNDO: (undo, 2),
    buttons.PUT_BACK: (put_back, 1),
    buttons.LET_GO: (let_go, 1),
}


async def press(update: Update, context: Context) -> None:
    """Handle a press on a button of /base: do the act in its code, with the words that follow as arguments.

    For an unknown act, show the first page of /base.
    """
    turn = context.turn
    code = pressed(update)
    act, most = ACTS.get(code.word(0), (reply_home, 0))
    await act(turn, *map(code.word, range(1, most + 1)))
