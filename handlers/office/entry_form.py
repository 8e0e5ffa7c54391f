"""The form in which an entry is written, by somebody who never saw Markdown: its fields and what they start with."""

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from wtforms import FieldList, Form, FormField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from handlers.office import form_texts as words
from knowledge.base.entry import Entry
from knowledge.base.facts import Next, Source, Step
from knowledge.base.sentences import unbolded
from knowledge.base.team import ROLES
from knowledge.snapshot import Knowledge

LONGEST_TITLE, LONGEST_SHORT = 80, 30
ROWS = 2  # empty ones, of sources and of pairs, for who begins
RELATED = 3
MONTH_OF_REVIEW = 1  # money and law change in January
Raw: TypeAlias = dict[str, list[str]]
"""What was typed, by the name of its field."""


class SourceForm(Form):
    """A source: its name, its address where it has one, its date as people read it; `id` is its name in the file."""

    nom = StringField()
    adresse = StringField()
    date = StringField()
    id = StringField()


class PairForm(Form):
    """A pair: ways of asking, a line each, and the sentence that answers them, with the place of its source."""

    demandes = TextAreaField()
    phrase = TextAreaField()
    source = StringField()


class EntryForm(Form):
    """All that can be written of an entry."""

    class Meta:
        """The language of what WTForms says by itself."""

        locales = ("fr",)

    titre = StringField(validators=[DataRequired(words.NO_TITLE), Length(max=LONGEST_TITLE, message=words.LONG_TITLE)])
    court = StringField(validators=[Length(max=LONGEST_SHORT, message=words.LONG_SHORT)])
    sujet = SelectField(validate_choice=True)
    referent = SelectField(validate_choice=True)
    reponse = TextAreaField(validators=[DataRequired(words.NO_ANSWER)])
    suite = TextAreaField()
    sources = FieldList(FormField(SourceForm), min_entries=1)
    paires = FieldList(FormField(PairForm), min_entries=1)
    demandes = TextAreaField(validators=[DataRequired(words.NO_WORDINGS)])
    liees = FieldList(SelectField(validate_choice=True), min_entries=RELATED)
    relire = StringField(validators=[DataRequired(words.NO_DATE)])
    etape = SelectField(validate_choice=True)
    lien = StringField()
    bouton = StringField(validators=[Length(max=LONGEST_SHORT, message=words.LONG_LABEL)])


def form_for(knowledge: Knowledge, raw: Raw, known: Entry | None, *, rows: int = 0) -> EntryForm:
    """Return the form with what was typed so far; `rows` more empty rows of sources and of pairs.

    `known` is the entry that is rewritten, None for a new one.
    """
    form = EntryForm(formdata=_Typed(raw))
    form.sujet.choices = [(one.id, one.title) for one in knowledge.subjects.values()]
    form.referent.choices = [(role, words.referent(role, knowledge)) for role in ROLES]
    titles = sorted((one.title, one.id) for one in knowledge.entries.values())
    for one in form.liees:
        one.choices = [("", words.NONE), *((entry_id, title) for title, entry_id in titles)]
    form.etape.choices = [(str(step), words.STEPS[step]) for step in _steps(known)]
    for _ in range(rows):
        form.sources.append_entry()
        form.paires.append_entry()
    return form


def _steps(known: Entry | None) -> tuple[Step, ...]:
    """Return the next steps to choose from: those that need a meeting or a command only where there is one already."""
    own = known.next.step if known is not None and known.next is not None else None
    return tuple(dict.fromkeys((Step.TALK, Step.LINK, Step.CALL, *((own,) if own else ()))))


class _Typed:
    """What was typed, as WTForms asks for it."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw

    def getlist(self, name: str) -> list[str]:
        return [one.strip() for one in self._raw.get(name, ())]

    def __contains__(self, name: object) -> bool:
        return name in self._raw

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)


def blank(knowledge: Knowledge, today: date, question: str = "") -> Raw:
    """Return what a new entry starts with; `question` is one that found no answer."""
    review = date(today.year + 1, MONTH_OF_REVIEW, 31)
    raw: Raw = {"sujet": [next(iter(knowledge.subjects))], "referent": ["delegate"], "etape": [str(Step.TALK)],
           "relire": [review.isoformat()], "demandes": [question], "titre": [""]}  # fmt: skip
    return (
        raw
        | _empty_rows("sources", ("nom", "adresse", "date", "id"), 0, ROWS)
        | _empty_rows("paires", ("demandes", "phrase", "source"), 0, ROWS)
    )


def _empty_rows(name: str, fields: Sequence[str], begin: int, many: int) -> Raw:
    return {f"{name}-{row}-{one}": [""] for row in range(begin, begin + many) for one in fields}


def typed_of(entry: Entry) -> Raw:
    """Return what one would have typed to write an entry: without the stars of its first sentence."""
    step = entry.next or Next(Step.TALK)
    raw: Raw = {
        "titre": [entry.title], "court": [entry.short or ""], "sujet": [entry.subject], "referent": [entry.referent],
        "reponse": [unbolded(entry.answer)], "suite": [entry.more], "demandes": ["\n".join(entry.questions)],
        "relire": [entry.review_by.isoformat()], "etape": [str(step.step)],
        "lien": [step.to if step.step is Step.LINK else ""], "bouton": [step.label],
    }  # fmt: skip
    raw |= {f"liees-{place}": [one] for place, one in enumerate(entry.related)}
    every = sources_of(entry)
    for row, source in enumerate(every):
        fields = {"nom": source.name, "adresse": source.url or "", "date": source.date, "id": source.id or ""}
        raw |= {f"sources-{row}-{name}": [value] for name, value in fields.items()}
    for row, fact in enumerate(entry.facts):
        place = str(every.index(fact.source)) if fact.source in every else ""
        pair = {"demandes": "\n".join(fact.asks), "phrase": fact.says, "source": place}
        raw |= {f"paires-{row}-{name}": [value] for name, value in pair.items()}
    return raw


def sources_of(entry: Entry) -> list[Source]:
    """Return the sources of an entry, those that only a sentence or a pair names included."""
    named = [source for _, source in entry.carried] + [fact.source for fact in entry.facts if fact.source]
    return list(dict.fromkeys((*entry.sources, *named)))
