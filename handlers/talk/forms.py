"""The engine of forms: it asks for what is missing, reads messages as answers, lets people leave and come back.

What is awaited of a person is "<form>:<step>", and the answers given so far are a row: both outlive a restart.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from enum import Enum, auto
from typing import Generic, Protocol

from telegram import Message

from handlers.talk.awaited import form_under_way, step_under_way
from handlers.talk.permissions import Action
from handlers.talk.replies import Reply, paragraphs
from handlers.talk.stored_answers import A, read_back
from handlers.talk.texts import CANCELLED, FORM_LOST
from handlers.talk.turn import Turn, words_in
from knowledge.places.found import Found
from storage.dialogues import dialogue_of, end_dialogue, keep_dialogue
from storage.people import Person, wait_for, wait_for_nothing


class NoAnswer(Enum):
    """What becomes of a message that does not answer the question asked by a form."""

    NOT_MINE = auto()  # answer it as if nothing had been asked
    TAKEN = auto()  # the step has done and said all that was needed


@dataclass(frozen=True)
class Question(Generic[A]):
    """One question of a form.

    `read` returns the answers with the new one added; or a reply that says what is wrong, after which the same question
    waits on; or a `NoAnswer`. With `in_words` only a message with words can answer. With `keeps` the question takes a
    message whole, to pass it on or publish it. `choose` adds a place chosen by a button.
    """

    ask: Reply | Callable[[Turn, A], Awaitable[Reply]]
    read: Callable[[Turn, A, Message], Awaitable[A | Reply | NoAnswer]]
    in_words: bool = False
    keeps: bool = False
    choose: Callable[[Turn, A, Found], A] | None = None

    async def asked(self, turn: Turn, answers: A) -> Reply:
        return self.ask if isinstance(self.ask, Reply) else await self.ask(turn, answers)


@dataclass(frozen=True)
class StoredAnswers(Generic[A]):
    """A form's answers so far, a row for each person, and which of its steps is awaited."""

    name: str
    answers: type[A]

    async def known(self, turn: Turn) -> A | None:
        """Return the answers so far, also while another form interrupts this one; None where it is not begun."""
        kept = await dialogue_of(turn.session, turn.known().telegram_id, self.name)
        return read_back(self.answers, kept) if kept is not None else None

    async def keep(self, turn: Turn, answers: A) -> A:
        """Keep the answers and return them, without changing what is awaited."""
        await keep_dialogue(turn.session, turn.known().telegram_id, self.name, asdict(answers), turn.now)
        return answers

    async def close(self, turn: Turn) -> None:
        """Forget the answers and wait for none; the answers of a form that this one interrupted stay."""
        self.wait_no_more(turn)
        await end_dialogue(turn.session, turn.known().telegram_id, self.name)

    def wait(self, turn: Turn, step: str) -> None:
        """Take the next message for the answer to this step."""
        wait_for(turn.known(), f"{self.name}:{step}")

    def wait_no_more(self, turn: Turn) -> None:
        """Wait for no answer of this form any more, and keep those given."""
        if form_under_way(turn.known()) == self.name:
            wait_for_nothing(turn.known())

    def awaited(self, turn: Turn) -> str:
        """Return the step that waits for the next message, "" where none of this form does."""
        return step_under_way(turn.known()) if form_under_way(turn.known()) == self.name else ""


