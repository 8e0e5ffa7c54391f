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
    """A word of a text with its position, without accents.

    `folded` is the word as it is written, `word` the same with abbreviations undone: « st » becomes « saint ».
    """

    word: str
    start: int
    end: int
    capital: bool
    folded: str


def fold(text: str) -> str:
    """Return the text in lower case without accents or ligatures; punctuation stays."""
    lowered = text.lower().translate(_PLAIN)
    if lowered.isascii():
        return lowered
    return "".join(letter for letter in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(letter))


def read_words(text: str) -> list[Word]:
    """Split a text into its words and numbers, each with its position."""
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
    """Split an official name into words without accents, abbreviations undone: « St » becomes « saint »."""
    return tuple(_SHORTENED.get(word, word) for word in _WORD.findall(fold(name)))


def full_key(words: Iterable[str]) -> str:
    """Join the words of a name without spaces, so that spaces, hyphens and apostrophes make no difference."""
    return "".join(words)


def loose_key(words: Sequence[str]) -> str:
    """Join the words of a name without its articles and prepositions; with them where it has no other words."""
    return "".join(word for word in words if word not in SMALL) or "".join(words)


def short_forms(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """Yield the beginnings of a long name that may stand for all of it: « brive » for « brive la gaillarde ».

    None of them ends with an article, a preposition or « saint ».
    """
    for length in range(1, len(words)):
        beginning = tuple(words[:length])
        if beginning[-1] not in SMALL and beginning[-1] not in SAINTS:
            yield beginning


def fits(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether the words are the beginning of a name, word by word or written as one word.

    A preposition must be the name's own: « à Ussac » is not the beginning of Aussac-Vadalle.
    """
    if words[0] in SMALL - ARTICLES and words[0] != name[0]:
        return False
    if begins(words, name):
        return True
    glued = full_key(words)
    written_as_one = any(full_key(name[:length]) == glued for length in range(1, len(name) + 1))
    return written_as_one and (words[0] not in SMALL or words[0] == name[0])


def begins(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether the words are the beginning of a name, word by word; articles and prepositions of both are ignored."""
    telling = _telling(words)
    return _telling(name)[: len(telling)] == telling


def _telling(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in SMALL) or tuple(words)
