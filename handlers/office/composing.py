"""The entry that a filled form makes, or what is wrong with each field, in words. Pure."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from handlers.curation import rules
from handlers.curation.texts import reason_of
from handlers.office import form_texts as words
from handlers.office.entry_form import EntryForm, Raw, sources_of
from handlers.talk.refusal import Refusal
from knowledge.base.check import MOST_WORDS, answer_faults, check_entries
from knowledge.base.entry import Entry
from knowledge.base.fact_check import LONGEST_SENTENCE, MONEY, YEAR, addresses
from knowledge.base.facts import Fact, Next, Source, Step
from knowledge.base.overlay import print_of
from knowledge.base.sentences import MORE, as_read, run_of, said, sentences
from knowledge.base.writing import read_back, written
from knowledge.snapshot import Knowledge
from knowledge.text.words import plain

_NO_LETTER = re.compile(r"[^a-z0-9]+")
LONGEST_ID = 40


@dataclass
class Composed:
    """An entry as it was written, and what is wrong with it, by field; `figures` are sentences that lack a source.

    Each figure is the name of the field that asks for its source, and the sentence.
    """

    entry: Entry
    wrong: dict[str, str] = field(default_factory=dict)
    figures: list[tuple[str, str]] = field(default_factory=list)


def compose(
    form: EntryForm, raw: Raw, knowledge: Knowledge, known: Entry | None, today: date, so_far: Entry | None = None
) -> Composed:
    """Make the entry of a filled form; `known` is the entry that it rewrites, None for a new one.

    `so_far` is the entry as its draft has it. What no field asks for stays as it was there, else as in `known`.
    """
    base = so_far or known
    form.validate()
    wrong = {one.name: str(one.errors[0]) for one in form if one.errors and isinstance(one.errors[0], str)}
    by_row = _sources(form, wrong)
    sources = tuple(by_row.values())
    answer = emboldened(form.reponse.data or "")
    entry = Entry(
        id=base.id if base is not None else id_for(form.titre.data or "", knowledge),
        title=form.titre.data or "",
        short=form.court.data or None,
        subject=form.sujet.data,
        questions=_lines(form.demandes.data),
        referent=form.referent.data,
        sources=sources or (Source("?", None, "?"),),
        review_by=_day(form.relire.data, today, wrong),
        related=tuple(dict.fromkeys(one.data for one in form.liees if one.data)),
        answer=answer,
        more=(form.suite.data or "").strip(),
        order=base.order if base is not None else None,
        beside=base.beside if base is not None else (),
        service=base.service if base is not None else None,
        asks_place=base.asks_place if base is not None else False,
    )
    entry = replace(entry, facts=_facts(form, entry, by_row, base, wrong), next=_next(form, base))
    made = Composed(entry, wrong)
    made.entry = replace(made.entry, carried=tuple(_carried(made, raw, by_row, base)))
    for name, why in _faults(made.entry, knowledge, known):
        made.wrong.setdefault(name, why)
    if made.figures:
        made.wrong.setdefault("chiffres", words.WHERE_FROM)
    if not made.wrong and not _is_served(made.entry, knowledge):
        made.wrong["titre"] = words.REFUSED
    return made


def _lines(written: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(line.split()) for line in (written or "").splitlines() if line.strip()))


def emboldened(answer: str) -> str:
    """Return an answer whose first sentence is bold, as people see it."""
    answer = answer.strip()
    first = next(iter(sentences(answer)), None)
    if first is None or "**" in first.raw or not answer.startswith(first.raw):
        return answer
    return f"**{first.raw}**{answer[len(first.raw) :]}"


def id_for(title: str, knowledge: Knowledge) -> str:
    """Return an id for a new entry of this title, which no other entry has, in letters that a button can carry."""
    plain_letters = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    begin = _NO_LETTER.sub("-", plain_letters).strip("-")[:LONGEST_ID].strip("-") or "fiche"
    free = (begin if number == 1 else f"{begin}-{number}" for number in range(1, 1000))
    return next(one for one in free if one not in knowledge.entries and one not in knowledge.files)


def _sources(form: EntryForm, wrong: dict[str, str]) -> dict[int, Source]:
    """Return the sources, each by its row in the form; rows left empty have none."""
    found: dict[int, Source] = {}
    for row, one in enumerate(form.sources):
        name, url, day = (one.form[part].data or "" for part in ("nom", "adresse", "date"))
        if not (name or url or day):
            continue
        if not name or not day:
            wrong[f"sources-{row}"] = words.HALF_SOURCE
        elif url and not url.startswith("https://"):
            wrong[f"sources-{row}"] = words.NO_HTTPS
        elif any((other.name, other.url, other.date) == (name, url or None, day) for other in found.values()):
            wrong[f"sources-{row}"] = words.SAME_SOURCE
        found[row] = Source(name, url or None, day, one.form["id"].data or None)
    if not found:
        wrong["sources-0"] = words.NO_SOURCE
    return found


def _day(typed: str | None, today: date, wrong: dict[str, str]) -> date:
    try:
        found = date.fromisoformat(typed or "")
    except ValueError:
        found = today
    if found <= today:
        wrong.setdefault("relire", words.BAD_DATE)
    return found


def _row(place: str, by_row: Mapping[int, Source]) -> Source | None:
    """Return the source of the row that was chosen, None where none was or it is empty."""
    return by_row.get(int(place)) if place.isdecimal() else None


def _facts(
    form: EntryForm, entry: Entry, by_row: Mapping[int, Source], base: Entry | None, wrong: dict[str, str]
) -> tuple[Fact, ...]:
    review = {fact.says: fact.review_by for fact in base.facts} if base is not None else {}
    facts, asked = [], set[str]()
    for row, one in enumerate(form.paires):
        asks, says = _lines(one.form["demandes"].data), (one.form["phrase"].data or "").strip()
        if not (asks or says):
            continue
        source = _row(one.form["source"].data or "", by_row)
        why = _pair_fault(asks, says, source, entry, asked)
        if why:
            wrong[f"paires-{row}"] = why
        asked.update(map(plain, asks))
        facts.append(Fact(asks or ("?",), says or "?", source, review.get(says)))
    return tuple(facts)


def _pair_fault(asks: Sequence[str], says: str, source: Source | None, entry: Entry, asked: set[str]) -> str:
    read = as_read(says)
    faults = (
        (not asks or not says, words.HALF_PAIR),
        ("*" in says or "\n" in says, words.STARS),
        (len(read) > LONGEST_SENTENCE, words.LONG_PHRASE),
        (bool(MONEY.search(read)) and not YEAR.search(read), words.NO_YEAR),
        (any(plain(one) in asked for one in asks), words.ASKED_TWICE),
        (source is None and run_of(says, sentences(entry.whole)) is None, words.NOT_IN_ANSWER),
    )
    return next((why for is_wrong, why in faults if is_wrong), "")


def _next(form: EntryForm, base: Entry | None) -> Next | None:
    step = Step(form.etape.data) if form.etape.data in tuple(Step) else Step.TALK
    if step is Step.LINK:
        return Next(step, form.lien.data or "", form.bouton.data or "")
    return base.next if base is not None and base.next is not None and base.next.step is step else Next(step)


def _carried(
    made: Composed, raw: Raw, by_row: Mapping[int, Source], base: Entry | None
) -> Iterator[tuple[str, Source]]:
    """Yield what each sentence of an answer says, and the source that carries it: that of before, or the one chosen.

    A sentence with a figure must have one as soon as there are several sources; without, it is noted in `made`.
    """
    before, sources = dict(reversed(base.carried)) if base is not None else {}, tuple(by_row.values())
    pairs = {said(fact.says): fact.source for fact in made.entry.facts if fact.source is not None}
    for one in sentences(made.entry.whole):
        what = said(one.raw)
        name = f"chiffre-{print_of(what)[:8]}"
        chosen = next(iter(raw.get(name, ())), "")
        source = _row(chosen, by_row) or _now(before.get(what), sources, base) or pairs.get(what)
        if source is not None:
            yield what, source
        elif len(sources) > 1 and MONEY.search(one.plain):
            made.figures.append((name, one.plain))


def _now(source: Source | None, sources: Sequence[Source], base: Entry | None) -> Source | None:
    """Return a source of before as it is written now; None where it was taken away."""
    if source is None or base is None:
        return None
    same = (
        one
        for one in sources
        if (one.name, one.url, one.date) == (source.name, source.url, source.date)
        or (one.id is not None and one.id == source.id)
    )
    return next(same, sources[0] if len(sources) == 1 and len(sources_of(base)) == 1 else None)


def _faults(entry: Entry, knowledge: Knowledge, known: Entry | None) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with an entry by the rules of the base, with the field where it is to be mended."""
    for text, name in ((entry.answer, "reponse"), (f"x\n\n{MORE}\n\n{entry.more}", "suite")):
        fault = next(answer_faults(text), None)
        if fault is not None:
            yield name, reason_of(Refusal(fault.kind, fault.detail))
    many = len(as_read(entry.answer).split())
    if many > MOST_WORDS:
        yield "reponse", words.too_many_words(many)
    if known is None and any(plain(one.title) == plain(entry.title) for one in knowledge.entries.values()):
        yield "titre", words.TITLE_TAKEN
    yield from _wording_faults(entry, knowledge, known)
    if entry.next is not None and entry.next.step is Step.LINK:
        is_known = entry.next.to.startswith("https://") and entry.next.to in addresses(entry)
        if not is_known or not entry.next.label:
            yield "lien", words.NO_PAGE


def _wording_faults(entry: Entry, knowledge: Knowledge, known: Entry | None) -> Iterator[tuple[str, str]]:
    old = set(known.wordings) if known is not None else set()
    for one in entry.questions:
        refusal = rules.wording_fault(knowledge, one) if one not in old else None
        if refusal is not None:
            yield "demandes", words.wording(one, reason_of(refusal))
    for row, fact in enumerate(entry.facts):
        for one in fact.asks:
            refusal = rules.wording_fault(knowledge, one) if one not in old else None
            if refusal is not None:
                yield f"paires-{row}", words.wording(one, reason_of(refusal))


def _is_served(entry: Entry, knowledge: Knowledge) -> bool:
    """Tell whether the base would take this entry from a file."""
    again = read_back(written(entry), entry.id)
    if again is None:
        return False
    faults = check_entries({**knowledge.entries, entry.id: again}, tuple(knowledge.subjects))
    return not any(one.startswith(f"{entry.id}.md:") for one in faults)
