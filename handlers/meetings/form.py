"""The form of a first registration: name, place, phase, then a summary and a consent.

The question `change` is asked only to correct a line of the summary. What is known already is not asked.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from telegram import Message

from handlers.meetings import buttons, form_texts
from handlers.meetings.actions import REGISTER
from handlers.meetings.acts import keep_answers
from handlers.meetings.form_names import after_no, is_name, name_said
from handlers.meetings.registering import take_seat_and_tell
from handlers.places.asked import Asking, Where, own_place, read_place, read_where, where
from handlers.places.telling import is_only_a_place
from handlers.talk.assent import Meant, meant_under_summary
from handlers.talk.buttons import LABEL_BACK
from handlers.talk.dates import duration
from handlers.talk.forms import Form, NoAnswer, Question
from handlers.talk.replies import Reply, person_words, plain_text
from handlers.talk.texts import PHASES
from handlers.talk.turn import Turn, words_in
from knowledge.places.found import Found
from knowledge.text.words import plain
from storage.meetings import meeting

LONGEST_NAME = 80
MOST_WORDS_FOR_A_LINE = 3
_LINES = {"nom": "name", "prenom": "name", "lieu": "place", "commune": "place", "projet": "phase", "phase": "phase"}
_PHASES = (("idee", "idee"), ("creation", "creation"), ("creation", "cours"), ("ouvert", "ouvert"))
_REGISTERS = frozenset({"inscrire", "inscris", "inscrivez", "inscrit", "inscription", "m", "moi", "noter", "notez"})


@dataclass(frozen=True)
class Registering:
    """The answers given so far in the form that registers a person for a meeting.

    `meeting` is its number, None where a person only corrects their profile. `source` is where they heard of it.
    `first_name` is proposed as their name. `check` is the question of the summary, which has no answer to keep: it
    stays None.
    """

    meeting: int | None = None
    source: str | None = None
    first_name: str = ""
    name: str | None = None
    place: Where | None = None
    phase: str | None = None
    check: None = None


Read = Registering | Reply | NoAnswer
Reads = Callable[[Turn, Registering, Message], Awaitable[Read]]
_CANCEL = buttons.form("cancel", "Annuler")
_BACK = [buttons.form("back", LABEL_BACK), _CANCEL]
_NO_PLACE_YET = [buttons.form("place", buttons.LABEL_NO_PLACE_YET, "-")]
_ASKING = Asking(
    Reply(form_texts.PLACE_NOT_FOUND, [_NO_PLACE_YET, _BACK]), Reply(form_texts.WHICH_PLACE, [_NO_PLACE_YET, _BACK])
)


async def begin_form(turn: Turn, meeting_id: int, source: str | None, first_name: str) -> None:
    """Begin the form that registers for a meeting; a place already known of the person is not asked."""
    await FORM.go_on(turn, Registering(meeting_id, source, first_name, place=own_place(turn)))


async def _ask_name(turn: Turn, asked: Registering) -> Reply:
    proposed = [[buttons.form("name", asked.first_name)]] if asked.first_name else []
    return Reply(form_texts.ASK_NAME, [*proposed, [_CANCEL]])


async def _ask_phase(turn: Turn, asked: Registering) -> Reply:
    phases = [buttons.form("phase", label.capitalize(), value) for value, label in PHASES.items()]
    return Reply(form_texts.ask_phase(asked.place.shown if asked.place else ""), [phases, _BACK])


async def _summary(turn: Turn, asked: Registering) -> Reply:
    found = await meeting(turn.session, asked.meeting) if asked.meeting else None
    heading = form_texts.what_for(found, turn.now, turn.hours) if found is not None else None
    kept_for, place = duration(turn.lifetimes["meetings"]), asked.place.shown if asked.place else ""
    html = form_texts.summary(asked.name or "", place, PHASES[asked.phase or ""], heading, kept_for)
    yes = buttons.LABEL_REGISTER if asked.meeting else "Envoyer"
    return Reply(html, [[buttons.form("send", yes)], [buttons.form("edit", "Modifier"), _CANCEL]])


_WHAT_TO_CHANGE = Reply(
    form_texts.CHANGE_WHAT,
    [
        [buttons.form("edit", "Mon nom", "name"), buttons.form("edit", "Mon lieu", "place")],
        [buttons.form("edit", "Mon projet", "phase"), buttons.form("check", "Rien")],
        [_CANCEL],
    ],
)


def _line(
    name: str, ask: Reply | Callable[[Turn, Registering], Awaitable[Reply]], read: Reads, *, in_words: bool = True
) -> Question[Registering]:
    """Return the question of the registration form that asks for the name, the place or the phase (`name`).

    « stop » leaves the form. At « oui » or « ok » it is asked again, with what is missing. `read` reads all other
    messages.
    """

    async def heard(turn: Turn, asked: Registering, message: Message) -> Read:
        meant = meant_under_summary(words_in(message))
        if meant is None:
            return await read(turn, asked, message)
        if meant is Meant.LEAVE:
            return await _leave(turn)
        await FORM.go_on(turn, asked, at=name, why=form_texts.AGAIN[name])
        return NoAnswer.TAKEN

    return Question(ask, heard, in_words, choose=choose_place)


async def _leave(turn: Turn) -> NoAnswer:
    await FORM.leave(turn)
    return NoAnswer.TAKEN


def _asks_something(turn: Turn, words: str) -> bool:
    asked = turn.reader.reading(words).asked
    return asked == "distress" or (asked in ("answer", "human", "intent") and ("?" in words or len(words.split()) > 4))


async def _read_name(turn: Turn, asked: Registering, message: Message) -> Read:
    words = words_in(message)
    return NoAnswer.NOT_MINE if _asks_something(turn, words) else _with_name(asked, words)


def _with_name(asked: Registering, words: str) -> Read:
    name = name_said(words) or after_no(words) or person_words(words)
    if not name or len(name) > LONGEST_NAME:
        return Reply(form_texts.NAME_TOO_LONG, [[_CANCEL]])
    return replace(asked, name=name) if is_name(name) else NoAnswer.NOT_MINE


async def _read_place(turn: Turn, asked: Registering, message: Message) -> Read:
    read = read_where(turn, message, _ASKING)
    return choose_place(turn, asked, read) if isinstance(read, Found) else read


def choose_place(turn: Turn, asked: Registering, found: Found) -> Registering:
    """Return the answers with the place `found` as the place of the project."""
    return replace(asked, place=where(found))


async def _read_phase(turn: Turn, asked: Registering, message: Message) -> Read:
    words = words_in(message)
    return NoAnswer.NOT_MINE if _asks_something(turn, words) else _with_phase(asked, words)


def _with_phase(asked: Registering, words: str) -> Read:
    phase = next((value for value, stem in _PHASES if stem in plain(words)), None)
    return replace(asked, phase=phase) if phase is not None else NoAnswer.NOT_MINE


async def _read_check(turn: Turn, asked: Registering, message: Message) -> Read:
    """Read the answer to the summary: « ok » registers, « non » asks what to change, « stop » leaves the form.

    Other words are read as a correction.
    """
    meant = meant_under_summary(words_in(message), _REGISTERS)
    if meant is None:
        return await _read_correction(turn, asked, message)
    if meant is Meant.LEAVE:
        return await _leave(turn)
    await (finish(turn, asked) if meant is Meant.SEND else FORM.go_on(turn, asked, at="change"))
    return NoAnswer.TAKEN


async def _read_change(turn: Turn, asked: Registering, message: Message) -> Read:
    """Read the answer to « Que voulez-vous changer ? » as a correction.

    « non » or « stop » leaves the form; « ok » shows the summary again.
    """
    meant = meant_under_summary(words_in(message))
    if meant in (Meant.NO, Meant.LEAVE):
        return await _leave(turn)
    return asked if meant is not None else await _read_correction(turn, asked, message)


async def _read_correction(turn: Turn, asked: Registering, message: Message) -> Read:
    """Read a correction of the answers: return them corrected, or why they cannot be, or NOT_MINE for other words.

    « mon nom » takes the name out, so that it is asked again. « mon nom c'est Zoé Roy », « non, Zoé Roy », « non, à
    Niort » and « non, lieu ouvert » replace an answer.
    """
    words = words_in(message)
    said, name, rest = plain(words).split(), name_said(words), after_no(words)
    lines = {_LINES[word] for word in said if word in _LINES}
    tells = name is not None or any(stem in plain(words) for _, stem in _PHASES)
    if len(lines) == 1 and len(said) <= MOST_WORDS_FOR_A_LINE and not tells:
        return FORM.without(asked, lines.pop())
    if name is not None or rest is None:
        return _with_name(asked, name) if name is not None else NoAnswer.NOT_MINE
    if is_only_a_place(turn.reader, rest):
        read = read_place(turn, rest, _ASKING)
        return choose_place(turn, asked, read) if isinstance(read, Found) else read
    phase = _with_phase(asked, rest)
    return phase if isinstance(phase, Registering) or not is_name(rest) else _with_name(asked, rest)


async def finish(turn: Turn, asked: Registering) -> None:
    """Finish the registration form: keep the consent, with the text agreed to, and the profile, then register them.

    Where an answer is missing, ask for it. Without a meeting only the profile is kept.
    """
    if asked.name is None or asked.place is None or asked.phase is None:
        await FORM.go_on(turn, asked)
        return
    consent = plain_text((await _summary(turn, asked)).html)
    await keep_answers(turn, turn.known(), asked.name, asked.phase, asked.place, consent)
    await FORM.close(turn)
    if not asked.meeting:
        await turn.reply(Reply(form_texts.PROFILE_KEPT, [[buttons.mine()]]))
    else:
        await take_seat_and_tell(turn, asked.meeting, asked.source)


FORM = Form(
    name="reg",
    action=REGISTER,
    answers=Registering,
    steps={
        "name": _line("name", _ask_name, _read_name),
        "place": _line("place", Reply(form_texts.ASK_PLACE, [_NO_PLACE_YET, _BACK]), _read_place, in_words=False),
        "phase": _line("phase", _ask_phase, _read_phase),
        "check": Question(_summary, _read_check, in_words=True, choose=choose_place),
        "change": Question(_WHAT_TO_CHANGE, _read_change, in_words=True, choose=choose_place),
    },
    left=lambda _: Reply(form_texts.FORM_LEFT),
)
