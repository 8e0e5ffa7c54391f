"""The contents of the base as buttons: the subjects, the questions of a subject, a few entries to choose from. Pure."""

from handlers.answers import texts
from handlers.answers.entry import MOST_RELATED, entry_button
from handlers.talk import buttons
from handlers.talk.replies import Reply, bold, paragraphs, text
from knowledge.snapshot import Knowledge


def suggestions(knowledge: Knowledge, ids: tuple[str, ...], words: str = texts.NOT_SURE, *, place: str = "") -> Reply:
    """Offer these entries as buttons.

    `place` is a line about the place that the person named, said above.
    """
    offered = [
        [entry_button(knowledge.entries[entry_id], whole=True)] for entry_id in ids if entry_id in knowledge.entries
    ]
    html = paragraphs(place, words if offered else texts.NOTHING_NEARER)
    return Reply(html, [*offered[:MOST_RELATED], [buttons.human()]])


def topics(knowledge: Knowledge) -> Reply:
    """List the subjects of the base as buttons."""
    return Reply(
        texts.TOPICS_INTRO, [[buttons.topic(one, knowledge.subjects[one].title)] for one in knowledge.contents]
    )


def topic(name: str, knowledge: Knowledge) -> Reply:
    """List the questions of a subject; the subjects where that one is not known (any more)."""
    chosen = knowledge.contents.get(name)
    if chosen is None:
        return topics(knowledge)
    rows = [[entry_button(entry, whole=True)] for entry in chosen]
    return Reply(
        paragraphs(bold(knowledge.subjects[name].title), text(texts.CHOOSE_QUESTION)), [*rows, [buttons.all_topics()]]
    )
