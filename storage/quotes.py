"""The search for quotations of a person in other texts: whole words, compared in Python, the same on every database."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import unescape

LONG = 30  # characters; a shorter message may be anybody's
_WORD = re.compile(r"\w+")
_EDGES = re.compile(r"^\W+|\W+$")
_TAG = re.compile(r"<[^<>]*>")
_NUMBER = re.compile(r"\d(?:[ .-]?\d){8,}")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SIGNIFICANT = 9  # digits: as many as follow the 0 or the +33


class Quotes:
    """The texts by which a message is known to quote a person: long messages, full names, numbers, mail addresses.

    A name of one word is too common: it counts only in a message that has the number of one of the person's cases.
    """

    def __init__(self) -> None:
        self._by_first_word: defaultdict[str, set[str]] = defaultdict(set)
        self._short: defaultdict[str, set[int]] = defaultdict(set)
        self._numbers: set[str] = set()

    def add_name(self, name: str, cases: Sequence[int] = ()) -> None:
        """Add a name of the person; `cases` are their cases, beside whose number a name of one word counts."""
        name = _EDGES.sub("", _spaced(name))
        if " " in name:
            self._add(name)
        elif name:
            self._short[name].update(cases)

    def add_words(self, words: str, *, is_cut: bool = False) -> None:
        """Add a message of the person, if it has 30 characters or more, and the numbers and mail addresses in it.

        With `is_cut`, the last word is left out, since it may be half a word.
        """
        words = _spaced(words)
        self.add_number(words)
        for mail in _MAIL.findall(words):
            self._add(mail)
        words = _EDGES.sub("", words.rpartition(" ")[0] if is_cut else words)
        if len(words) >= LONG:
            self._add(words)

    def add_number(self, words: str) -> None:
        """Add the telephone numbers and other long numbers in a text."""
        for digits in _numbers_in(words):
            self._numbers.add(digits[-_SIGNIFICANT:])

    def _add(self, needle: str) -> None:
        first = _WORD.search(needle)
        if first is not None and first.start() == 0:
            self._by_first_word[first[0]].add(needle)

    def occur_in(self, words: str) -> bool:
        """Return whether a text, read as plain text or as HTML, contains anything that was added."""
        plain = _spaced(words)
        shown = _spaced(unescape(_TAG.sub("", words)))
        return any(self._occur_in(form) for form in {plain, shown})

    def _occur_in(self, words: str) -> bool:
        return self._quoted_in(words) or self._numbered_in(words) or self._named_in(words)

    def _quoted_in(self, words: str) -> bool:
        """Return whether a text contains, as whole words, a long message, full name or mail address that was added."""
        starts = ((word.start(), self._by_first_word.get(word[0], ())) for word in _WORD.finditer(words))
        return any(
            words.startswith(needle, start) and _is_whole(words, start, start + len(needle))
            for start, needles in starts
            for needle in needles
        )

    def _numbered_in(self, words: str) -> bool:
        """Return whether a text contains a long number that was added."""
        return bool(self._numbers) and any(
            digits[start : start + _SIGNIFICANT] in self._numbers
            for digits in _numbers_in(words)
            for start in range(len(digits) - _SIGNIFICANT + 1)
        )

    def _named_in(self, words: str) -> bool:
        """Return whether a text contains a name of one word that was added, and the number of a case of that person."""
        if not self._short:
            return False
        cases = {int(number) for number in re.findall(r"\bn° ?(\d{1,15})\b", words, re.IGNORECASE)}
        return any(not cases.isdisjoint(self._short.get(word[0], ())) for word in _WORD.finditer(words))


def _spaced(words: str) -> str:
    return " ".join(words.split())


def _is_whole(words: str, start: int, end: int) -> bool:
    """Return whether a match begins and ends at the edge of a word: « Marie » does not match in « Sainte-Marie »."""
    before, after = words[max(0, start - 1) : start], words[end : end + 1]
    return not any(sign == "-" or sign == "_" or sign.isalnum() for sign in (before, after))


def _numbers_in(words: str) -> Iterator[str]:
    return ("".join(filter(str.isdigit, found)) for found in _NUMBER.findall(words))
