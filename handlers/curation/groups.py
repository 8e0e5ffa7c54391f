"""Questions that got no good answer, grouped by likeness and by territory."""

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
    """Similar questions that got no good answer; the first represents the others."""

    rows: tuple[KeptQuestion, ...]

    @property
    def first(self) -> KeptQuestion:
        """The question that represents the group."""
        return self.rows[0]

    @property
    def wording(self) -> str:
        """The wording that the group would add to an entry: its first question, without the signs for personal data."""
        words = self.first.text
        for sign in SIGNS:
            words = words.replace(sign, " ")
        return " ".join(words.split())[: rules.LONGEST_WORDING]

    @property
    def departments(self) -> Mapping[str, int]:
        """How many questions of the group came from each department, by code; unknown departments are left out."""
        return Counter(row.department for row in self.rows if row.department)


def territory_of(row: KeptQuestion) -> str:
    """Return the code of the department from which a question came, NOWHERE where it is not known."""
    return row.department or NOWHERE


def territories(rows: Sequence[KeptQuestion]) -> Mapping[str, int]:
    """Return how many questions came from each territory, by code, the most first and NOWHERE last."""
    counted = Counter(map(territory_of, rows))
    return dict(sorted(counted.items(), key=lambda one: (one[0] == NOWHERE, -one[1], one[0])))


def grouped(rows: Sequence[KeptQuestion], territory: str = "") -> list[Group]:
    """Return the questions in groups of similar ones, the largest group first.

    With a `territory`, all are grouped first, and then each group keeps only its questions from there.
    """
    found = [Group(tuple(rows[one] for one in group)) for group in groups([row.text for row in rows])]
    if not territory:
        return found
    there = [tuple(row for row in group.rows if territory_of(row) == territory) for group in found]
    return sorted((Group(kept) for kept in there if kept), key=lambda group: -len(group.rows))


def group_of(rows: Sequence[KeptQuestion], number: int) -> Group | None:
    """Return the group of similarly worded questions that holds the one with this id, None where no question has it."""
    return next((group for group in grouped(rows) if any(row.id == number for row in group.rows)), None)
