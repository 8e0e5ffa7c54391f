"""Which messages may answer a form while a human has the floor, and which can only be for the human."""

from telegram import Message

from handlers.places.telling import is_only_a_place
from handlers.talk.short_answers import cancels
from handlers.talk.thanks import DAYS, only_thanks
from handlers.talk.turn import Turn, written_in
from knowledge.text.lists import listed
from knowledge.text.words import plain

_THE_CALL = listed("""
    le, l, ce, mon, du, de, d, pour, rappel, appel, telephone, numero, me, m, rappeler, appeler, etre, rappele
""")
_YES_OR_NO = frozenset({"oui", "non", "ouais", "nan"})
MOST_WORDS_OF_NAME, MOST_WORDS_OF_PLACE = 4, 3
SOME_DIGITS, A_NUMBER = 4, 8


def may_answer(turn: Turn, message: Message, *, is_human_last: bool) -> bool:
    """Whether a message may answer the form under way, though staff wrote to its author lately.

    With `is_human_last`, the last message shown being of staff, only what plainly answers the question does.
    """
    form, _, step = (turn.known().awaiting or "").partition(":")
    words = written_in(message)
    if _plainly_answers(turn, message, form, step) or is_human_last:
        return _plainly_answers(turn, message, form, step)
    if step == "check":
        return True
    if _is_assent(words):
        return False
    if form == "casephone":
        return step.endswith("when") or _digits(words) >= SOME_DIGITS
    if step == "name":
        return "?" not in words and not _names_a_day(words) and _digits(words) < A_NUMBER
    if "place" in (form, step) and form != "case":
        return 0 < len(words.split()) <= MOST_WORDS_OF_PLACE and not _names_a_day(words)
    return True


def gives_up_call(words: str) -> bool:
    """Whether somebody writes that they no longer want to be called back, as « annuler le rappel »."""
    return cancels(words, _THE_CALL)


def _is_assent(words: str) -> bool:
    return only_thanks(words, DAYS) or plain(words) in _YES_OR_NO


def _names_a_day(words: str) -> bool:
    return not DAYS.isdisjoint(plain(words).split())


def _digits(words: str) -> int:
    return sum(char.isdecimal() for char in words)


def _plainly_answers(turn: Turn, message: Message, form: str, step: str) -> bool:
    words = message.text or ""
    if form == "place" or step == "place":
        return message.location is not None or is_only_a_place(turn.reader, words)
    if form == "casephone":
        return message.contact is not None or _digits(words) >= A_NUMBER or gives_up_call(words)
    if step == "name":
        return _is_a_name(message, words)
    return step == "phase" and plain(words) in ("idee", "en idee", "creation", "en creation", "lieu ouvert", "ouvert")


def _is_a_name(message: Message, words: str) -> bool:
    said = words.split()
    if not 0 < len(said) <= MOST_WORDS_OF_NAME or _is_assent(words) or _names_a_day(words):
        return False
    user = message.from_user
    own = set(plain(user.full_name).split()) if user is not None else set()
    capitals = all(word[0].isupper() and not any(char.isdecimal() or char in "?!" for char in word) for word in said)
    return capitals or set(plain(words).split()) <= own
