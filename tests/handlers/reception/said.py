"""Messages expected and received, as plain values that compare; built from the base and the bot's own texts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from bot.demo.shown import Shown
from handlers.answers import contents
from handlers.answers import texts as answers
from handlers.cases.core.texts import NO_CASES
from handlers.meetings.texts import NO_REGISTRATION, WHICH_VISIO
from handlers.places import texts as places
from handlers.privacy.texts import KEEP_PLACE
from handlers.subscriptions import texts as subscriptions
from handlers.talk.public_contact import public_contact, talk_to_somebody
from handlers.talk.replies import Reply, from_markdown, paragraphs
from knowledge.base.entry import Entry
from knowledge.base.facts import Step
from knowledge.base.kinds import kinds
from knowledge.base.networks import networks
from knowledge.base.sentences import sentences
from knowledge.snapshot import Knowledge

HUMAN, TOPICS, CHANGE_PLACE = "Parler à quelqu'un", "Voir ce que je sais", "Changer de lieu"
MENU = [[TOPICS, HUMAN]]
Labels = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Heard:
    """A message: its whole text, or for an entry its id, first line, line of the place and name of who confirms it."""

    text: str
    labels: tuple[tuple[str, ...], ...] = ()
    entry: str | None = None
    place: str = ""
    confirmed_by: str = ""


@dataclass(frozen=True, eq=False)
class Offered:
    """Suggestions: these words, with one entry among those offered and another not, and a human last."""

    words: str
    among: str
    without: str = ""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Heard):
            return NotImplemented
        offered, last = [row[0] for row in other.labels[:-1]], other.labels[-1:]
        in_order = other.text == self.words and last == ((HUMAN,),) and len(offered) <= 3
        return in_order and self.among in offered and self.without not in offered

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, eq=False)
class Answered:
    """An answer: it begins with one of these lines, its own first or the sentence of a pair; the rest as in `Heard`."""

    firsts: frozenset[str]
    labels: tuple[tuple[str, ...], ...]
    entry: str
    place: str
    confirmed_by: str

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Heard):
            return NotImplemented
        rest = (other.labels, other.entry, other.place, other.confirmed_by)
        return other.text in self.firsts and rest == (self.labels, self.entry, self.place, self.confirmed_by)

    __hash__ = None  # type: ignore[assignment]


Expected = Heard | Offered | Answered


def heard(said: Shown) -> Heard:
    labels = tuple(tuple(row) for row in said.labels)
    codes = [button.data or "" for row in said.buttons for button in row]
    entry = next((code.removeprefix("oui:") for code in codes if code.startswith("oui:")), None)
    if entry is None:
        return Heard(said.text, labels)
    parts = said.text.split("\n\n")
    assert parts[-1] == answers.DID_IT_HELP
    place = next((part for part in parts if part.startswith("📍")), "")
    confirmed_by = parts[-2].rpartition("À confirmer auprès de ")[2].partition(".")[0]
    first = parts[1] if place and parts[0] == place else parts[0]
    return Heard(first.splitlines()[0], labels, entry, place, confirmed_by)


def glad_to_tell(subject: str) -> Heard:
    """Return the thanks after an answer that helped, with the offer of news."""
    words = paragraphs(answers.GLAD, subscriptions.offer(subject))
    return own(words, [["Me prévenir", "Non"]])


def shown(html: str) -> str:
    """Return the words of HTML, as a phone shows them."""
    return unescape(re.sub(r"<[^>]+>", "", html))


def own(html: str, labels: Labels = ()) -> Heard:
    """Return a message in the bot's own words."""
    return Heard(shown(html), tuple(tuple(row) for row in labels))


def reply(composed: Reply) -> Heard:
    return own(composed.html, [[button.label for button in row] for row in composed.rows])


