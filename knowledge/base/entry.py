"""An entry: a Markdown file with a YAML head. A faulty file gives its faults, a line each, and no entry."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

import yaml

from knowledge.base.facts import (
    Fact,
    Next,
    Source,
    fact_faults,
    facts_in,
    ids_of,
    next_faults,
    next_in,
    source_faults,
    sources_in,
)
from knowledge.base.sentences import MORE, parts, said, sentences, without_marks
from knowledge.text.yaml_loader import LOADER, Fields

REQUIRED = {"id", "title", "subject", "questions", "referent", "sources", "review_by", "next"}
FIELDS = REQUIRED | {"short", "order", "related", "beside", "service", "asks_place", "facts"}
# The one thing besides kinds of meeting that may stand beside an answer: the latest documentation.
DOCUMENTATION = "documentation"


class Service(StrEnum):
    """What the bot itself can do about an entry: find the delegate, name another region's network, register."""

    DELEGATE = "delegate"
    NETWORK = "network"
    REGISTER = "register"


@dataclass(frozen=True)
class Approval:
    """The approval of an answer: the member of staff who has read it and stands for it, and the day."""

    name: str
    on: date


@dataclass(frozen=True)
class Entry:
    """A question of the knowledge base with its answer, from one Markdown file.

    `questions` are its wordings. `referent` is a role of the team file. `answer` is Markdown (bold, italic, links,
    lists). `short` labels a button. `subject` is its place in the menu, where entries are sorted by `order`, those
    without one last. `beside` names kinds of meeting, or documentation. `service` is what the bot itself can do about
    it. `asks_place` says that the answer asks where the project is. `more` is the rest of the answer, behind « En
    savoir plus ». `facts` are pairs of a question and the sentence that answers it; `carried` holds what a sentence
    says, and the source that carries it, where that is marked. `next` is what the person can do now. `approval` is
    never in a file: only a member's own act gives it (knowledge/base/overlay.py).
    """

    id: str
    title: str
    subject: str
    questions: tuple[str, ...]
    referent: str
    sources: tuple[Source, ...]
    review_by: date
    related: tuple[str, ...]
    answer: str
    short: str | None = None
    order: int | None = None
    beside: tuple[str, ...] = ()
    service: Service | None = None
    asks_place: bool = False
    more: str = ""
    facts: tuple[Fact, ...] = ()
    carried: tuple[tuple[str, Source], ...] = ()
    next: Next | None = None
    approval: Approval | None = None

    @property
    def whole(self) -> str:
        """The answer as the file has it, with the rest below its line, and without marks of sources."""
        return f"{self.answer}\n\n{MORE}\n\n{self.more}" if self.more else self.answer

    @property
    def text(self) -> str:
        """All that the entry says and that can be corrected: the answer, the rest, and the pairs' own sentences."""
        return "\n".join((self.whole, *(fact.says for fact in self.facts if fact.source is not None)))

    @property
    def wordings(self) -> tuple[str, ...]:
        """All ways of asking that lead to the entry: its own, then those of its pairs."""
        return tuple(dict.fromkeys((*self.questions, *(one for fact in self.facts for one in fact.asks))))

    def fact_asked(self, asked: str | None) -> Fact | None:
        """Return the pair that has this way of asking, None where there is none."""
        return next((fact for fact in self.facts if asked in fact.asks), None)

    def source_of(self, fact: Fact | None = None) -> Source:
        """Return the source that carries the sentence of a pair, else that of the answer's first sentence."""
        if fact is not None and fact.source is not None:
            return fact.source
        return self._carrier(fact.says if fact is not None else sentences(self.answer)[0].raw)

    def _carrier(self, sentence: str) -> Source:
        known = dict(reversed(self.carried))
        said_of = (said(one) for one in (sentence, *(part.raw for part in sentences(sentence))))
        return next((known[one] for one in said_of if one in known), self.sources[0])


@dataclass
class ReadEntry:
    """The result of reading the file of an entry: the entry, or the faults of the file, a line each."""

    entry: Entry | None = None
    faults: list[str] = field(default_factory=list)


def read_entry(path: Path) -> ReadEntry:
    """Read an entry from a Markdown file with a YAML head; return the faults of the file instead where it has any."""
    return read_data(path.read_bytes(), path.stem)


def read_data(data: bytes, stem: str) -> ReadEntry:
    """Read an entry from what its file holds, whose name is `stem`; return the faults instead where it has any."""
    try:
        return read_text(data.decode("utf-8"), stem)
    except UnicodeDecodeError:
        return ReadEntry(faults=[f"{stem}.md: the file is not UTF-8: save it as UTF-8"])


