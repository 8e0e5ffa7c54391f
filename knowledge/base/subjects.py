"""The subjects of the menu, from `subjects.yaml`, and the entries of each. A faulty file gives all its faults."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.base.entry import Entry
from knowledge.text.yaml_loader import LOADER

FILE = "subjects.yaml"
# The subjects that people may ask to be told of.
NEWS_SUBJECTS = ("visios", "financements", "formation", "reseau")
_FIELDS = {"id", "title", "news", "anywhere"}
_ID = re.compile(r"[a-z][a-z-]{0,29}")  # short, since the code of a button carries it
_LAST = 10**6


@dataclass(frozen=True)
class Subject:
    """A subject of the menu.

    `anywhere` means that its entries hold outside the region too. `news` names what a person may subscribe to once an
    entry of the subject helped them; None for nothing.
    """

    id: str
    title: str
    news: str | None = None
    anywhere: bool = False


class SubjectsRefused(ValueError):
    """The file `subjects.yaml` cannot be used; `faults` has a line for each fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def read_subjects(path: Path) -> Mapping[str, Subject]:
    """Read the subjects of the menu from a file, in their order, by id. Raises SubjectsRefused with every fault."""
    try:
        read = yaml.load(path.read_text(encoding="utf-8"), LOADER)
    except (yaml.YAMLError, UnicodeDecodeError):
        raise SubjectsRefused([f"{FILE}: not valid YAML in UTF-8: mend its quotes or spaces"]) from None
    if not isinstance(read, list) or not read:
        raise SubjectsRefused([f"{FILE}: no subjects: write each on a line that begins with -, with id and title"])
    faults = [f"{FILE}: subject {number}: {fault}" for number, one in enumerate(read, 1) for fault in _faults(one)]
    if faults:
        raise SubjectsRefused(faults)
    subjects = [Subject(**one) for one in read]
    ids = [one.id for one in subjects]
    twice = [one for one in dict.fromkeys(ids) if ids.count(one) > 1]
    if twice:
        raise SubjectsRefused([f"{FILE}: {one} stands there twice: keep one" for one in twice])
    return {one.id: one for one in subjects}


def _faults(one: object) -> Iterator[str]:
    if not isinstance(one, dict):
        yield "must have id and title"
        return
    for extra in sorted(one.keys() - _FIELDS, key=str):
        yield f"the field {extra} is unknown: remove it"
    if not _ID.fullmatch(str(one.get("id", ""))):
        yield "id must be of small letters and hyphens, 30 at the most"
    if not isinstance(one.get("title"), str) or not one["title"].strip():
        yield "the title is missing: add it, in quotes"
    if one.get("news") not in (None, *NEWS_SUBJECTS):
        yield f"news must be one of {', '.join(NEWS_SUBJECTS)}, or left out"
    if not isinstance(one.get("anywhere", False), bool):
        yield "anywhere must be true or false, or left out"


def by_subject(subjects: Iterable[str], entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Return the entries of each subject, without subjects that have none.

    Within a subject they are sorted by `order`; those without one come last, by title.
    """
    kept = sorted(entries, key=lambda entry: (_LAST if entry.order is None else entry.order, entry.title))
    found = {one: tuple(entry for entry in kept if entry.subject == one) for one in subjects}
    return {one: of_it for one, of_it in found.items() if of_it}
