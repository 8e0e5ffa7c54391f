"""The nearest communes to a position shared from a phone. Distances are good to a few hundred metres."""

from collections.abc import Iterable
from math import cos, hypot, radians

from knowledge.places.table import Commune

KM_OF_A_DEGREE = 111.2


def nearest(communes: Iterable[Commune], latitude: float, longitude: float, k: int) -> tuple[Commune, ...]:
    """Return the `k` communes of today that are nearest to a position, the nearest first.

    Communes whose position is not known are left out.
    """
    located = [each for each in communes if each.position and each.kind == "current"]
    return tuple(sorted(located, key=lambda each: kilometres(each, latitude, longitude))[:k])


def kilometres(commune: Commune, latitude: float, longitude: float) -> float:
    """Return the distance in kilometres between a commune and a position; infinity where the commune's is not known."""
    if commune.position is None:
        return float("inf")
    north, east = commune.position
    return KM_OF_A_DEGREE * hypot(north - latitude, (east - longitude) * cos(radians(latitude)))
