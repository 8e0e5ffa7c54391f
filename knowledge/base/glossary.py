"""The acronyms. A bare one gets its sentence and the entries that use it. A faulty file gives all its faults."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.text.words import plain
from knowledge.text.yaml_loader import LOADER, Fields

NAMES = "NAMES"
_FIELDS = {"sentence", "answer", "entries", "said", "also"}
_ARTICLE = r"(?:(?:l|le|la|les|un|une|du|des|d) )?"
_ASKED = r"(?:c est quoi|cest quoi|c koi|kesako|que veut dire|que signifie|ca veut dire quoi|definition|signification)"
_BARE = re.compile(rf"{_ARTICLE}(\w+)")
_WITH_WORDS = re.compile(rf"{_ASKED} {_ARTICLE}(\w+)|{_ARTICLE}(\w+) {_ASKED}")


@dataclass(frozen=True)
class Term:
    """An acronym, with the sentence that says what it is.

    `entries` are those that use it, `answer` is the entry about it, None without. `said` are words that explain it
    inside an answer.
    """

    name: str
    sentence: str
    entries: tuple[str, ...]
    said: tuple[str, ...]
    answer: str | None = None


@dataclass(frozen=True)
class Glossary:
    """The acronyms: `terms` by plain spelling, and `names`, words in capitals that need no explanation."""

    terms: Mapping[str, Term]
    names: frozenset[str]

    def asked(self, text: str) -> Term | None:
        """Return the acronym that is the whole text; None where the text is anything else.

        An acronym without an entry of its own is also found in « c'est quoi un … » and the like.
        """
        said = " ".join(plain(text).split())
        bare = _BARE.fullmatch(said)
        if bare is not None and bare[1] in self.terms:
            return self.terms[bare[1]]
        asked = _WITH_WORDS.fullmatch(said)
        term = self.terms.get((asked[1] or asked[2]) if asked else "")
        return term if term is not None and term.answer is None else None

    def unexplained(self, answer: str) -> Iterator[str]:
        """Yield the acronyms of an answer that nothing in the answer explains."""
        for name in dict.fromkeys(re.findall(r"\b[A-Z][A-Z0-9]+\b", answer)):
            term = self.terms.get(plain(name))
            if name not in self.names and (term is None or not any(words in answer for words in term.said)):
                yield name


class GlossaryRefused(ValueError):
    """The file `glossary.yaml` cannot be used; `faults` has a line for each fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def read_glossary(path: Path, entries: Collection[str] | None) -> Glossary:
    """Read the acronyms from a file. Raises GlossaryRefused with every fault.

    `entries` are the ids of entries that an acronym may name; None lets it name any.
    """
    try:
        read = yaml.load(path.read_text(encoding="utf-8"), LOADER)
    except (yaml.YAMLError, UnicodeDecodeError):
        raise GlossaryRefused(["glossary.yaml: not valid YAML in UTF-8: mend its quotes or spaces"]) from None
    if not isinstance(read, dict):
        raise GlossaryRefused(["glossary.yaml: no terms: write each as its acronym, then sentence and entries"])
    names = read.pop(NAMES, [])
    faults = [f"glossary.yaml: {name}: {fault}" for name, one in read.items() for fault in _faults(one, entries)]
    spelt = [plain(str(way)) for name, one in read.items() for way in _ways(str(name), one)]
    twice = sorted({way for way in spelt if spelt.count(way) > 1})
    faults += [f"glossary.yaml: {way} stands there twice: keep one" for way in twice]
    if faults:
        raise GlossaryRefused(faults)
    terms = {plain(way): _term(str(name), one) for name, one in read.items() for way in _ways(str(name), one)}
    return Glossary(terms, frozenset(map(str, names)))


def without_entries(glossary: Glossary, known: Collection[str]) -> Glossary:
    """Return the acronyms without the entries they name that are not in `known`."""
    kept = {
        way: Term(
            term.name,
            term.sentence,
            tuple(one for one in term.entries if one in known),
            term.said,
            term.answer if term.answer in known else None,
        )
        for way, term in glossary.terms.items()
    }
    return Glossary(kept, glossary.names)


def _ways(name: str, one: object) -> list[str]:
    also = one.get("also", []) if isinstance(one, dict) else []
    return [name, *(also if isinstance(also, list) else [])]


def _faults(one: Any, entries: Collection[str] | None) -> Iterator[str]:
    if not isinstance(one, dict) or not isinstance(one.get("sentence"), str) or not one["sentence"].strip():
        yield "the sentence is missing: add it"
        return
    for extra in sorted(one.keys() - _FIELDS, key=str):
        yield f"the field {extra} is unknown: remove it"
    for name in ("entries", "said"):
        if not isinstance(one.get(name), list) or not one[name] or not all(isinstance(text, str) for text in one[name]):
            yield f"{name} must be a list of at least one text"
            return
    for entry in [*one["entries"], *([one["answer"]] if "answer" in one else [])]:
        if entries is not None and entry not in entries:
            yield f"names the entry {entry!r}, which does not exist: remove it or correct it"


def _term(name: str, one: Fields) -> Term:
    return Term(name, one["sentence"].strip(), tuple(one["entries"]), tuple(one["said"]), one.get("answer"))
