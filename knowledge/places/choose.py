"""The choice among the things that a name may mean: homonyms, larger places beside it, towns before villages."""

from collections.abc import Iterable, Sequence

from knowledge.places.gazetteer import TOWN, Entry, Named
from knowledge.places.mentions import CITY, Mention
from knowledge.places.names import ARTICLES
from knowledge.places.utterance import Before, Cue

GREAT_CITY = 100_000
TIMES_LARGER = 10
GUESSED = 50_000
FORMS = ("full", "loose", "short")


def meant(mention: Mention, first_word: str) -> tuple[Entry, ...]:
    """Return what the name means by itself: the best form of it that exists, inside the region before outside."""
    named = [*mention.named, *mention.rivals]
    if mention.rivals:
        return tuple(each.entry for each in named)
    if mention.distance and len({each.entry.words for each in named}) > 1:
        return _without_small([each.entry for each in named])
    inside = _best([each for each in named if each.entry.inside])
    abroad = _best([each for each in named if not each.entry.inside and (not inside or is_city(each.entry))])
    overseas = [each.entry for each in abroad if each.entry.kind == "department" and each.form == "full"]
    if overseas and inside and inside[0].form == "full":
        ours = tuple(each.entry for each in inside)
        return ours if mention.before.cue is Cue.NAMED else (*ours, *overseas)
    if not inside or (abroad and FORMS.index(abroad[0].form) < FORMS.index(inside[0].form)):
        return _known_first([each.entry for each in abroad], [each.entry for each in inside])
    article = bool(mention.before.article) or first_word in ARTICLES
    return _by_kind([each.entry for each in inside], mention.before, article)


def _known_first(abroad: list[Entry], inside: list[Entry]) -> tuple[Entry, ...]:
    """Prefer a city outside known by this very name, « Saint-Étienne », to longer names inside that begin so.

    Of a lesser town outside, the person is asked.
    """
    great = all(entry.kind != "commune" or entry.population >= GREAT_CITY for entry in abroad)
    return tuple(abroad) if great or not inside else (*inside, *abroad)


def within(mention: Mention, departments: Iterable[str]) -> tuple[Entry, ...]:
    """Return what the name means in these departments; nothing where it means nothing there."""
    wanted = set(departments)
    named = [each for each in mention.named if wanted & set(each.entry.departments)]
    return tuple(each.entry for each in _best(named))


def is_city(entry: Entry) -> bool:
    return entry.kind != "commune" or entry.population >= CITY


def dominant(entries: Sequence[Entry], delegate_of: dict[str, str | None]) -> tuple[Entry, ...]:
    """Prefer a town of more than 5,000 people that is ten times as large as its homonyms elsewhere."""
    communes = [entry for entry in entries if entry.kind == "commune"]
    if len(communes) != len(entries) or not entries:
        return tuple(entries)
    top = max(entries, key=lambda entry: entry.population)
    own = delegate_of[top.departments[0]]
    others = [entry.population for entry in entries if entry is not top]
    elsewhere = [entry.population for entry in entries if delegate_of[entry.departments[0]] != own]
    if top.population > TOWN and all(top.population >= TIMES_LARGER * each for each in elsewhere):
        larger = all(top.population >= TIMES_LARGER * each for each in others)
        kept = [top] if larger else [entry for entry in entries if delegate_of[entry.departments[0]] == own]
        return tuple(kept)
    return tuple(entries)


def is_plain_guess(entries: Sequence[Entry]) -> bool:
    """Whether a misspelt name may be guessed rather than asked about.

    It may where all that it could mean has one name, or where a city of ours is among it.
    """
    return len({entry.words for entry in entries}) == 1 or any(
        entry.inside and entry.population >= GUESSED for entry in entries
    )


def _best(named: Sequence[Named]) -> list[Named]:
    for form in FORMS:
        best = [each for each in named if each.form == form]
        if best:
            return best
    return []


def _by_kind(entries: list[Entry], before: Before, article: bool) -> tuple[Entry, ...]:
    """Choose a commune, a department or a region by the words before the name.

    « la Vienne » is a department, « à Landes » a village, « Landes » may be either.
    """
    communes = [entry for entry in entries if entry.kind == "commune"]
    as_commune = not article and (before.at or before.cue is Cue.NAMED)
    if communes and as_commune:
        return tuple(communes)
    if communes and not article and not before.larger:
        return tuple(entries)
    for kind in ("department", "region"):
        larger = [entry for entry in entries if entry.kind == kind]
        if larger:
            return tuple(larger)
    return tuple(entries)


def _without_small(entries: list[Entry]) -> tuple[Entry, ...]:
    """Leave out the small communes outside the region, unless nothing else is left."""
    kept = [entry for entry in entries if entry.inside or is_city(entry)]
    return tuple(kept or entries)
