"""The file of an entry, written from the entry: what `read_text` reads back as the same entry. Pure."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from knowledge.base.entry import Entry, read_text
from knowledge.base.facts import Fact, Next, Source, Step
from knowledge.base.sentences import said, sentences

Key: TypeAlias = tuple[str, str | None, str]
"""What a source is known by: its name, address and date."""
Ids: TypeAlias = Mapping[Key, str | None]


@lru_cache(maxsize=256)
def written(entry: Entry) -> str:
    """Return the text of the file that says what the entry says; its approval is in no file."""
    sources = _named(entry)
    ids = {_key(source): source.id for source in sources if source.id}
    head = "\n".join(_head(entry, sources, ids))
    carried = {sentence: ids.get(_key(source)) for sentence, source in reversed(entry.carried)}
    return f"---\n{head}\n---\n{_marked(entry.whole, carried)}\n"


@lru_cache(maxsize=256)
def read_back(text: str, entry_id: str) -> Entry | None:
    """Return the entry that a text written so says, None where it has a fault."""
    return read_text(text, entry_id).entry


def _key(source: Source) -> Key:
    return source.name, source.url, source.date


def _named(entry: Entry) -> tuple[Source, ...]:
    """Return the sources of an entry, those of its sentences included, with an id for each that a sentence names."""
    needed = [source for _, source in entry.carried] + [fact.source for fact in entry.facts if fact.source]
    every = {_key(one): one for one in entry.sources}
    for one in needed:
        every.setdefault(_key(one), one)
    carrying, taken = {_key(one) for one in needed}, {one.id for one in every.values()}
    free = (name for name in (f"s{number}" for number in range(1, 1000)) if name not in taken)
    return tuple(
        replace(one, id=next(free)) if one.id is None and key in carrying else one for key, one in every.items()
    )


def _head(entry: Entry, sources: Sequence[Source], ids: Ids) -> Iterator[str]:
    yield f"id: {entry.id}"
    yield f"title: {_quoted(entry.title)}"
    if entry.short is not None:
        yield f"short: {_quoted(entry.short)}"
    yield f"subject: {entry.subject}"
    if entry.order is not None:
        yield f"order: {entry.order}"
    yield f"referent: {entry.referent}"
    yield f"review_by: {entry.review_by.isoformat()}"
    yield from (f"{name}: [{', '.join(many)}]" for name, many in _lists(entry) if many)
    if entry.service is not None:
        yield f"service: {entry.service}"
    if entry.asks_place:
        yield "asks_place: true"
    yield "sources:"
    yield from (f"  - {_source(one)}" for one in sources)
    yield "questions:"
    yield from (f"  - {_quoted(one)}" for one in entry.questions)
    if entry.next is not None:
        yield f"next: {_next(entry.next)}"
    if entry.facts:
        yield "facts:"
        for fact in entry.facts:
            yield from _fact(fact, ids)


def _lists(entry: Entry) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("related", entry.related), ("beside", entry.beside)


def _source(source: Source) -> str:
    named = f"id: {source.id}, " if source.id else ""
    url = _quoted(source.url) if source.url is not None else "null"
    return f"{{{named}name: {_quoted(source.name)}, url: {url}, date: {_quoted(source.date)}}}"


def _next(step: Next) -> str:
    if step.step is Step.LINK:
        return f"{{link: {_quoted(step.to)}, label: {_quoted(step.label)}}}"
    return f"{{command: {_quoted(step.to)}}}" if step.step is Step.COMMAND else str(step.step)


def _fact(fact: Fact, ids: Ids) -> Iterator[str]:
    yield "  - asks:"
    yield from (f"      - {_quoted(one)}" for one in fact.asks)
    yield f"    says: {_quoted(fact.says)}"
    if fact.source is not None:
        yield f"    source: {ids[_key(fact.source)]}"
    if fact.review_by is not None:
        yield f"    review_by: {fact.review_by.isoformat()}"


def _quoted(words: str) -> str:
    """Return words in quotes, as YAML and JSON both have them."""
    return json.dumps(words, ensure_ascii=False)


def _marked(body: str, carried: Mapping[str, str | None]) -> str:
    """Return an answer with the marks of its sources: each after the last sentence of a line that it carries."""
    return "\n".join(_marked_line(line, carried) for line in body.split("\n"))


def _marked_line(line: str, carried: Mapping[str, str | None]) -> str:
    known = sentences(line)
    marks = [carried.get(said(one.raw)) for one in known]
    begin, pieces = 0, []
    for place, one in enumerate(known):
        end = line.index(one.raw, begin) + len(one.raw)
        is_last = place + 1 == len(known) or marks[place + 1] != marks[place]
        pieces.append(line[begin:end] + (f"[^{marks[place]}]" if marks[place] and is_last else ""))
        begin = end
    return "".join((*pieces, line[begin:]))
