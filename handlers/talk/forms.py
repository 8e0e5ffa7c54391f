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
from handlers.talk.texts import CANCELLED, CORRECTED, CORRECTION_UNREAD, FORM_LOST
from handlers.talk.turn import Turn, words_in
from knowledge.places.found import Found
from storage.dialogues import (
    ORIGINS,
    dialogue_of,
    end_dialogue,
    keep_dialogue,
    note_origin,
    origins_of,
    without_origins,
)
from storage.people import Person, wait_for, wait_for_nothing


class NoAnswer(Enum):
    """What a form's question returns for a message that is no answer to it: who handles the message instead."""

    NOT_MINE = auto()  # answer it as if nothing had been asked
    TAKEN = auto()  # the step has done and said all that was needed


@dataclass(frozen=True)
class Question(Generic[A]):
    """One question of a form: `ask` is the message that asks it, or makes it from the answers so far.

    `read` returns the answers with the new one added; or a reply that says what is wrong, and the question stays open;
    or a `NoAnswer`. With `in_words` only a message with words can answer. With `keeps` the message is taken whole, even
    one that tells of a danger, to be passed on to a human or announced. `choose` adds a place chosen by a button.
    `show`, where given, asks the question in another way than by a new message, and returns the answers to store; None
    to use `ask`.
    """

    ask: Reply | Callable[[Turn, A], Awaitable[Reply]]
    read: Callable[[Turn, A, Message], Awaitable[A | Reply | NoAnswer]]
    in_words: bool = False
    keeps: bool = False
    choose: Callable[[Turn, A, Found], A] | None = None
    show: Callable[[Turn, A], Awaitable[A | None]] | None = None

    async def asked(self, turn: Turn, answers: A) -> Reply:
        """Return the message that asks the question, given the answers so far."""
        return self.ask if isinstance(self.ask, Reply) else await self.ask(turn, answers)


@dataclass(frozen=True)
class StoredAnswers(Generic[A]):
    """The stored answers to a form, one row for each person, and the step whose answer is awaited from a person."""

    name: str
    answers: type[A]

    async def known(self, turn: Turn) -> A | None:
        """Return the person's stored answers, even while another form interrupts this one; None if none are stored."""
        kept = await dialogue_of(turn.session, turn.known().telegram_id, self.name)
        return read_back(self.answers, without_origins(kept)) if kept is not None else None

    async def keep(self, turn: Turn, answers: A) -> A:
        """Store the person's answers and return them; which step is awaited does not change."""
        origins = await origins_of(turn.session, turn.known().telegram_id, self.name)
        await keep_dialogue(turn.session, turn.known().telegram_id, self.name, asdict(answers) | origins, turn.now)
        return answers

    async def close(self, turn: Turn) -> None:
        """Delete the person's answers and await none; the answers of a form that this one interrupted stay."""
        self.wait_no_more(turn)
        await end_dialogue(turn.session, turn.known().telegram_id, self.name)

    def wait(self, turn: Turn, step: str) -> None:
        """Await the person's next message as the answer to this step."""
        wait_for(turn.known(), f"{self.name}:{step}")

    def wait_no_more(self, turn: Turn) -> None:
        """Await no answer of this form any more, and keep those given."""
        if form_under_way(turn.known()) == self.name:
            wait_for_nothing(turn.known())

    def awaited(self, turn: Turn) -> str:
        """Return the step of this form that awaits the person's next message, "" where none does."""
        return step_under_way(turn.known()) if form_under_way(turn.known()) == self.name else ""


