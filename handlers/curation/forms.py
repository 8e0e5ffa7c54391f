"""The form of the base: a sentence, shown in its answer, or a wording, whose effect is computed first."""

from dataclasses import dataclass, replace

from telegram import Message

from handlers.curation import buttons, rules, texts
from handlers.curation.actions import CURATE
from handlers.curation.show import all_of, name_of, refresh, reply_home, show_entry_of_base
from handlers.talk.forms import Form, NoAnswer, Question
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Reply, paragraphs
from handlers.talk.turn import Turn, words_in
from knowledge.base.overlay import ADDED, SENTENCE, Change, print_of, with_sentence
from knowledge.base.sentences import Sentence

ASKED, SHOWN, FAILED = "asked", "shown", "failed"


@dataclass(frozen=True)
class Draft:
    """A change of an entry that the team is writing: the answers given so far in its form.

    `kind` is SENTENCE, ADDED or DROPPED. `old` is the sentence to replace or the wording to drop; `new` is the new
    sentence or wording, None until it is written. `state` tells whether the effect of a wording is being computed
    (ASKED), was SHOWN, or FAILED.
    """

    kind: str
    entry: str
    old: str = ""
    new: str | None = None
    state: str = ""

    def change(self, by: str = "") -> Change:
        """Return the change of the base to publish, by this author. Raises ValueError where nothing is written yet."""
        if self.new is None:
            raise ValueError("nothing is written yet")
        return Change(0, self.entry, self.kind, self.old, self.new, "", by)

    @property
    def print(self) -> str:
        """A short hash of the change, in the code of its button, which so publishes what was shown and nothing else."""
        return print_of("\0".join((self.kind, self.entry, self.old, self.new or "")))[:8]

    @property
    def step(self) -> str:
        """The name of the question that asks for `new`, "" for a wording to drop."""
        return {SENTENCE: "sentence", ADDED: "wording"}.get(self.kind, "")


async def _ask_sentence(turn: Turn, draft: Draft) -> Reply:
    return Reply(texts.write_instead(Sentence(draft.old).plain), [[buttons.cancel()]])


async def _read_sentence(turn: Turn, draft: Draft, message: Message) -> Reply | NoAnswer:
    """Read the new sentence; return the corrected answer with a button to publish it, or why the sentence is refused.

    Where the answer has changed meanwhile, show the entry instead.
    """
    entry = (await refresh(turn)).entries.get(draft.entry)
    if entry is None or draft.old not in entry.text:
        await show_entry_of_base(turn, draft.entry, first=texts.CHANGED_MEANWHILE)
        return NoAnswer.TAKEN
    change = rules.corrected(entry, replace(draft, new="").change(name_of(turn)), words_in(message))
    if isinstance(change, Refusal):
        return Reply(texts.refused(change), [[buttons.cancel()]])
    shown = await FORM.keep(turn, replace(draft, new=change.new, state=SHOWN))
    seen = all_of(with_sentence(entry, change))
    html = paragraphs(texts.shown(seen, rules.remark_on(change.new)), texts.APPROVAL_ENDS if entry.approval else "")
    return Reply(html, [[buttons.publish(shown.print)], [buttons.again(), buttons.cancel()]])


async def _read_wording(turn: Turn, draft: Draft, message: Message) -> Reply:
    words = " ".join(words_in(message).split())
    refusal = rules.wording_fault(await refresh(turn), words)
    if refusal is not None:
        return Reply(texts.refused(refusal), [[buttons.cancel()]])
    await FORM.keep(turn, replace(draft, old="", new=words, state=ASKED))
    return Reply(texts.LOOKING, [[buttons.cancel()]])


async def write_again(turn: Turn) -> None:
    """Ask the team again for the words of the change being written; without one, show the first page of /base."""
    draft = await FORM.known(turn)
    if draft is not None and draft.step:
        await FORM.go_on(turn, draft, at=draft.step)
    else:
        await reply_home(turn)


FORM = Form(
    name="base",
    action=CURATE,
    answers=Draft,
    steps={
        "sentence": Question(_ask_sentence, _read_sentence, in_words=True),
        "wording": Question(Reply(texts.NEW_WORDING, [[buttons.cancel()]]), _read_wording, in_words=True),
    },
)
