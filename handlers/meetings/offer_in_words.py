"""An offered seat taken or declined in words, with the same reply as at its buttons."""

from telegram import Message

from handlers.cases.person.floor import is_human_last, listening
from handlers.meetings import buttons
from handlers.meetings.mine import settle_offer
from handlers.meetings.rules import has_lapsed
from handlers.talk.assent import Meant, meant_under_summary
from handlers.talk.codes import Code
from handlers.talk.forms import ask_form_again
from handlers.talk.turn import Turn
from knowledge.text.lists import listed
from knowledge.text.words import plain, words
from storage.registrations import Status, own_registrations

_TAKES = listed("""
    prends, prend, prendre, veux, voudrais, volontiers, avec, plaisir, partant, partante, accepte, place, visio, viens
""")
_NO = frozenset({"non", "nan", "laisse", "laisser", "laissez", "cede", "decline", "refuse"})
_NOT = frozenset({"pas", "plus"})
_DOES = listed(
    "peux, pourrai, pourrais, veux, prends, prend, viens, viendrai, suis, dispo, disponible, libre, interesse"
)
_AROUND_NO = listed("""
    je, j, la, le, l, ma, cette, place, visio, merci, c, est, bon, ca, va, en, fait, finalement, du, coup, ne, n, ni,
    venir, desole, desolee, tant, pis, tomber, pour, a, au, aux, un, une, autre, autres, quelqu, d, personne, fois, ci,
    mais, alors, oh, ah, interessee, prendre, y
""")
_OFFERED = (Status.OFFERED, Status.CALLED)
_SEAT = frozenset({"place", "visio"})
_SEAT_OR_ITS_BUTTONS = _SEAT | {"prends", "prend", "laisse"}


def wants_the_seat(said: str) -> bool | None:
    """Return True where words take an offered seat, False where they decline it, None where neither is sure."""
    read = words(said)
    if "?" not in said and meant_under_summary(read, _TAKES) is Meant.SEND:
        return None if read in _SEAT else True
    return False if "?" not in said and _leaves(read) else None


def _leaves(read: str) -> bool:
    heard = set(plain(read).split())
    if not heard <= _NO | _NOT | _DOES | _AROUND_NO:
        return False
    refuses, negates, does = heard & _NO, heard & _NOT, heard & _DOES
    if refuses - {"non", "nan"}:
        return not negates
    return bool((refuses and not does) or (negates and does))


async def find_offer(turn: Turn, message: Message) -> Code | None:
    """Return the code of the one offer of a seat that the person has, where their message is about it; else None.

    It is for a message typed after the bot sent others. Right after a human wrote, or in a form, it must name the seat
    (« place » or « visio »). A mere yes counts only where nothing else was asked and no human listens.
    """
    said = message.text or ""
    heard, person = set(plain(said).split()), turn.known()
    if heard.isdisjoint(_SEAT):
        if person.awaiting is not None or await is_human_last(turn):
            return None
        is_mere = heard.isdisjoint(_SEAT_OR_ITS_BUTTONS)
        is_free = turn.asked_in_passing is None and wants_the_seat(said) and not await listening(turn, message)
        if is_mere and not is_free:
            return None
    held = await own_registrations(turn.session, person.telegram_id, turn.now)
    standing = [found.id for row, found in held if row.status in _OFFERED and not has_lapsed(row, turn.now)]
    return Code(buttons.TAKE, (str(standing[0]),)) if len(standing) == 1 else None


async def answer_in_words(turn: Turn, code: Code, takes: bool) -> None:
    """Take or decline the offered seat that `code` is about, as its button would.

    Then ask the question of the form under way again, if there is one.
    """
    await settle_offer(turn, code.number(0) or 0, is_taken=takes)
    await ask_form_again(turn)