@dataclass(frozen=True, kw_only=True)
class Form(StoredAnswers[A]):
    """A form that a capability declares: `action` is who may fill it in, `steps` are its questions by name, in order.

    A step is asked while the field of its name in the answers is None. `missing`, where given, returns the step to ask
    for next instead, "" for none. `done` gets the complete answers. `left` makes the reply to somebody who leaves the
    form.
    """

    action: Action
    steps: Mapping[str, Question[A]]
    done: Callable[[Turn, A], Awaitable[None]] | None = None
    missing: Callable[[Turn, A], Awaitable[str]] | None = None
    left: Callable[[A], Reply] | None = None

    async def go_on(self, turn: Turn, answers: A, at: str = "", why: str = "") -> None:
        """Store the answers and send the first question that lacks one, or that of step `at`, after the text `why`.

        Where no answer is missing, the stored answers are deleted, none is awaited, and `done` is called with them.
        """
        step = at or await self._missing(turn, answers)
        if not step:
            await self.close(turn)
            if self.done is not None:
                await self.done(turn, answers)
            return
        await self.keep(turn, answers)
        self.wait(turn, step)
        await self._ask(turn, self.steps[step], answers, why)

    async def _ask(self, turn: Turn, step: Question[A], answers: A, why: str = "") -> None:
        shown = await step.show(turn, answers) if step.show is not None else None
        if shown is not None:
            await self.keep(turn, shown)
            return
        asked = await step.asked(turn, answers)
        await turn.reply(replace(asked, html=paragraphs(why, asked.html)))

    async def _missing(self, turn: Turn, answers: A) -> str:
        if self.missing is not None:
            return await self.missing(turn, answers)
        return next((step for step in self.steps if getattr(answers, step, step) is None), "")

    def without(self, answers: A, step: str) -> A:
        """Return a copy of the answers without that of `step`, so that it is asked again; nothing is stored or sent."""
        return replace(answers, **{step: None})

    def back(self, answers: A) -> A:
        """Return a copy of the answers without the last one that was given; nothing is stored or sent."""
        given = [step for step in self.steps if getattr(answers, step, None) is not None]
        return self.without(answers, given[-1]) if given else answers

    async def take(self, turn: Turn, message: Message) -> bool:
        """Read a message as the answer to the awaited question, then go on; return False where it is not for the form.

        An answer that is wrong gets a reply that says why, and counts as for the form. Of a message that tells of a
        danger only the other words can answer. Where the stored answers were lost, say so and return False.
        """
        step, answers = self.steps.get(self.awaited(turn)), await self.known(turn)
        if step is None or answers is None:
            await self.close(turn)
            await turn.reply(Reply(FORM_LOST))
            return False
        if not turn.heard.kinds or step.keeps:
            return await self._take(turn, step, answers, message)
        left = turn.reader.without_danger(words_in(message))
        if not left:
            return False
        turn.words_left = left
        taken = await self._take(turn, step, answers, message)
        turn.words_left = None
        return taken

    async def _take(self, turn: Turn, step: Question[A], answers: A, message: Message) -> bool:
        if step.in_words and not words_in(message):
            return False
        name, me = self.awaited(turn), turn.known().telegram_id
        read = await step.read(turn, answers, message)
        if isinstance(read, Reply):
            await turn.reply(read)
        elif not isinstance(read, NoAnswer):
            await self.go_on(turn, read)
            await note_origin(turn.session, me, self.name, name, message.message_id)
        return read is not NoAnswer.NOT_MINE

    async def answered_by(self, turn: Turn, message: Message) -> str:
        """Return the step that this message has answered, before it was corrected; "" for none."""
        kept = await origins_of(turn.session, turn.known().telegram_id, self.name)
        return next((step for step, number in kept.get(ORIGINS, {}).items() if number == message.message_id), "")

    async def take_edit(self, turn: Turn, message: Message) -> bool:
        """Read a corrected message anew as the answer that it gave, and ask again what was being asked.

        A correction that cannot be read takes the answer back, and its question is asked again. Return False where the
        message has answered nothing in this form.
        """
        name, answers, awaited = await self.answered_by(turn, message), await self.known(turn), self.awaited(turn)
        step = self.steps.get(name)
        if step is None or answers is None:
            return False
        before = self.without(answers, name) if hasattr(answers, name) else answers
        read = await step.read(turn, before, message)
        if isinstance(read, Reply):
            await self.keep(turn, before)
            self.wait(turn, name)
            await turn.reply(read)
        elif read is NoAnswer.NOT_MINE:
            await self.go_on(turn, before, at=name, why=CORRECTION_UNREAD)
        elif not isinstance(read, NoAnswer):
            await self.go_on(turn, read, at=awaited if awaited != name else "", why=CORRECTED)
        return True

    async def choose(self, turn: Turn, found: Found) -> bool:
        """Take a place chosen by a button as the answer to the awaited question; return False if it takes no place."""
        step, answers = self.steps.get(self.awaited(turn)), await self.known(turn)
        if step is None or step.choose is None or answers is None:
            return False
        await self.go_on(turn, step.choose(turn, answers, found))
        return True

    async def ask_again(self, turn: Turn) -> None:
        """Send the awaited question again, after something else came in between; nothing where none is awaited."""
        step, answers = self.steps.get(self.awaited(turn)), await self.known(turn)
        if step is not None and answers is not None:
            await self._ask(turn, step, answers)

    async def leave(self, turn: Turn) -> None:
        """Delete the answers of the person, who gives the form up, await nothing more, and confirm it in a reply."""
        answers = await self.known(turn)
        await self.close(turn)
        wait_for_nothing(turn.known())
        await turn.reply(Reply(CANCELLED) if answers is None or self.left is None else self.left(answers))


class AnyForm(Protocol):
    """The methods of a form that code may call without knowing the type of its answers."""

    @property
    def name(self) -> str: ...
    @property
    def action(self) -> Action: ...
    async def take(self, turn: Turn, message: Message) -> bool: ...
    async def choose(self, turn: Turn, found: Found) -> bool: ...
    async def ask_again(self, turn: Turn) -> None: ...
    async def take_edit(self, turn: Turn, message: Message) -> bool: ...
    async def leave(self, turn: Turn) -> None: ...


_FORMS: dict[str, AnyForm] = {}


def connect_forms(forms: Iterable[AnyForm]) -> None:
    """Register these forms by name, so that `form_of` finds them; a second time changes nothing."""
    _FORMS.update({form.name: form for form in forms})


def form_of(person: Person | None) -> AnyForm | None:
    """Return the form that awaits the person's next message; None without one.

    A form that no longer exists, awaited before an upgrade or in a restored backup, stops being awaited.
    """
    name = form_under_way(person) if person is not None else None
    if person is None or name is None:
        return None
    if name not in _FORMS:
        wait_for_nothing(person)
    return _FORMS.get(name)


async def ask_form_again(turn: Turn) -> None:
    """Send the awaited question of the form under way again, after something else was answered; if none, nothing."""
    form = form_of(turn.known())
    if form is not None:
        await form.ask_again(turn)


async def leave_what_is_awaited(turn: Turn) -> None:
    """Await nothing more from the person, delete the answers to the form under way, if any, and confirm it."""
    form = form_of(turn.known())
    wait_for_nothing(turn.known())
    await (form.leave(turn) if form is not None else turn.reply(Reply(CANCELLED)))


async def drop_form(turn: Turn, otherwise: str = "") -> None:
    """Delete the answers of the form under way without a reply; without one, those of the form named `otherwise`.

    Nothing is awaited any more. The answers of a form that the deleted one interrupted stay.
    """
    person = turn.known()
    dropped = form_under_way(person) or otherwise
    wait_for_nothing(person)
    await end_dialogue(turn.session, person.telegram_id, dropped)
