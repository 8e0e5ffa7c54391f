"""The faults of pairs, of marked sources and of the next step, which need the whole entry to be seen."""

import re
from collections import Counter
from collections.abc import Iterator

from knowledge.base.entry import DOCUMENTATION, Entry
from knowledge.base.facts import Fact, Next, Step
from knowledge.base.sentences import LINK, as_read, run_of, said, sentences
from knowledge.text.words import plain

MOST_FACTS, LONGEST_SENTENCE = 8, 300
MONEY = re.compile(r"\d[\d\s\u202f\u00a0]*(?:,\d+)?\s*(?:€|%|euros?\b|M€)")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_HTTPS = re.compile(r"https://[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?")


def fact_faults(entry: Entry) -> Iterator[str]:
    """Yield the faults of an entry's pairs and of its sentences with a figure that no source carries."""
    if len(entry.facts) > MOST_FACTS:
        yield f"facts has {len(entry.facts)} pairs: keep {MOST_FACTS} at the most"
    asked = Counter(plain(one) for fact in entry.facts for one in set(fact.asks))
    for one in (one for one, times in asked.items() if times > 1):
        yield f"two pairs ask « {one} »: keep it in one"
    for number, fact in enumerate(entry.facts, start=1):
        yield from (f"pair {number}: {fault}" for fault in _faults_of(fact, entry))
    yield from _without_source(entry)


def _faults_of(fact: Fact, entry: Entry) -> Iterator[str]:
    read = as_read(fact.says)
    if fact.source is None and run_of(fact.says, sentences(entry.whole)) is None:
        yield f"the sentence « {read[:50]}… » stands nowhere in the answer: copy it there, or give its source"
    if "*" in fact.says or "\n" in fact.says:
        yield "the sentence must be one line without stars: it is shown in bold"
    if len(read) > LONGEST_SENTENCE:
        yield f"the sentence has {len(read)} characters: shorten it to {LONGEST_SENTENCE}"
    if MONEY.search(read) and not YEAR.search(read):
        yield f"a figure without its year: add the year to « {read[:50]}… »"
    for link in LINK.finditer(fact.says):
        if not _HTTPS.fullmatch(link[2]):
            yield f"the link {link[2]} is not https: give a whole address, such as https://example.org"


def _without_source(entry: Entry) -> Iterator[str]:
    """Yield the figures that no source carries, once the sources of an entry have ids and are several."""
    if len(entry.sources) < 2 or all(source.id is None for source in entry.sources):
        return
    carried = {sentence for sentence, _ in entry.carried} | {said(fact.says) for fact in entry.facts if fact.source}
    for sentence in sentences(entry.whole):
        if MONEY.search(sentence.plain) and said(sentence.raw) not in carried:
            yield f"a figure without its source: put a mark such as [^{_an_id(entry)}] after « {sentence.plain[:50]}… »"


def _an_id(entry: Entry) -> str:
    return next(source.id for source in entry.sources if source.id)


def next_faults(entry: Entry) -> Iterator[str]:
    """Yield the faults of an entry's next step, where it has one."""
    step = entry.next
    if step is None:
        return
    if step.step is Step.REGISTER and not set(entry.beside) - {DOCUMENTATION}:
        yield "next is register, but beside names no meeting: name one"
    if step.step is Step.COMMAND and not re.search(rf"(?<![\w/])/{re.escape(step.to)}\b", entry.answer):
        yield f"next is the command /{step.to}, but the answer does not name it: name it"
    if step.step is Step.LINK:
        yield from _link_faults(step, entry)


def _link_faults(step: Next, entry: Entry) -> Iterator[str]:
    if not _HTTPS.fullmatch(step.to):
        yield f"the link {step.to} is not https: give a whole address, such as https://example.org"
    elif step.to not in addresses(entry):
        yield f"next leads to {step.to}, which stands in no source, answer or pair: correct it"


def addresses(entry: Entry) -> set[str]:
    """Return all addresses of an entry: of its sources, its answer and its pairs."""
    texts = (entry.whole, *(fact.says for fact in entry.facts))
    found = {source.url for source in entry.sources if source.url}
    return found | {link[2] for text in texts for link in LINK.finditer(text)}
