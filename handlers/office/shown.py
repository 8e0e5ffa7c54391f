"""What the templates of the office may use: how dates, answers and changes are written, and the words for codes."""

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from markupsafe import Markup

from handlers.curation.actions import CURATE
from handlers.curation.texts import named
from handlers.office import texts
from handlers.office.actions import USE_OFFICE
from handlers.office.differences import differences
from handlers.roles.actions import INVITE
from handlers.talk.dates import counted, day_and_hour, full_date
from handlers.talk.permissions import Action
from handlers.talk.replies import from_markdown
from knowledge.base.overlay import ADDED, DROPPED, WHOLE
from knowledge.base.sentences import as_read
from knowledge.base.writing import read_back
from knowledge.snapshot import Knowledge


class Changed(Protocol):
    """A change of the base, as a row or as it is laid over the files."""

    @property
    def entry(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def old(self) -> str: ...
    @property
    def new(self) -> str: ...


def message(html: str) -> Markup:
    """Let a template write Telegram's HTML as it is: what is typed is escaped there (`handlers/talk/replies.py`)."""
    return Markup(html)


def said_of(change: Changed) -> str:
    """Return the words that a change is about: those added or corrected, else those dropped."""
    if change.kind == WHOLE:
        return texts.KINDS[WHOLE]
    return as_read(change.old if change.kind == DROPPED else change.new)


def compared(change: Changed, knowledge: Knowledge) -> list[tuple[str, str]]:
    """Return what a change took away (del) and what it put there (ins)."""
    if change.kind == WHOLE:
        return list(_compared_whole(change, knowledge))
    before = [("del", as_read(change.old))] if change.kind not in (ADDED, "fact") else []
    return before + ([("ins", as_read(change.new))] if change.kind != DROPPED else [])


def _compared_whole(change: Changed, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    before, after = read_back(change.old, change.entry), read_back(change.new, change.entry)
    for one in differences(before, after, knowledge):
        yield from (("del", f"{one.name} :\n{one.before}"),) if one.before else ()
        yield from (("ins", f"{one.name} :\n{one.after}"),) if one.after else ()


def rooms() -> list[tuple[str, str, Action]]:
    """Return the rooms: the path of each, its name, and the action that it takes."""
    needed = {"": USE_OFFICE, "/moi": USE_OFFICE, "/equipe": INVITE}
    return [(path, label, needed.get(path, CURATE)) for path, label in texts.ROOMS.items()]


FILTERS: Mapping[str, Callable[..., str]] = {
    "date": full_date,
    "moment": day_and_hour,
    "counted": counted,
    "message": message,
    "markdown": from_markdown,
}
NAMES: Mapping[str, object] = {"words": texts, "said_of": said_of, "compared": compared, "rooms": rooms, "named": named}
