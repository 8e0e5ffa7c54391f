"""From letters to words to keys, the same for official names and for what people write."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

ARTICLES = frozenset({"le", "la", "les", "l"})
SMALL = ARTICLES | {
    "de",
    "du",
    "des",
    "d",
    "sur",
    "sous",
    "en",
    "et",
    "a",
    "aux",
    "au",
    "lez",
    "s",
    "es",
    "sr",
    "ss",
}
SAINTS = frozenset({"saint", "sainte"})
_SHORTENED = {
    "st": "saint",
    "ste": "sainte",
    "snt": "saint",
    "mt": "mont",
    "mts": "monts",
    "gd": "grand",
    "gde": "grande",
    "pte": "porte",
    "vle": "ville",
    "chatx": "chateau",
    "2": "deux",
    "3": "trois",
    "4": "quatre",
}
_PLAIN = str.maketrans(
    {"œ": "oe", "æ": "ae", "’": "'", **dict(zip("àâäçéèêëîïôöùûüÿ", "aaaceeeeiioouuuy", strict=True))}
)
_WORD = re.compile(r"\d+|[^\W\d_]+")
_BEFORE_SLASH = re.compile(r"\s*/")


class Word(NamedTuple):
    """A word of the text and where it stands: `folded` as written, `word` with its abbreviation undone."""

    word: str
    start: int
    end: int
    capital: bool
    folded: str


def fold(text: str) -> str:
    """Return the text in small letters without accents and ligatures."""
    lowered = text.lower().translate(_PLAIN)
    if lowered.isascii():
        return lowered
    return "".join(letter for letter in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(letter))


def read_words(text: str) -> list[Word]:
    return [_word(match, text) for match in _WORD.finditer(text)]


def _word(match: re.Match[str], text: str) -> Word:
    folded = fold(match.group())
    word = _SHORTENED.get(folded, folded)
    start, end = match.span()
    if folded in ("s", "ss"):
        word = _of_letters(folded, text[end : end + 2])
    return Word(word, start, end, text[start].isupper(), folded)


def _of_letters(folded: str, after: str) -> str:
    if folded == "s" and _BEFORE_SLASH.match(after):
        return "sur"
    if after.startswith((".", "-")):
        return "saint" if folded == "s" else "sous"
    return folded


def words_of(name: str) -> tuple[str, ...]:
    """Split an official name, in which only « Saint » is shortened (St, Ste), into words."""
    return tuple(_SHORTENED.get(word, word) for word in _WORD.findall(fold(name)))


def full_key(words: Iterable[str]) -> str:
    """Join words to a key in which spaces, hyphens and apostrophes make no difference."""
    return "".join(words)


def loose_key(words: Sequence[str]) -> str:
    """Join words to a key in which articles and prepositions make no difference, where something else remains."""
    return "".join(word for word in words if word not in SMALL) or "".join(words)


def short_forms(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """Yield the beginnings of a long name that people use for the whole of it."""
    for length in range(1, len(words)):
        beginning = tuple(words[:length])
        if beginning[-1] not in SMALL and beginning[-1] not in SAINTS:
            yield beginning


def fits(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether words begin a name, word by word or written as one: « à Ussac » does not begin Aussac-Vadalle."""
    if words[0] in SMALL - ARTICLES and words[0] != name[0]:
        return False
    if begins(words, name):
        return True
    glued = full_key(words)
    written_as_one = any(full_key(name[:length]) == glued for length in range(1, len(name) + 1))
    return written_as_one and (words[0] not in SMALL or words[0] == name[0])


def begins(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether words begin a name, word by word; small words make no difference."""
    telling = _telling(words)
    return _telling(name)[: len(telling)] == telling


def _telling(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in SMALL) or tuple(words)
