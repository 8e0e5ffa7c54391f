"""The erasure in the chat, /supprimer: it asks once, then erases a person, and says what it cannot erase."""

from telegram import Update

from handlers.cases.core.desk import desk_of
from handlers.privacy import buttons, texts
from handlers.reception.acts import erase_all
from handlers.roles.leave import is_last_of_team
from handlers.roles.texts import YOU_ARE_THE_LAST, own_roles
from handlers.talk.assent import Meant, meant_under_summary
from handlers.talk.codes import Code, pressed
from handlers.talk.forms import ask_form_again
from handlers.talk.replies import Reply, paragraphs
from handlers.talk.short_answers import gives_up, yes_or_no
from handlers.talk.turn import Context, Turn

_ERASES = frozenset({"effacer", "effacez", "efface", "effaces", "supprimer", "supprimez", "supprime"})


async def ask_before_erasing(update: Update, context: Context) -> None:
    """Handle /supprimer: ask with a yes and a no button whether to erase all that is stored about the person."""
    await _ask(context.turn)


async def _ask(turn: Turn, why: str = "") -> None:
    last = YOU_ARE_THE_LAST if await is_last_of_team(turn) else ""
    ends = paragraphs(own_roles(turn.roles), texts.ROLES_END, last) if turn.roles else ""
    await turn.reply(Reply(paragraphs(why, texts.ASK_ERASE, ends), [[buttons.erase_all(), buttons.keep_all()]]))


def wants_erasure(words: str) -> bool | None:
    """Read words typed under the question whether to erase all: True for yes, False for no, None for anything else."""
    meant = meant_under_summary(words, _ERASES)
    if meant is None:
        return False if gives_up(words) else yes_or_no(words)
    return meant is Meant.SEND


async def answer_in_words(turn: Turn, code: Code, wants: bool) -> None:
    """Handle a typed yes or no under the question whether to erase all that is stored about the person.

    A no keeps all, and the form under way repeats its question. A yes only brings the question again, to be answered by
    its button, since the erasure cannot be undone.
    """
    if wants:
        await _ask(turn, texts.PRESS_TO_ERASE)
    else:
        await turn.reply(Reply(texts.KEPT))
        await ask_form_again(turn)


async def erase(update: Update, context: Context) -> None:
    """Handle the buttons of the question whether to erase all: erase the person at yes, keep all at no; confirm it."""
    turn = context.turn
    if pressed(update).rest(0) != "oui":
        await turn.reply(Reply(texts.KEPT))
        return
    await erase_all(desk_of(turn), turn.known())
    if turn.roles:
        turn.roles, turn.actors = [], frozenset()
    await turn.reply(Reply(texts.ERASED), forget=True)
