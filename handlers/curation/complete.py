"""/completer: what only the Cooperative knows, asked of the team one fact at a time, shown, and published signed."""

from dataclasses import dataclass, replace

from telegram import Message, Update

from handlers.curation import acts, buttons, complete_texts, rules, texts
from handlers.curation.actions import CURATE
from handlers.curation.lists import missing
from handlers.curation.show import curation_of, name_of, refresh
from handlers.talk.codes import pressed
from handlers.talk.dates import full_date
from handlers.talk.forms import Form, NoAnswer, Question
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Button, Reply, paragraphs
from handlers.talk.turn import Context, Turn, words_in
from knowledge.base.overlay import FACT, Change, print_of
from knowledge.base.sentences import as_read


@dataclass(frozen=True)
class Filling:
    """Where a member is in /completer: the fact asked for, those put off until the next time, the sentence shown."""

    fact: str
    later: tuple[str, ...] = ()
    sentence: str = ""


async def begin(update: Update, context: Context) -> None:
    """Handle /completer: ask for the first fact that is missing, or say that none is."""
    await _go_on(context.turn, ())


async def press(update: Update, context: Context) -> None:
    """Handle the buttons under a question: publish the sentence shown, write it anew, put it off, not known, stop."""
    turn, code = context.turn, pressed(update)
    filling = await FORM.known(turn)
    if filling is None or code.word(1) != _mark(filling, code.word(0)):
        turn.notice = complete_texts.NOT_SHOWN_ANY_MORE
    elif code.word(0) == buttons.PUBLISH:
        await _publish(turn, filling)
    elif code.word(0) == buttons.AGAIN:
        await FORM.go_on(turn, replace(filling, sentence=""), at="fact")
    elif code.word(0) == buttons.LATER:
        await _go_on(turn, (*filling.later, filling.fact))
    elif code.word(0) == buttons.NOT_KNOWN:
        async with curation_of(turn) as act:
            await acts.note_unknown(act, filling.fact)
        await _go_on(turn, filling.later)
    else:
        await FORM.leave(turn)


def _mark(filling: Filling, act: str) -> str:
    """Return what the code of a button must carry, so that it acts on what its message shows and on nothing else."""
    return print_of(filling.sentence)[:8] if act == buttons.PUBLISH else filling.fact


async def _go_on(turn: Turn, later: tuple[str, ...], first: str = "") -> None:
    """Ask for the next fact, after the text `first`; where none is left to ask for, say so."""
    left = missing(turn.knowledge, name_of(turn), later)
    if left:
        await FORM.go_on(turn, Filling(left[0].id, later), at="fact", why=first)
        return
    await FORM.close(turn)
    answered, every = turn.knowledge.overlay.completed, turn.knowledge.completions
    done = len(answered.intersection(every))
    await turn.reply(
        Reply(paragraphs(first, complete_texts.over(done, len(every) - done)), [[buttons.home(texts.LABEL_BASE)]])
    )


async def _ask(turn: Turn, filling: Filling) -> Reply:
    every = turn.knowledge.completions
    fact = every[filling.fact]
    place = list(every).index(fact.id) + 1
    known = fact.pair_of(turn.knowledge.entries[fact.entry])
    today = as_read(known.says) if known is not None else ""
    html = complete_texts.asked(place, len(every), fact.ask, fact.why, today)
    return Reply(html, [_ways_out(filling), [buttons.stop_completing(filling.fact)]])


def _ways_out(filling: Filling) -> list[Button]:
    return [buttons.complete_later(filling.fact), buttons.not_known(filling.fact)]


async def _read(turn: Turn, filling: Filling, message: Message) -> Reply | NoAnswer:
    """Show the sentence that the words make, with a button to publish it, or say why it cannot be."""
    fact = (await refresh(turn)).completions.get(filling.fact)
    if fact is None:
        await _go_on(turn, filling.later)
        return NoAnswer.TAKEN
    change = rules.fact_told(turn.knowledge, fact, words_in(message), name_of(turn), turn.today.year)
    if isinstance(change, Refusal):
        return Reply(texts.refused(change), [_ways_out(filling)])
    filling = await FORM.keep(turn, replace(filling, sentence=change.new))
    html = complete_texts.shown(change.new, fact.asks[0], turn.knowledge.entries[fact.entry].approval is not None)
    again = [buttons.complete_again(fact.id), buttons.complete_later(fact.id)]
    return Reply(html, [[buttons.publish_fact(_mark(filling, buttons.PUBLISH))], again])


async def _publish(turn: Turn, filling: Filling) -> None:
    fact = turn.knowledge.completions[filling.fact]
    async with curation_of(turn) as act:
        made = await acts.publish(act, Change(0, fact.entry, FACT, fact.id, filling.sentence, "", act.by))
    said = texts.refused(made) if isinstance(made, Refusal) else complete_texts.published(act.by, full_date(turn.today))
    await _go_on(turn, filling.later, said)


FORM = Form(
    name="completer",
    action=CURATE,
    answers=Filling,
    steps={"fact": Question(_ask, _read, in_words=True)},
    left=lambda filling: Reply(complete_texts.LEFT),
)
