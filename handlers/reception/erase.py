"""The erasure, /supprimer: it asks once, then erases a person from all that is kept, and says what it cannot erase."""

from dataclasses import replace

from telegram import Update

from handlers.cases.clock.erasing import erase_cases_of
from handlers.cases.core.desk import desk_of
from handlers.privacy import texts
from handlers.roles.leave import is_last_of_team
from handlers.roles.texts import YOU_ARE_THE_LAST, own_roles
from handlers.talk import buttons
from handlers.talk.assent import Meant, meant_under_summary
from handlers.talk.codes import Code, pressed
from handlers.talk.events import ROLES_CHANGED
from handlers.talk.forms import ask_form_again
from handlers.talk.replies import Reply, paragraphs
from handlers.talk.short_answers import gives_up, yes_or_no
from handlers.talk.turn import Context, Turn
from storage.erasure import erase_person
from storage.traces import traces_of

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
    """Handle the buttons of the question whether to erase all: erase the person at yes, keep all at no; confirm it.

    The person's cases and roles end with it. A second press on yes finds nothing more and says the same.
    """
    turn = context.turn
    if pressed(update).rest(0) != "oui":
        await turn.reply(Reply(texts.KEPT))
        return
    person = turn.known()
    await turn.session.flush()
    traces = await traces_of(turn.session, [person.telegram_id])
    await erase_cases_of(desk_of(turn), person.telegram_id)
    # What staff were shown, which has lost its words by now, stays until it is taken back from their chats.
    await erase_person(turn.session, person.telegram_id, turn.machine_now, replace(traces, shown=frozenset()))
    turn.session.expunge(person)
    if turn.roles:
        turn.roles, turn.actors = [], frozenset()
        await ROLES_CHANGED.announce(turn.session, [person.telegram_id], turn.machine_now)
    await turn.reply(Reply(texts.ERASED), forget=True)
