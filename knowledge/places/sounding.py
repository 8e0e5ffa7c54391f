"""Names of places as they sound: « briv la gaiarde » is Brive-la-Gaillarde, « obusson » is Aubusson."""

import re
from collections.abc import Iterable, Mapping

from knowledge.places.gazetteer import Named
from knowledge.text.sounds import sound

SMALLEST = 1000  # people; smaller communes sound like too many words
LEAST = 5  # signs of a sound
SHORTEST = 7  # letters of the beginning of a name
# What the sounds of everyday words leave apart, and people write alike in names.
_ALIKE = (
    (re.compile(r"s?ch"), "7"),
    (re.compile(r"(?<=[ae])ill"), "i"),
    (re.compile(r"(?:ault|auld|aud|aut|eau|eaux|ot)$"), "o"),
)
_ELIDED = re.compile(r"^[dl](?=[aeiouyh])")


class Sounding:
    """A search for the towns of the region that sound like what somebody wrote."""

    def __init__(self, names: Mapping[str, Iterable[Named]]) -> None:
        self._names = names
        self._by_sound: dict[str, list[str]] = {}
        for key, known in names.items():
            for named in known:
                if _is_one(named, key):
                    self._by_sound.setdefault(as_heard(key), []).append(key)

    def alike(self, key: str) -> list[Named]:
        """Return the towns that sound like a name written as one word, and other places of their name in the region.

        An elision may stand before it, as in « dobusson ».
        """
        heard = {as_heard(key), as_heard(_ELIDED.sub("", key))}
        keys = dict.fromkeys(own for one in heard if len(one) >= LEAST for own in self._by_sound.get(one, ()))
        found = {named.entry: named for own in keys for named in self._names[own] if named.entry.inside}
        return sorted(found.values(), key=lambda named: -named.entry.population)


def _is_one(named: Named, key: str) -> bool:
    entry, shortened = named.entry, named.form != "full"
    known = entry.kind == "commune" and entry.inside and entry.population >= SMALLEST
    return known and not (shortened and (named.form == "loose" or len(key) < SHORTEST))


def as_heard(key: str) -> str:
    """Return a key for the sound of a place's name written as one word."""
    for pattern, written in _ALIKE:
        key = pattern.sub(written, key)
    return sound(key)