def next_steps(entry: Entry, confirmed_by: str) -> list[tuple[str, ...]]:
    """Return the labels of the buttons that do the next step of an entry."""
    step = entry.next.step if entry.next is not None else None
    labels = {Step.LINK: entry.next.label if entry.next is not None else "", Step.CALL: "Être rappelé"}
    last = sentences(entry.answer)[-1].plain.lower()
    to_her = step is Step.TALK or (step is not Step.CALL and "votre déléguée" in last)
    talk = HUMAN if confirmed_by == "votre déléguée" else f"Parler à {confirmed_by}"
    return [*([(labels[step],)] if step in labels else []), *([(talk,)] if to_her else [])]


@dataclass(frozen=True)
class Words:
    """Messages that the bot can be expected to send, given a base."""

    knowledge: Knowledge

    def answer(self, entry_id: str, confirmed_by: str = "votre déléguée", place: str = "") -> Answered:
        entry = self.knowledge.entries[entry_id]
        own = shown(from_markdown(entry.answer)).splitlines()[0]
        firsts = frozenset((own, *(shown(from_markdown(fact.says)) for fact in entry.facts)))
        related = [self.knowledge.entries[other] for other in entry.related[:3]]
        of_kind = {kind: f" : {kinds()[kind].title.lower()}" for kind in entry.beside if kind in kinds()}
        beside = ((f"Me prévenir{one if len(entry.beside) > 1 else ''}",) for one in of_kind.values())
        ways = (*next_steps(entry, confirmed_by), *(("En savoir plus",) for _ in (entry.more,) if entry.more))
        labels = (*beside, *ways, *((one.short or one.title,) for one in related), ("Oui, merci", "Non"))
        return Answered(firsts, labels, entry_id, place, confirmed_by)

    def unsure(self, among: str) -> Offered:
        return Offered(shown(answers.NOT_SURE), self.knowledge.entries[among].title)

    def nearest(self, among: str, without: str) -> Offered:
        """Return the suggestions after `Non` to the entry `without`."""
        titles = self.knowledge.entries
        return Offered(shown(answers.NEAREST), titles[among].title, titles[without].title)

    @property
    def topics(self) -> Heard:
        return reply(contents.topics(self.knowledge))

    def topic(self, name: str) -> Heard:
        """Return the menu of questions of a subject."""
        return reply(contents.topic(name, self.knowledge))

    def delegate(self, place: str, department: str, name: str, *, may_keep: bool = False) -> Heard:
        """Return the answer to a place; `may_keep` where the person agreed before that it is kept, or is not asked."""
        html = paragraphs(
            places.delegate_line(place, department, name), places.how_to_reach(name), "" if may_keep else KEEP_PLACE,
        )  # fmt: skip
        ask = [] if may_keep else [["Oui, le retenir", "Non"]]
        return own(html, [*ask, [HUMAN], [CHANGE_PLACE, TOPICS]])

    def outside(self, place: str, region: str, network: str) -> Heard:
        known = networks()[region]
        assert known.name == network
        return own(paragraphs(places.outside(place, region, known), self.contact), [[HUMAN], [CHANGE_PLACE]])

    @property
    def how_to_stop(self) -> Heard:
        return own(subscriptions.HOW_TO_STOP, [["Tout arrêter"], ["Choisir mes sujets"]])

    @property
    def which_visio(self) -> Heard:
        return own(WHICH_VISIO, [[one.situation] for one in kinds().values() if one.situation])

    @property
    def no_registration(self) -> Heard:
        return own(NO_REGISTRATION, [["Voir les dates"]])

    @property
    def no_cases(self) -> Heard:
        return own(NO_CASES, [[HUMAN]])

    @property
    def contact(self) -> str:
        return public_contact(self.knowledge.team)

    @property
    def human(self) -> Heard:
        return reply(talk_to_somebody(self.knowledge.team))


def place_line(place: str, department: str, name: str) -> str:
    return shown(places.delegate_line(place, department, name))


def elsewhere_line(place: str, region: str) -> str:
    return shown(places.outside_line(place, region, networks()[region]))


UNKNOWN = own(answers.UNKNOWN, [[HUMAN, TOPICS]])
