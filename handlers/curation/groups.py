"""Kept questions, grouped by likeness and by territory."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers.curation import rules
from knowledge.text.likeness import groups
from knowledge.text.redaction import ADDRESS, LINK, MAIL, NAME, NUMBER
from storage.kept_questions import KeptQuestion

SIGNS = (NAME, NUMBER, ADDRESS, MAIL, LINK)
NOWHERE = "0"  # territory of questions whose department is not known


@dataclass(frozen=True)
class Group:
    """Questions that are alike; the first represents them."""

    rows: tuple[KeptQuestion, ...]

    @property
    def first(self) -> KeptQuestion:
        return self.rows[0]

    @property
    def wording(self) -> str:
        """Return the wording to add to an entry: the question without the signs that replaced personal data."""
        words = self.first.text
        for sign in SIGNS:
            words = words.replace(sign, " ")
        return " ".join(words.split())[: rules.LONGEST_WORDING]

    @property
    def departments(self) -> Mapping[str, int]:
        return Counter(row.department for row in self.rows if row.department)


def territory_of(row: KeptQuestion) -> str:
    return row.department or NOWHERE


def territories(rows: Sequence[KeptQuestion]) -> Mapping[str, int]:
    """Return the number of questions of each territory, the most first and NOWHERE last."""
    counted = Counter(map(territory_of, rows))
    return dict(sorted(counted.items(), key=lambda one: (one[0] == NOWHERE, -one[1], one[0])))


def grouped(rows: Sequence[KeptQuestion], territory: str = "") -> list[Group]:
    """Return the groups, the largest first.

    With a territory, questions are grouped wherever they were asked, then only those of the territory are kept.
    """
    found = [Group(tuple(rows[one] for one in group)) for group in groups([row.text for row in rows])]
    if not territory:
        return found
    there = [tuple(row for row in group.rows if territory_of(row) == territory) for group in found]
    return sorted((Group(kept) for kept in there if kept), key=lambda group: -len(group.rows))


def group_of(rows: Sequence[KeptQuestion], number: int) -> Group | None:
    return next((group for group in grouped(rows) if any(row.id == number for row in group.rows)), None)
