"""What a message tells besides the place that it names."""

from knowledge.finder.understand import Reader
from knowledge.places.fillers import FILLERS
from knowledge.text.lists import listed
from knowledge.text.words import plain, squeezed

ENOUGH = 2  # words that say something
MOST_PLACES = 5  # looked for in one text
_AROUND_A_PLACE = FILLERS | listed("""
    notre, mon, nos, c, cest, ca, ce, se, trouve, situe, nouvelle, aquitaine, france, je, crois, pense, environ,
    peut, etre, par, la, n, ne, sommes, va, etait, habite, il, elle, ils, s, a, b, ici, voila, pas, loin, km,
    entre, juste
""")


def is_only_a_place(reader: Reader, words: str) -> bool:
    """Whether a text names at least one place, and besides has at most one word that is no filler."""
    return reader.place(words).outcome != "unknown" and not tells_more_than_a_place(reader, words)


def tells_more_than_a_place(reader: Reader, words: str) -> bool:
    """Whether a text has at least two words that are neither fillers nor part of the places named in it."""
    return len(words_beside_places(reader, words)) >= ENOUGH


def words_beside_places(reader: Reader, words: str) -> list[str]:
    """Return the words of a text that are neither fillers nor part of the places named in it."""
    rest = squeezed(words)
    for _ in range(MOST_PLACES):  # « Guéret dans la Creuse » names two
        found = reader.place(rest)
        if found.span is None or found.outcome == "unknown":
            break
        rest = rest[: found.span[0]] + " , " + rest[found.span[1] :]
    return [word for word in plain(rest).split() if word not in _AROUND_A_PLACE]
