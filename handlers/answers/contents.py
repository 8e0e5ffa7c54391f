"""The contents of the base as buttons: the subjects, the questions of a subject, a few entries to choose from. Pure."""

import re

from handlers.answers import texts
from handlers.answers.entry import MOST_RELATED, entry_button
from handlers.talk import buttons
from handlers.talk.replies import Reply, bold, from_markdown, paragraphs, text
from knowledge.snapshot import Knowledge

_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\**\s+(?=\W*[^\W\d_a-z])")


def suggestions(knowledge: Knowledge, ids: tuple[str, ...], words: str = texts.NOT_SURE, *, place: str = "") -> Reply:
    """Make the reply that offers up to three entries, by their `ids`, and a human, as buttons under the text `words`.

    Unknown ids are left out; where none is left, the text says that nothing nearer was found. `place` is a line about a
    place that the person named, put above the text, "" for none.
    """
    offered = [
        [entry_button(knowledge.entries[entry_id], whole=True)] for entry_id in ids if entry_id in knowledge.entries
    ]
    html = paragraphs(place, words if offered else texts.NOTHING_NEARER)
    return Reply(html, [*offered[:MOST_RELATED], [buttons.human()]])


def likely(knowledge: Knowledge, ids: tuple[str, ...], place: str = "") -> Reply:
    """Make the reply that shows how the first of these entries begins, and asks whether it is meant.

    The other entries and a human are offered as buttons. `place` is a line about a place that the person named.
    """
    first, *others = (knowledge.entries[entry_id] for entry_id in ids)
    html = paragraphs(place, texts.PERHAPS, from_markdown(beginning(first.answer)), texts.IS_IT_THAT)
    rows = [[buttons.entry(first.id, texts.YES_THAT)], *([entry_button(one, whole=True)] for one in others)]
    return Reply(html, [*rows[:MOST_RELATED], [buttons.human()]])


def beginning(answer: str) -> str:
    """Return the first sentence of an answer, in Markdown, without the stars of bold."""
    line = next(part for part in answer.splitlines() if part.strip())
    return _SENTENCE_ENDS.split(line.strip(), maxsplit=1)[0].replace("**", "")


def topics(knowledge: Knowledge) -> Reply:
    """Make the reply that lists all subjects of the knowledge base as buttons."""
    return Reply(
        texts.TOPICS_INTRO, [[buttons.topic(one, knowledge.subjects[one].title)] for one in knowledge.contents]
    )


def topic(name: str, knowledge: Knowledge) -> Reply:
    """Make the reply that lists the questions of the subject `name` as buttons; all subjects where it is unknown."""
    chosen = knowledge.contents.get(name)
    if chosen is None:
        return topics(knowledge)
    rows = [[entry_button(entry, whole=True)] for entry in chosen]
    return Reply(
        paragraphs(bold(knowledge.subjects[name].title), text(texts.CHOOSE_QUESTION)), [*rows, [buttons.all_topics()]]
    )
