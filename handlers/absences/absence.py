"""Absences in the chat: /absence, its form and its buttons."""

from dataclasses import dataclass, replace
from datetime import date

from telegram import Message, Update

from handlers.absences import texts
from handlers.absences.actions import SAY_ABSENCE
from handlers.absences.acts import Why, announce, days_of, end, hand_over
from handlers.cases.core import buttons, staff_texts
from handlers.cases.core.desk import desk_of
from handlers.cases.core.people import reachable, staff_name
from handlers.cases.core.texts import FORM_OVER
from handlers.talk.codes import code_for, pressed
from handlers.talk.dates import day
from handlers.talk.forms import Form, NoAnswer, Question
from handlers.talk.moments.reading import read_days
from handlers.talk.moments.words import Unread
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Button, Reply, paragraphs
from handlers.talk.short_answers import gives_up
from handlers.talk.texts import UNREAD_DATE
from handlers.talk.turn import Context, Turn, words_in
from storage.absences import Absence

# Readings of a question asked in the middle of the form; other words were meant as days.
QUESTIONS = ("answer", "human", "intent", "distress", "delegate")


@dataclass(frozen=True)
class Away:
    """The answers of the /absence form, each None until it is given.

    `days` are the first and the last day away, as ISO dates; `stand_in` is the name, in the team file, of the colleague
    who takes over.
    """

    days: tuple[str, ...] | None = None
    stand_in: str | None = None


async def show(update: Update, context: Context) -> None:
    """Handle /absence: show the absence already announced, with a button that ends it; else start the form for one.

    Where an absence is shown, days typed next replace it.
    """
    turn = context.turn
    known = await turn.session.get(Absence, turn.known().telegram_id)
    if known is None or known.ends_at <= turn.now:
        await FORM.go_on(turn, await FORM.known(turn) or Away())
        return
    await FORM.keep(turn, Away())
    FORM.wait(turn, "days")
    label = staff_texts.LABEL_BACK_AT_WORK if known.begins_at <= turn.now else staff_texts.LABEL_CANCEL_ABSENCE
    words = _absence_in_words(turn, known)
    rows = [[Button(label, code_for(buttons.ABSENCE, "retour"))]]
    await turn.reply(Reply(paragraphs(words, staff_texts.OTHER_DAYS), rows))


async def _read_days(turn: Turn, away: Away, message: Message) -> Away | Reply | NoAnswer:
    """Read the first and last day of an absence in a message; return the form's answers with these days.

    Return a reply that says what is wrong with the date, or NOT_MINE where the text gives up or asks the bot a
    question. The question for the stand-in reads its messages with this too, so that the days can be typed anew.
    """
    words = words_in(message)
    days = read_days(words, turn.now, turn.hours.zone)
    if not isinstance(days, Unread):
        return replace(away, days=(days[0].isoformat(), days[1].isoformat()))
    if gives_up(words) or turn.reader.reading(words).asked in QUESTIONS:
        return NoAnswer.NOT_MINE
    return Reply(UNREAD_DATE[days])


async def _ask_stand_in(turn: Turn, away: Away) -> Reply:
    """Ask who stands in: a linked colleague who can be reached; without any, the team's stand-in, else anybody else."""
    desk, team, me = desk_of(turn), turn.knowledge.team, staff_name(turn.roles)
    others = [(rank, one.name) for rank, one in enumerate(team.members) if one.name != me]
    linked = [(rank, name) for rank, name in others if (await reachable(desk, name))[0]]
    names = linked or [(rank, name) for rank, name in others if name == team.stand_in] or others
    return Reply(
        staff_texts.WHO_STANDS_IN, [[Button(name, code_for(buttons.ABSENCE, "remplace", rank))] for rank, name in names]
    )


async def press(update: Update, context: Context) -> None:
    """Handle the buttons of an absence: begin, choose the stand-in, end it, offer the stand-in all own cases."""
    turn = context.turn
    code = pressed(update)
    what = code.word(0)
    if what == buttons.BEGIN:
        await show(update, context)
    elif what == "remplace":
        await _choose_stand_in(turn, code.number(1))
    elif what == "retour":
        await _come_back(turn)
    elif what == "tout":
        await _hand_over(turn)
    else:
        turn.notice = staff_texts.NOT_AWAY


async def _choose_stand_in(turn: Turn, number: int | None) -> None:
    members, away = turn.knowledge.team.members, await FORM.known(turn)
    if away is None or away.days is None or number is None or number >= len(members):
        turn.notice = FORM_OVER
        return
    await FORM.go_on(turn, replace(away, stand_in=members[number].name))


async def _announce(turn: Turn, away: Away) -> None:
    """Announce the absence and confirm it; where it is refused, ask again for the answer at fault and say why."""
    first, last = map(date.fromisoformat, away.days or ())
    done = await announce(desk_of(turn), turn.known().telegram_id, first, last, away.stand_in or "")
    if isinstance(done, Refusal):
        at = "stand_in" if done.reason in (Why.STAND_IN_UNKNOWN, Why.STAND_IN_SELF) else "days"
        await FORM.go_on(turn, FORM.without(away, at), why=texts.WHY[done.reason])
    else:
        await turn.reply(Reply(_absence_in_words(turn, done)))


FORM = Form(
    name="absence",
    action=SAY_ABSENCE,
    answers=Away,
    steps={
        "days": Question(Reply(staff_texts.ASK_ABSENCE), _read_days, in_words=True),
        "stand_in": Question(_ask_stand_in, _read_days, in_words=True),
    },
    done=_announce,
)


def _absence_in_words(turn: Turn, away: Absence) -> str:
    first, last = days_of(away, turn.hours.zone)
    return staff_texts.absence(day(first), day(last), away.stand_in)


async def _come_back(turn: Turn) -> None:
    await FORM.close(turn)
    ended = await end(turn, turn.known().telegram_id)
    if isinstance(ended, Refusal):
        turn.notice = staff_texts.NOT_AWAY
    else:
        has_begun = ended.begins_at <= turn.now
        await turn.reply(Reply(staff_texts.BACK if has_begun else staff_texts.ABSENCE_CANCELLED))


async def _hand_over(turn: Turn) -> None:
    given = await hand_over(desk_of(turn), turn.known().telegram_id)
    if isinstance(given, Refusal):
        turn.notice = staff_texts.NOT_AWAY
    else:
        await turn.reply(Reply(staff_texts.handed_over(given.count, given.to)))
