"""Absences: /absence, and what happens when one begins.

Staff say the days and who stands in. When the absence begins, their timers pause and their cases are offered for
hand-over.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from telegram import Message, Update

from handlers.absences.actions import SAY_ABSENCE
from handlers.cases.core import buttons, staff_texts, steps, texts
from handlers.cases.core.cards import refresh
from handlers.cases.core.desk import ROBOT, Desk, desk_of
from handlers.cases.core.opening import promise_of, tell_person
from handlers.cases.core.people import reachable, route_to, staff_name
from handlers.talk.codes import code_for, pressed
from handlers.talk.dates import day
from handlers.talk.forms import Form, NoAnswer, Question
from handlers.talk.moments.reading import read_days
from handlers.talk.moments.words import Unread
from handlers.talk.replies import Button, Reply, paragraphs
from handlers.talk.short_answers import gives_up
from handlers.talk.texts import UNREAD_DATE
from handlers.talk.tick import Tick
from handlers.talk.turn import Context, Turn, words_in
from storage.absences import Absence, absences_to_offer, end_absence
from storage.cases import Case, State, cases_owned_by, new_cases_for
from storage.roles import roles_of

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
    words = _absence_in_words(turn, known.begins_at, known.ends_at, known.stand_in)
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
    if gives_up(words) or turn.reader.reading(words).outcome in QUESTIONS:
        return NoAnswer.NOT_MINE
    return Reply(UNREAD_DATE[days])


async def _ask_stand_in(turn: Turn, away: Away) -> Reply:
    desk, me = desk_of(turn), staff_name(turn.roles)
    linked = [
        (rank, one.name)
        for rank, one in enumerate(turn.knowledge.team.members)
        if one.name != me and (await reachable(desk, one.name))[0]
    ]
    stand_in = turn.knowledge.team.stand_in
    names = linked or [(rank, one.name) for rank, one in enumerate(turn.knowledge.team.members) if one.name == stand_in]
    return Reply(
        staff_texts.WHO_STANDS_IN, [[Button(name, code_for(buttons.ABSENCE, "remplace", rank))] for rank, name in names]
    )


async def press(update: Update, context: Context) -> None:
    """Handle the buttons of an absence: choose the stand-in, end the absence, offer the stand-in all own cases."""
    turn = context.turn
    code = pressed(update)
    act = code.word(0)
    if act == "remplace":
        await _choose_stand_in(turn, code.number(1))
    elif act == "retour":
        await _come_back(turn)
    elif act == "tout":
        await _hand_over(turn)
    else:
        turn.notice = staff_texts.NOT_AWAY


async def _choose_stand_in(turn: Turn, number: int | None) -> None:
    members, away = turn.knowledge.team.members, await FORM.known(turn)
    if away is None or away.days is None or number is None or number >= len(members):
        turn.notice = texts.FORM_OVER
        return
    await FORM.go_on(turn, replace(away, stand_in=members[number].name))


async def _store_absence(turn: Turn, away: Away) -> None:
    first, last = map(date.fromisoformat, away.days or ())
    work, stand_in = desk_of(turn).work, away.stand_in or ""
    begins, ends = work.midnight(first), work.midnight(last + timedelta(days=1))
    me = turn.known().telegram_id
    await turn.session.merge(Absence(telegram_id=me, begins_at=begins, ends_at=ends, stand_in=stand_in, offered=False))
    await turn.reply(Reply(_absence_in_words(turn, begins, ends, stand_in)))


FORM = Form(
    name="absence",
    action=SAY_ABSENCE,
    answers=Away,
    steps={
        "days": Question(Reply(staff_texts.ASK_ABSENCE), _read_days, in_words=True),
        "stand_in": Question(_ask_stand_in, _read_days, in_words=True),
    },
    done=_store_absence,
)


def _absence_in_words(turn: Turn, begins: datetime, ends: datetime, stand_in: str) -> str:
    zone = turn.hours.zone
    last = (ends - timedelta(hours=1)).astimezone(zone).date()
    return staff_texts.absence(day(begins.astimezone(zone).date()), day(last), stand_in)


async def _come_back(turn: Turn) -> None:
    await FORM.close(turn)
    known = await turn.session.get(Absence, turn.known().telegram_id)
    if known is None:
        turn.notice = staff_texts.NOT_AWAY
        return
    words = staff_texts.BACK if known.begins_at <= turn.now else staff_texts.ABSENCE_CANCELLED
    await end_absence(turn.session, known.telegram_id)
    await turn.reply(Reply(words))


async def _hand_over(turn: Turn) -> None:
    """Offer each open case that this member of staff owns to their stand-in, and reply how many were offered.

    A case that cannot be offered, as when the stand-in cannot be reached, stays with its owner.
    """
    person = turn.known()
    known = await turn.session.get(Absence, person.telegram_id)
    if known is None:
        turn.notice = staff_texts.NOT_AWAY
        return
    desk, me, given = desk_of(turn), staff_name(turn.roles), 0
    for case in await cases_owned_by(turn.session, [person.telegram_id]):
        done = await steps.transfer(desk, case, person.telegram_id, me, known.stand_in, oversees=False)
        given += done is True
    await turn.reply(Reply(staff_texts.handed_over(given, known.stand_in)))


async def is_working_time(tick: Tick) -> bool:
    """Whether it is working time, the only time in which `begin_absences` does anything."""
    return desk_of(tick).work.is_open(tick.now)


async def begin_absences(tick: Tick) -> None:
    """Handle each absence that has started, once, in working time: its cases go to the stand-in or wait for the return.

    New cases addressed to the absent member are shown to the stand-in. Their taken cases have the timers postponed, and
    the absent member gets a button that offers all these cases to the stand-in.
    """
    desk = desk_of(tick)
    if not desk.work.is_open(tick.now):
        return
    for one in await absences_to_offer(tick.session, tick.now):
        one.offered = True
        name = staff_name(await roles_of(tick.session, one.telegram_id))
        for case in await new_cases_for(tick.session, name):
            await _to_stand_in(desk, case)
        cases = await cases_owned_by(tick.session, [one.telegram_id])
        for case in cases:
            await _pause(desk, case, one)
        if cases:
            button = Button(staff_texts.hand_all_over(one.stand_in), code_for(buttons.ABSENCE, "tout"))
            words = staff_texts.offer_hand_over(len(cases), one.stand_in)
            await desk.to_staff(one.telegram_id, Reply(words, [[button]]))


async def _to_stand_in(desk: Desk, case: Case) -> None:
    """Show an untaken case to who stands in for its absent addressee, and tell its person whose answer to expect.

    The colleague named in the absence stands in, else the team. Do nothing where nobody can receive the case, or where
    its addressee can.
    """
    route = await route_to(desk, case.role, case.referent)
    if route is None or route.instead is None:
        return
    await steps.show_to(desk, case, route.recipients)
    desk.note(case, "stand-in", ROBOT, route.expected)
    await tell_person(desk, case, texts.stand_in(case.id, case.referent, route.expected))


async def _pause(desk: Desk, case: Case, away: Absence) -> None:
    """Postpone the timers of a taken case until its absent owner is back, and tell the person when that will be.

    The reminder, the escalation and the promised answer keep the working time that each had left. A case in another
    state stays as it is.
    """
    if case.state != State.TAKEN:
        return
    back = desk.work.next_open(away.ends_at)
    for name in ("remind_at", "escalate_at", "promise_at"):
        moment: datetime | None = getattr(case, name)
        if moment is not None and moment > desk.now:
            setattr(case, name, desk.work.add(back, desk.work.between(desk.now, moment)))
    desk.note(case, "pause", ROBOT, away.stand_in)
    await refresh(desk, case)
    until = day(back.astimezone(desk.hours.zone).date())
    promise = promise_of(desk, case) if case.promise_at and case.promise_at > desk.now else ""
    words = texts.paused(case.id, case.owner_name or case.referent, until, promise)
    await tell_person(desk, case, words)
