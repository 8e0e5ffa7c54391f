"""The facts that only the Cooperative knows, from `completions.yaml`: what the team is asked, and what it makes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.base.entry import Entry
from knowledge.base.facts import Fact
from knowledge.text.words import plain
from knowledge.text.yaml_loader import LOADER

FILE = "completions.yaml"
_TEXTS = ("id", "entry", "ask", "why", "says")
_BLANK, _YEAR = "{}", "{year}"


@dataclass(frozen=True)
class Completion:
    """A fact that no source has, and that the team is asked for.

    `ask` is the question to the team, and `why` the reason. The answer takes the place of {} in `says`, and the year
    that of {year}. People ask for it with `asks`: where one of them stands in a pair of the entry, it is that pair.
    """

    id: str
    entry: str
    ask: str
    why: str
    says: str
    asks: tuple[str, ...]

    def pair_of(self, entry: Entry) -> Fact | None:
        """Return the pair of an entry that says what people hear today, None where nothing says it."""
        return next((fact for fact in entry.facts if not set(fact.asks).isdisjoint(self.asks)), None)

    def sentence(self, words: str, year: int) -> str:
        """Return the sentence that an answer of the team makes."""
        return self.says.replace(_YEAR, str(year)).replace(_BLANK, " ".join(words.split()).rstrip(" ."))


class CompletionsRefused(ValueError):
    """The file `completions.yaml` cannot be used; `faults` has a line for each fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def read_completions(path: Path, entries: Mapping[str, Entry], *, lenient: bool = False) -> Mapping[str, Completion]:
    """Read the facts to complete, in their order, by id. Raises CompletionsRefused with every fault.

    With `lenient` those whose entry is not in this base are left out.
    """
    try:
        read = yaml.load(path.read_text(encoding="utf-8"), LOADER)
    except (yaml.YAMLError, UnicodeDecodeError):
        raise CompletionsRefused([f"{FILE}: not valid YAML in UTF-8: mend its quotes or spaces"]) from None
    if not isinstance(read, list):
        raise CompletionsRefused([f"{FILE}: no list: write each fact on a line that begins with -"])
    if lenient:
        read = [one for one in read if not isinstance(one, dict) or one.get("entry") in entries]
    owners = {plain(asked): entry.id for entry in entries.values() for asked in entry.wordings}
    faults = [f"{FILE}: fact {number}: {one}" for number, fact in enumerate(read, 1) for one in _faults(fact, owners)]
    found = {} if faults else {one["id"]: Completion(**{**one, "asks": tuple(one["asks"])}) for one in read}
    missing = [one for one in found.values() if one.entry not in entries]
    faults += [f"{FILE}: {one.id}: no entry {one.entry!r}: correct it" for one in missing]
    if not faults and len(found) < len(read):
        faults.append(f"{FILE}: an id stands there twice: keep one")
    if faults:
        raise CompletionsRefused(faults)
    return found


def _faults(fact: object, owners: Mapping[str, str]) -> Iterator[str]:
    if not isinstance(fact, dict) or fact.keys() != {*_TEXTS, "asks"}:
        yield f"it must have {', '.join(_TEXTS)} and asks, and nothing else"
        return
    for name in _TEXTS:
        if not isinstance(fact[name], str) or not fact[name].strip():
            yield f"{name} must be a text: put it in quotes"
    asks = fact["asks"]
    if not isinstance(asks, list) or not asks or not all(isinstance(one, str) and one.strip() for one in asks):
        yield "asks must be a list with at least one question"
        return
    if str(fact["says"]).count(_BLANK) != 1:
        yield "says must have one place {} for the answer"
    for one in asks:
        owner = owners.get(plain(one), fact["entry"])
        if owner != fact["entry"]:
            yield f"« {one} » stands in {owner}.md: keep it in one"
