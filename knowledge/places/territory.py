"""Departments, with the former region and the delegate of each. Texts are not read here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

REGION = "Nouvelle-Aquitaine"
FORMER_REGIONS: Mapping[str, tuple[str, ...]] = {
    "Aquitaine": ("24", "33", "40", "47", "64"),
    "Limousin": ("19", "23", "87"),
    "Poitou-Charentes": ("16", "17", "79", "86"),
}


@dataclass(frozen=True)
class Department:
    """A department of France; `delegate` and `former_region` are None outside the region."""

    code: str
    name: str
    region: str
    delegate: str | None = None
    former_region: str | None = None

    @property
    def label(self) -> str:
        """Return the name and code of a department as people read them: "Vienne (86)"."""
        return f"{self.name} ({self.code})"

    @property
    def inside(self) -> bool:
        """Whether the department is in Nouvelle-Aquitaine."""
        return self.region == REGION


@dataclass(frozen=True)
class Territory:
    """All departments of France by code; those of Nouvelle-Aquitaine have a delegate."""

    departments: Mapping[str, Department]

    @classmethod
    def followed_by(cls, delegates: Mapping[str, str], named: Iterable[tuple[str, str, str]]) -> "Territory":
        """Build the departments with their delegates. Raises ValueError unless exactly those of the region have one.

        `delegates` maps department codes to names of delegates; `named` holds the code, name and region of each
        department.
        """
        former = {code: region for region, codes in FORMER_REGIONS.items() for code in codes}
        departments = {
            code: Department(code, name, region, delegates.get(code), former.get(code)) for code, name, region in named
        }
        _refuse_wrong(delegates, departments)
        return cls(departments)

    @property
    def inside(self) -> tuple[str, ...]:
        """Return the codes of the departments of Nouvelle-Aquitaine, sorted."""
        return tuple(sorted(code for code, each in self.departments.items() if each.inside))

    def delegates_of(self, codes: Iterable[str]) -> frozenset[str | None]:
        """Return the delegates' names for these department codes, with None where a department has no delegate."""
        return frozenset(self.departments[code].delegate for code in codes)


def _refuse_wrong(delegates: Mapping[str, str], departments: Mapping[str, Department]) -> None:
    inside = {code for code, each in departments.items() if each.inside}
    missing, foreign = sorted(inside - set(delegates)), sorted(set(delegates) - inside)
    if missing:
        raise ValueError(f"No delegate for department {', '.join(missing)}: add it to a member of the team file.")
    if foreign:
        raise ValueError(f"Department {', '.join(foreign)} is not of {REGION}: take it out of the team file.")
