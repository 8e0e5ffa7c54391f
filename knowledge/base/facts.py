"""What an entry has besides its answer: sources, pairs of question and sentence, the next step; and their faults."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.text.yaml_loader import Fields

LONGEST_LABEL = 30  # characters on a button
_OF_A_SOURCE = {"id", "name", "url", "date"}
_OF_A_FACT = {"asks", "says", "source", "review_by"}


@dataclass(frozen=True)
class Source:
    """A source of an answer; `date` is as people read it: "2025", "mars 2025". `id` is its name within the entry."""

    name: str
    url: str | None
    date: str
    id: str | None = None


@dataclass(frozen=True)
class Fact:
    """A pair of an entry: ways of asking (`asks`), and the sentence that answers them (`says`, in Markdown).

    `source` carries the sentence, None where the answer's own source does. `review_by` is the day from which the
    sentence must be read again, None for the day of the entry.
    """

    asks: tuple[str, ...]
    says: str
    source: Source | None = None
    review_by: date | None = None


class Step(StrEnum):
    """What a person can do next: be called back, talk to somebody, register, open a page, write a command."""

    CALL = "call"
    TALK = "talk"
    REGISTER = "register"
    LINK = "link"
    COMMAND = "command"


@dataclass(frozen=True)
class Next:
    """The next step of an answer; `to` is an address or a command without its slash, `label` that of the button."""

    step: Step
    to: str = ""
    label: str = ""


def source_faults(sources: object) -> Iterator[str]:
    """Yield the faults of the field `sources`."""
    if not isinstance(sources, list) or not sources:
        yield "sources must be a list with at least one source: add its name, url and date"
        return
    ids = [source["id"] for source in sources if isinstance(source, dict) and "id" in source]
    for number, source in enumerate(sources, start=1):
        if not isinstance(source, dict) or source.keys() - _OF_A_SOURCE:
            yield f"source {number} must have name, url and date, id if need be, and nothing else"
        elif not source.get("name") or not source.get("date"):
            yield f"source {number} lacks its name or its date: add it"
        elif source.get("url") is not None and not str(source["url"]).startswith("https://"):
            yield f"source {number} is not at an https address: correct its url, or write null"
        elif "id" in source and not _text(source["id"]):
            yield f"the id of source {number} must be a text: put it in quotes"
        elif "id" in source and ids.count(source["id"]) > 1:
            yield f"the id {source['id']!r} is that of two sources: give each its own"


def fact_faults(facts: object, sources: object) -> Iterator[str]:
    """Yield the faults of the field `facts`; `sources` is the field of sources that they name."""
    if not isinstance(facts, list):
        yield "facts must be a list of pairs: write each on a line that begins with -, with asks and says"
        return
    ids = ids_of(sources)
    for number, fact in enumerate(facts, start=1):
        if not isinstance(fact, dict) or fact.keys() - _OF_A_FACT:
            yield f"pair {number} must have asks and says, source and review_by if need be, and nothing else"
            continue
        asks = fact.get("asks")
        if not isinstance(asks, list) or not asks or not all(map(_text, asks)):
            yield f"pair {number}: asks must be a list with at least one question"
        if not _text(fact.get("says")):
            yield f"pair {number} lacks its sentence: write it in says"
        if "source" in fact and fact["source"] not in ids:
            yield f"pair {number}: no source has the id {fact['source']!r}: give one that id, or correct it"
        if "review_by" in fact and type(fact["review_by"]) is not date:
            yield f"pair {number}: review_by must be a date such as 2027-01-31"


def next_faults(step: object) -> Iterator[str]:
    """Yield the fault of the field `next`."""
    if isinstance(step, str) and step in (Step.CALL, Step.TALK, Step.REGISTER):
        return
    if isinstance(step, dict) and step.keys() == {"link", "label"} and all(map(_text, step.values())):
        if len(step["label"]) > LONGEST_LABEL:
            yield f"the label of next must have {LONGEST_LABEL} characters at the most: shorten it"
    elif not (isinstance(step, dict) and step.keys() == {"command"} and _text(step["command"])):
        yield "next must be call, talk, register, {link: …, label: …} or {command: …}"


def sources_in(fields: Fields) -> tuple[Source, ...]:
    """Return the sources of an entry whose fields have no faults."""
    return tuple(Source(str(one["name"]), one.get("url"), str(one["date"]), one.get("id")) for one in fields["sources"])


def facts_in(fields: Fields, sources: Mapping[str | None, Source]) -> tuple[Fact, ...]:
    """Return the pairs of an entry whose fields have no faults; `sources` are those of the entry by id."""
    return tuple(
        Fact(
            tuple(one["asks"]),
            one["says"].strip(),
            sources[one["source"]] if "source" in one else None,
            one.get("review_by"),
        )
        for one in fields.get("facts") or ()
    )


def next_in(fields: Fields) -> Next | None:
    """Return the next step of an entry whose fields have no faults; None without one."""
    step = fields.get("next")
    if step is None:
        return None
    if isinstance(step, str):
        return Next(Step(step))
    if "link" in step:
        return Next(Step.LINK, step["link"].strip(), step["label"].strip())
    return Next(Step.COMMAND, step["command"].strip().removeprefix("/"))


def ids_of(sources: object) -> list[object]:
    return [one.get("id") for one in sources if isinstance(one, dict)] if isinstance(sources, list) else []


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
