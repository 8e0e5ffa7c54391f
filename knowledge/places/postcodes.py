"""The departments and communes of a postcode: of the official list in the region, of the first digits elsewhere."""

from collections.abc import Iterable, Iterator

from knowledge.places.table import Commune
from knowledge.places.territory import Territory


class Postcodes:
    """An index of postcodes, with the communes and departments of each.

    Communes that were merged into another count for the departments only: just today's communes are returned.
    """

    def __init__(self, communes: Iterable[Commune], territory: Territory) -> None:
        self._departments = territory.departments
        self._communes: dict[str, list[Commune]] = {}
        for commune in communes:
            for postcode in commune.postcodes:
                self._communes.setdefault(postcode, []).append(commune)

    def __contains__(self, postcode: object) -> bool:
        return postcode in self._communes

    def __iter__(self) -> Iterator[str]:
        return iter(self._communes)

    def __len__(self) -> int:
        return len(self._communes)

    def communes(self, postcode: str) -> tuple[Commune, ...]:
        """Return today's communes that have this postcode; () where the postcode is unknown."""
        return tuple(each for each in self._communes.get(postcode, ()) if each.kind == "current")

    def departments(self, postcode: str) -> tuple[str, ...]:
        """Return the department codes of a postcode: those of its communes, else by its first digits, else ()."""
        listed = {commune.department for commune in self._communes.get(postcode, ())}
        if listed:
            return tuple(sorted(listed))
        if postcode.startswith("20"):
            return ("2A",) if postcode < "20200" else ("2B",)
        prefixes = (postcode[:3], postcode[:2])
        return next(((prefix,) for prefix in prefixes if prefix in self._departments), ())
