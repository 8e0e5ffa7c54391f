"""Telephone numbers, as people write them among other words."""

import re

_NUMBER = re.compile(r"\+?\d{8,15}")
# A number among other words: a French one of ten digits, or one with the code of its country.
_NUMBER_AMONG_WORDS = re.compile(
    r"(?<![\w+])(?:0[\s.\-/]*[1-9](?:[\s.\-/]*\d){8}|(?:\+|00)[\s.\-/]*[1-9](?:[\s.\-/()]*\d){8,13})(?!\d)"
)


def read_phone(words: str) -> str | None:
    """Return the telephone number typed among other words, as digits after an optional +; None for none or several."""
    digits = _digits(words)
    if _NUMBER.fullmatch(digits):
        return digits
    among_words = {_digits(number) for number in _NUMBER_AMONG_WORDS.findall(words)}
    return among_words.pop() if len(among_words) == 1 else None


def _digits(number: str) -> str:
    return re.sub(r"[\s.\-/()]", "", number)