@dataclass(frozen=True, kw_only=True)
class Form(StoredAnswers[A]):
    """A form as its capability declares it. A step is missing while the answer of its name is None.

    `missing` returns the step to ask for next where another rule says it, "" for none. `done` is called once nothing is
    missing. `left` returns what is said to somebody who leaves the form.
    """

    action: Action
    steps: Mapping[str, Question[A]]
    done: Callable[[Turn, A], Awaitable[None]] | None = None
    missing: Callable[[Turn, A], Awaitable[str]] | None = None
    left: Callable[[A], Reply] | None = None

    async def go_on(self, turn: Turn, answers: A, at: str = "", why: str = "") -> None:
        """Keep the answers and ask for what is missing, or for the step `at`; end the form where nothing is missing.

        At the end the answers are forgotten and `done` is called. `why` is said above the question.
        """
        step = at or await self._missing(turn, answers)
        if not step:
            await self.close(turn)
            if self.done is not None:
                await self.done(turn, answers)
            return
        await self.keep(turn, answers)
        self.wait(turn, step)
        asked = await self.steps[step].asked(turn, answers)
        await turn.reply(replace(asked, html=paragraphs(why, asked.html)))

    async def _missing(self, turn: Turn, answers: A) -> str:
        if self.missing is not None:
            return await self.missing(turn, answers)
        return next((step for step in self.steps if getattr(answers, step, step) is None), "")

    def without(self, answers: A, step: str) -> A:
        """Return the answers without that of this step, so that it is missing again; nothing is kept or asked."""
        return replace(answers, **{step: None})

    def back(self, answers: A) -> A:
        """Return the answers without that of the last step that has one; nothing is kept or asked."""
        given = [step for step in self.steps if getattr(answers, step, None) is not None]
        return self.without(answers, given[-1]) if given else answers

    async def take(self, turn: Turn, message: Message) -> bool:
        """Read a message for the form and go on or reply; return False where the message is not for the form.

        A danger said in it is no answer: only the rest of its words can be one. Where the answers so far were lost, say
        so.
        """
        step, answers = self.steps.get(self.awaited(turn)), await self.known(turn)
        if step is None or answers is None:
            await self.close(turn)
            await turn.reply(Reply(FORM_LOST))
            return False
        if not turn.heard.kinds or step.keeps:
            return await self._read(turn, step, answers, message)
        left = turn.reader.without_danger(words_in(message))
        if not left:
            return False
        turn.words_left = left
        taken = await self._read(turn, step, answers, message)
        turn.words_left = None
        return taken

    async def _read(self, turn: Turn, step: Question[A], answers: A, message: Message) -> bool:
        if step.in_words and not words_in(message):
            return False
        read = await step.read(turn, answers, message)
        if isinstance(read, Reply):
            await turn.reply(read)
        elif not isinstance(read, NoAnswer):
            await self.go_on(turn, read)
        return read is not NoAnswer.NOT_MINE

    async def choose(self, turn: Turn, found: Found) -> bool:
        """Take a place chosen by a button as the answer and go on; return False where the awaited step takes none."""
        step, answers = self.steps.get(self.awaited(turn)), await self.known(turn)
        if step is None or step.choose is None or answers is None:
            return False
        await self.go_on(turn, step.choose(turn, answers, found))
        return True

    async def ask_again(self, turn: Turn) -> None:
        """Ask the awaited question again, after something else came in between."""
        step, answers = self.steps.get(self.awaited(turn)), await self.known(turn)
        if step is not None and answers is not None:
            await turn.reply(await step.asked(turn, answers))

    async def leave(self, turn: Turn) -> None:
        """Forget the answers of the form, which the person gives up, and tell them so."""
        answers = await self.known(turn)
        await self.close(turn)
        wait_for_nothing(turn.known())
        await turn.reply(Reply(CANCELLED) if answers is None or self.left is None else self.left(answers))


class AnyForm(Protocol):
    """A form, whatever the type of its answers."""

    @property
    def name(self) -> str: ...
    @property
    def action(self) -> Action: ...
    async def take(self, turn: Turn, message: Message) -> bool: ...
    async def choose(self, turn: Turn, found: Found) -> bool: ...
    async def ask_again(self, turn: Turn) -> None: ...
    async def leave(self, turn: Turn) -> None: ...


_FORMS: dict[str, AnyForm] = {}


def connect_forms(forms: Iterable[AnyForm]) -> None:
    """Make these forms known. Doing it twice does no harm."""
    _FORMS.update({form.name: form for form in forms})


def form_of(person: Person | None) -> AnyForm | None:
    """Return the form that waits for the person's next message; None where none does.

    One that exists no more, awaited before an upgrade or in a restored backup, is waited for no longer.
    """
    name = form_under_way(person) if person is not None else None
    if person is None or name is None:
        return None
    if name not in _FORMS:
        wait_for_nothing(person)
    return _FORMS.get(name)


async def ask_form_again(turn: Turn) -> None:
    """Ask again the question of the form under way, if any, after something else was answered."""
    form = form_of(turn.known())
    if form is not None:
        await form.ask_again(turn)


async def leave_what_is_awaited(turn: Turn) -> None:
    """Wait for nothing any more from the person, leave the form under way if there is one, and tell them so."""
    form = form_of(turn.known())
    wait_for_nothing(turn.known())
    await (form.leave(turn) if form is not None else turn.reply(Reply(CANCELLED)))


async def drop_form(turn: Turn, otherwise: str = "") -> None:
    """Forget the form under way without a word; where none is, forget the answers of the form named `otherwise`.

    The answers of a form that it interrupted stay.
    """
    person = turn.known()
    dropped = form_under_way(person) or otherwise
    wait_for_nothing(person)
    await end_dialogue(turn.session, person.telegram_id, dropped)
