"""Answers typed under the questions about a demand: whether it helped, whether an answer is still awaited."""

import re

from handlers.talk.short_answers import NO, YES, yes_or_no_said
from knowledge.text.words import plain

MOST_WORDS = 10
_HELPED = re.compile(
    r"^(?:cela |ca )?(?:m a |nous a )?(?:beaucoup|enormement|bien|parfaitement|super|tres bien|tres utile)\b"
)
_HELPED_NOT = re.compile(r"^(?:cela |ca )?(?:ne |n )?(?:m a |nous a )?(?:pas|peu|aucunement|a rien)\b")
_STILL = re.compile(r"^(?:(?:oui|je|j|on|nous|si|toujours|encore) )*(?:attends?|attendons|toujours|encore|besoin)\b")
_NO_MORE = re.compile(
    r"\b(?:plus besoin|regle\w*|resolu\w*|trouve\w*|c est bon|laisse\w* tomber|tant pis|ca ira|termine\w*|reglee?s?)\b"
)


def helped_said(words: str) -> str | None:
    """Read words typed under « Cela vous a-t-il aidé ? »."""
    if (answer := yes_or_no_said(words)) is not None:
        return answer
    said = _short(words)
    return None if said is None else NO if _HELPED_NOT.search(said) else YES if _HELPED.search(said) else None


def still_said(words: str) -> str | None:
    """Read words typed under the question whether an answer is still awaited."""
    said = _short(words)
    if said is None:
        return None
    if _NO_MORE.search(said) and not said.startswith("oui"):
        return NO
    if _STILL.search(said):
        return YES
    return yes_or_no_said(words)


def _short(words: str) -> str | None:
    said = " ".join(plain(words).split())
    return said if "?" not in words and 0 < len(said.split()) <= MOST_WORDS else None