def read_text(text: str, stem: str) -> ReadEntry:
    """Read an entry from the text of its file, whose name is `stem`; return the faults instead where it has any."""
    name = f"{stem}.md"
    try:
        head, body = _parts(text)
        fields = yaml.load(head, LOADER)
    except _NoHead:
        return ReadEntry(faults=[f"{name}: the head is missing: begin with ---, the fields, then --- again"])
    except yaml.YAMLError as error:
        return ReadEntry(faults=[f"{name}: the head is not valid YAML{_line_of(error)}: mend its quotes or spaces"])
    if not isinstance(fields, dict):
        return ReadEntry(faults=[f"{name}: the head holds no fields: write id, title, questions and the others"])
    faults = _faults(fields, body, stem)
    if faults:
        return ReadEntry(faults=[f"{name}: {fault}" for fault in faults])
    return ReadEntry(entry=_entry(fields, body))


class _NoHead(ValueError):
    pass


def _parts(text: str) -> tuple[str, str]:
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    if not text.startswith("---\n") or "\n---\n" not in text[4:] + "\n":
        raise _NoHead
    head, _, body = text[4:].partition("\n---\n")
    return head, body.strip()


def _line_of(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f" (line {mark.line + 2})" if mark is not None else ""


def _faults(fields: Fields, body: str, stem: str) -> list[str]:
    faults = [f"the field {name} is missing: add it" for name in sorted(REQUIRED - fields.keys())]
    unknown = sorted(fields.keys() - FIELDS, key=str)
    faults += [f"the field {name} is unknown: remove it or correct its name" for name in unknown]
    if fields.get("id", stem) != stem:
        faults.append(f"the id {fields['id']!r} differs from the file's name: make them equal")
    faults += [words for name, (is_right, words) in _SHAPES.items() if name in fields and not is_right(fields[name])]
    if not parts(body)[0]:
        faults.append("the answer is missing: write it below the head")
    faults += source_faults(fields.get("sources", []))
    faults += fact_faults(fields["facts"], fields.get("sources")) if "facts" in fields else ()
    faults += next_faults(fields["next"]) if "next" in fields else ()
    return faults + _mark_faults(body, fields.get("sources"))


def _mark_faults(body: str, sources: object) -> list[str]:
    known = ids_of(sources)
    marks = dict.fromkeys(mark for _, mark in without_marks(body)[1])
    return [
        f"the mark [^{mark}] names no source: give one that id, or correct it" for mark in marks if mark not in known
    ]


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) and text.strip() for text in value)


_LIST = "must be a list of texts: put each in quotes, on a line that begins with -"
_SHAPES: dict[str, tuple[Callable[[object], bool], str]] = {
    "title": (_text, "title must be a text: put it in quotes"),
    "subject": (_text, "subject must be a text: put it in quotes"),
    "order": (lambda value: type(value) is int, "order must be a whole number, such as 3"),
    "referent": (_text, "referent must be a text: put it in quotes"),
    "short": (
        lambda value: _text(value) and len(str(value)) <= 30,
        "short must be a text of 30 characters at the most: shorten it",
    ),
    "review_by": (lambda value: type(value) is date, "review_by must be a date such as 2027-03-01"),
    "questions": (_texts, f"questions {_LIST}"),
    "related": (_texts, f"related {_LIST}"),
    "asks_place": (lambda value: value is True, "asks_place must be true, or left out"),
    "beside": (_texts, f"beside {_LIST}"),
    "service": (
        lambda value: value in tuple(Service),
        f"service must be one of {', '.join(Service)}, or left out",
    ),
}


def _entry(fields: Fields, body: str) -> Entry:
    sources = sources_in(fields)
    by_id = {one.id: one for one in sources}
    clean, carried = without_marks(body)
    answer, more = parts(clean)
    return Entry(
        id=fields["id"],
        title=fields["title"].strip(),
        subject=fields["subject"],
        questions=tuple(fields["questions"]),
        referent=fields["referent"],
        sources=sources,
        review_by=fields["review_by"],
        related=tuple(fields.get("related") or ()),
        answer=answer,
        more=more,
        facts=facts_in(fields, by_id),
        carried=tuple((sentence, by_id[mark]) for sentence, mark in carried),
        next=next_in(fields),
        short=fields.get("short"),
        order=fields.get("order"),
        beside=tuple(fields.get("beside") or ()),
        asks_place=fields.get("asks_place", False),
        service=Service(fields["service"]) if "service" in fields else None,
    )
