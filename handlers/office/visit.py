"""A visit of a page of the office: who comes, what they sent, and what the page gives back."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from handlers.curation.acts import Curation
from handlers.office.door import Guest
from handlers.talk.act import Act
from handlers.talk.permissions import Action, Actor
from knowledge.snapshot import Knowledge
from storage.deeds import OFFICE, Deed

# Fields that a page fills in by itself, or by a choice.
OURS = ("marque", "publier", "avant", "lu", "vu", "changement", "fiche", "oui", "role", "voir", "tri", "ajouter")


@dataclass(frozen=True)
class Upload:
    """A file that was sent: its name, and what it holds."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Values:
    """The fields of a form or of an address, each of which may come several times, and the files sent with them."""

    many: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: Sequence[Upload] = ()

    def get(self, name: str) -> str:
        """Return the first value of a field, without blanks around it; "" without one."""
        return next(iter(self.many.get(name, ())), "").strip()

    def getlist(self, name: str) -> list[str]:
        """Return all values of a field."""
        return list(self.many.get(name, ()))

    def typed(self) -> list[str]:
        """Return the words that somebody typed, without what the page itself put into the form."""
        return [one for name, many in self.many.items() if name not in OURS for one in many if one.strip()]

    def __contains__(self, name: object) -> bool:
        """Tell whether the field was sent."""
        return name in self.many

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the fields."""
        return iter(self.many)

    def __len__(self) -> int:
        """Return how many fields there are."""
        return len(self.many)


@dataclass(kw_only=True)
class Visit(Act):
    """One request to a page of the office, as the act of whoever is in.

    `places` are the words of the page's address; `asked` what stands behind its question mark; `values` what a form
    sent, empty where the page is only looked at. `bot_name` is the bot's name in Telegram.
    """

    guest: Guest
    knowledge: Knowledge
    places: Mapping[str, str] = field(default_factory=dict)
    asked: Values = field(default_factory=Values)
    values: Values = field(default_factory=Values)
    bot_name: str = ""

    @property
    def today(self) -> date:
        """The local date, by business time."""
        return self.now.astimezone(self.hours.zone).date()

    @property
    def name(self) -> str:
        """The name of the visitor in the team file, that of the team before that of a delegate."""
        names = {role.role: role.name for role in self.guest.roles}
        return names.get(Actor.TEAM) or names.get(Actor.DELEGATE) or ""

    def curation(self) -> Curation:
        """Make the act on the base by the visitor, which says that it came by the office."""
        return Curation(**self.fields, knowledge=self.knowledge, by=self.name, door=OFFICE)

    def note(self, what: str, about: str) -> None:
        """Add a line to the journal: what the visitor did in the office, and to what or whom."""
        self.session.add(Deed(at=self.now, by=self.name, door=OFFICE, what=what, about=about))


@dataclass(frozen=True)
class Shown:
    """A page to show: its template, and what the template names."""

    template: str
    fields: Mapping[str, object] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True)
class SentTo:
    """Another page of the office to go to; `told` names a sentence of `texts.py` that it then says."""

    path: str
    told: str = ""


@dataclass(frozen=True)
class Given:
    """A file to keep."""

    name: str
    kind: str
    data: bytes


Answer: TypeAlias = Shown | SentTo | Given
Answering: TypeAlias = Callable[[Visit], Awaitable[Answer]]


@dataclass(frozen=True)
class Page:
    """A page of the office: its path, in which {name} stands for a word, the action that it takes, what answers it.

    With `deed` it is the target of a form, which is sent by POST and may change something; else it is only looked at.
    """

    path: str
    action: Action
    answer: Answering
    deed: bool = False
