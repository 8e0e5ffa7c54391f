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
    """Return the places that a name may mean, read by itself: several where it is unclear, the region's first.

    A place whose full name it is counts before a place of which it is only the beginning. `first_word` is the name's
    own first word, which may be an article.
    """
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
    """Return the places outside the region alone where all are large, as « Saint-Étienne » is; else both lists.

    `inside` are places of the region whose longer names merely begin like that. With both lists, the person is asked.
    """
    great = all(entry.kind != "commune" or entry.population >= GREAT_CITY for entry in abroad)
    return tuple(abroad) if great or not inside else (*inside, *abroad)


def within(mention: Mention, departments: Iterable[str]) -> tuple[Entry, ...]:
    """Return the places in these departments that a name may mean; () where it means nothing there."""
    wanted = set(departments)
    named = [each for each in mention.named if wanted & set(each.entry.departments)]
    return tuple(each.entry for each in _best(named))


def is_city(entry: Entry) -> bool:
    """Whether a place is a commune of at least `CITY` people, or no commune at all."""
    return entry.kind != "commune" or entry.population >= CITY


def dominant(entries: Sequence[Entry], delegate_of: dict[str, str | None]) -> tuple[Entry, ...]:
    """Keep only the largest of several communes of one name, where it is far larger than the others.

    It must have more than 5,000 people, and ten times as many as each commune of another delegate. Other communes of
    its own delegate are kept too unless it is ten times as large as they are. In every other case, all entries are
    returned. `delegate_of` maps department codes to delegates.
    """
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
    """Whether a misspelt name may be guessed without asking the person which of `entries` is meant.

    It may where they all have one name, or where one of them is a city of the region (50,000 people).
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
    """Keep the communes, or the departments, or the regions of one name, by the words before the name.

    « la Vienne » keeps the department, « à Landes » the village; « Landes » keeps both.
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
    """Leave out communes outside the region with fewer than 20,000 people, unless nothing else is left."""
    kept = [entry for entry in entries if entry.inside or is_city(entry)]
    return tuple(kept or entries)
