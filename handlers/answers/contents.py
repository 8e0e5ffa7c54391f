"""What the base holds, offered as buttons: its subjects, the questions of one, a few entries to choose from. Pure."""

from handlers.answers import texts
from handlers.answers.entry import MOST_RELATED, entry_button
from handlers.answers.topics import topics_of
from handlers.talk import buttons
from handlers.talk.replies import Reply, bold, paragraphs, text
from knowledge.snapshot import Knowledge


def suggestions(knowledge: Knowledge, ids: tuple[str, ...], words: str = texts.NOT_SURE, *, place: str = "") -> Reply:
    offered = [
        [entry_button(knowledge.entries[entry_id], whole=True)] for entry_id in ids if entry_id in knowledge.entries
    ]
    html = paragraphs(place, words if offered else texts.NOTHING_NEARER)
    return Reply(html, [*offered[:MOST_RELATED], [buttons.human()]])


def topics(knowledge: Knowledge) -> Reply:
    """The subjects that the base knows, as buttons."""
    known = topics_of(list(knowledge.entries))
    return Reply(texts.TOPICS_INTRO, [[buttons.topic(name, topic.label)] for name, topic in known.items()])


def topic(name: str, knowledge: Knowledge) -> Reply:
    """The questions of one subject; all subjects when it is not known (any more)."""
    chosen = topics_of(list(knowledge.entries)).get(name)
    if chosen is None:
        return topics(knowledge)
    rows = [[entry_button(knowledge.entries[entry_id], whole=True)] for entry_id in chosen.entries]
    return Reply(paragraphs(bold(chosen.label), text(texts.CHOOSE_QUESTION)), [*rows, [buttons.all_topics()]])
