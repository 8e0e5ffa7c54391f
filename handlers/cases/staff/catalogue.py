"""« Une réponse du catalogue »: staff pass on an answer of the base, word for word and with its source, in two taps."""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Message, Update

from handlers.answers.entry import word_for_word
from handlers.cases.core import buttons, staff_texts
from handlers.cases.core.actions import REPLY_TO_CASE
from handlers.cases.core.desk import desk_of
from handlers.cases.core.piece import EntrySaid
from handlers.cases.core.relay import say_of_case
from handlers.cases.core.switch import switch_off
from handlers.cases.staff import catalogue_texts
from handlers.cases.staff.naming import A_DEMAND
from handlers.cases.staff.ready import case_to_answer, send_ready
from handlers.cases.staff.seeing import case_pressed, case_seen
from handlers.talk.codes import pressed
from handlers.talk.forms import Form, NoAnswer, Question
from handlers.talk.replies import Reply, paragraphs, shortened, text
from handlers.talk.turn import Context, Turn, words_in
from knowledge.base.overlay import print_of_entry
from storage.case_messages import PERSON, messages_of, spoken
from storage.cases import Case
from storage.outbox import Priority

MOST_OFFERED = 5
MOST_READ = 3  # of the person's latest messages
LABEL = 60


@dataclass(frozen=True)
class SearchFor:
    """The case for which an answer of the base is looked for: the answers of that form.

    `words` always stays None: the message that answers it is searched at once.
    """

    case: int
    words: None = None


async def press(update: Update, context: Context) -> None:
    """Handle « Une réponse du catalogue »: offer the answers nearest to the person's words, or send the one pressed.

    The code is `dfiche:<case>[:<entry>]`. A case that a colleague has, or a closed one, is refused.
    """
    turn, entry_id = context.turn, pressed(update).word(1)
    case = await case_to_answer(update, turn)
    if case is not None and entry_id:
        await _send(update, turn, case, entry_id)
    elif case is not None:
        await _offer(turn, case, await _nearest_to_person(turn, case))


async def _nearest_to_person(turn: Turn, case: Case) -> Sequence[str]:
    """Return the ids of the entries nearest to the person's latest words, and then to how they began."""
    own = [one.excerpt for one in spoken(await messages_of(turn.session, case.id)) if one.author == PERSON]
    told = [words for words in own if len(words.split()) >= A_DEMAND] or own
    return _nearest(turn, list(dict.fromkeys([*told[::-1][:MOST_READ], *told[:1]])))


def _nearest(turn: Turn, texts: Sequence[str]) -> Sequence[str]:
    """Return the ids of the entries nearest to these texts, at most `MOST_OFFERED`.

    Those of the text that is surest about the base come first, of equals those of the first text.
    """
    readings = sorted(map(turn.reader.reading, texts), key=lambda reading: -reading.confidence)
    near = (one for reading in readings for one in reading.suggestions)
    return [one for one in dict.fromkeys(near) if one in turn.knowledge.entries][:MOST_OFFERED]


async def _offer(turn: Turn, case: Case, entries: Sequence[str]) -> None:
    titles = [(one, shortened(turn.knowledge.entries[one].title, LABEL)) for one in entries]
    rows = [[buttons.of_case(buttons.CATALOGUE, title, case.id, one)] for one, title in titles]
    rows.append([buttons.of_case(buttons.CATALOGUE_SEARCH, catalogue_texts.LABEL_SEARCH, case.id)])
    asked = Reply(catalogue_texts.choose(case.person_name, is_found=bool(entries)), rows)
    await say_of_case(desk_of(turn), case, turn.known().telegram_id, asked, priority=Priority.ANSWER)


async def _send(update: Update, turn: Turn, case: Case, entry_id: str) -> None:
    """Write an answer of the base into a case, and show it in the place of the question which one."""
    entry = turn.knowledge.entries.get(entry_id)
    if entry is None:
        turn.notice = catalogue_texts.ENTRY_GONE
        return
    html = word_for_word(entry, turn.knowledge, case.department, today=turn.today)
    shown = paragraphs(catalogue_texts.sent(case.person_name), html)
    await send_ready(update, turn, case, html, shown, entry=EntrySaid(entry.id, print_of_entry(entry)))


async def begin_search(update: Update, context: Context) -> None:
    """Handle « Chercher une autre réponse »: ask staff for words; what they type next goes to no case."""
    turn = context.turn
    case = await case_pressed(update, turn)
    if case is not None:
        switch_off(turn.known())
        await FORM.go_on(turn, SearchFor(case.id))


async def _read_words(turn: Turn, search: SearchFor, message: Message) -> Reply | NoAnswer:
    case = await case_seen(turn, search.case)
    if case is None:
        await FORM.close(turn)
        return Reply(text(staff_texts.GONE))
    found = _nearest(turn, [words_in(message)])
    if not found:
        return Reply(catalogue_texts.NOT_FOUND)
    await FORM.close(turn)
    await _offer(turn, case, found)
    return NoAnswer.TAKEN


FORM = Form(
    name="casecatalogue",
    action=REPLY_TO_CASE,
    answers=SearchFor,
    steps={"words": Question(Reply(catalogue_texts.ASK_WORDS), _read_words, in_words=True)},
)
