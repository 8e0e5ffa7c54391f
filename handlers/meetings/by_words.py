"""Registration typed in words, such as « M'inscrire »."""

from telegram import Message

from handlers.meetings import buttons
from handlers.meetings.choose import ask_which, coming_of
from handlers.meetings.coming_in_words import says_coming
from handlers.meetings.own_in_words import say_that_they_come
from handlers.meetings.register import first_name_of, register_as
from handlers.talk.codes import codes_under
from handlers.talk.turn import Turn
from knowledge.base.kinds import kept_kind, kinds
from knowledge.text.words import asks, plain
from storage.meetings import meeting
from storage.outbox import last_shown_in
from storage.registrations import own_registrations


async def register_by_words(turn: Turn, message: Message | None) -> None:
    """Register the person for the meeting that their message means, or begin the form; ask which where that is unclear.

    It is a meeting of the kind that they name, else the one of the button `M'inscrire` under the last message shown.
    Where they ask a question instead, they are asked which meeting too. Somebody registered who says that they come is
    noted as coming.
    """
    words = (message.text or "") if message is not None else ""
    held = await own_registrations(turn.session, turn.known().telegram_id, turn.now) if says_coming(words) else ()
    if held:
        await say_that_they_come(turn, *held[0])
        return
    chosen = None if not words or asks(words) else await _meeting_meant(turn, words)
    if chosen is None or message is None:
        await ask_which(turn)
    else:
        await register_as(turn, chosen, first_name_of(message.from_user))


async def _meeting_meant(turn: Turn, words: str) -> int | None:
    shown, said = await _meeting_shown(turn), set(plain(words).split())
    named = [name for name, kind in kinds().items() if not said.isdisjoint(kind.called)]
    if not named:
        return shown
    found = await meeting(turn.session, shown) if shown is not None else None
    if found is not None and kept_kind(found.kind) in named:
        return found.id
    nearest = await coming_of(turn, named[0]) if len(named) == 1 else ()
    return nearest[0].id if nearest else None


async def _meeting_shown(turn: Turn) -> int | None:
    """Return the number of the meeting of the button `M'inscrire` under the last message shown to the person.

    None where that message has no such button, or several.
    """
    codes = {*codes_under(await last_shown_in(turn.session, turn.known().telegram_id))}
    asked = [code for code in codes if code.verb == buttons.REGISTER and code.word(1) != buttons.INSTEAD]
    return asked[0].number(0) if len(asked) == 1 else None
