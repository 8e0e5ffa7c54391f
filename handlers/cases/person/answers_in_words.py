"""Answers typed under the questions about a demand: whether it helped, whether an answer is still awaited.

Whoever tells more is not answered for: their words go where all others go.
"""

import re

from handlers.talk.short_answers import NO, YES, says_just_that, says_more, yes_or_no_said
from knowledge.text.lists import listed
from knowledge.text.words import plain

MOST_WORDS = 10
_HELPED = re.compile(
    r"^(?:cela |ca )?(?:m a |nous a )?(?:beaucoup|enormement|bien|parfaitement|super|tres bien|tres utile)\b"
)
_HELPED_NOT = re.compile(r"^(?:cela |ca )?(?:ne |n )?(?:m a |nous a )?(?:pas|peu|aucunement|a rien)\b")
_OF_HELP = listed("nous, a, aides, aidees, aider, utile, enormement, parfaitement, peu, aucunement, reponse, servi")
_STILL = re.compile(
    r"^(?:(?:oui|non|je|j|on|nous|si|toujours|encore) )*(?:attends?|attendons|toujours|encore|besoin)\b"
)
_NO_MORE = re.compile(
    r"\b(?:(?:plus|pas) besoin|regle\w*|resolu\w*|trouve\w*|c est bon|laisse\w* tomber|tant pis|ca ira|termine\w*)\b"
)
_OF_AN_END = listed("""
    plus, besoin, regle, reglee, regles, resolu, resolue, trouve, laisse, laissez, laisser, tomber, tant, pis, termine,
    terminee, j, ai, on, nous, avons, depuis, solution, reponse, seul, seule, demande
""")
_UNDOES = re.compile(r"\b(?:oui|pas(?! besoin)|rien|jamais|toujours|encore)\b")


def helped_said(words: str) -> str | None:
    """Read words typed under « Cela vous a-t-il aidé ? »; a yes counts where nothing else is said."""
    answer, said = yes_or_no_said(words), _short(words)
    if answer == NO or (answer == YES and says_just_that(words, _OF_HELP)):
        return answer
    if said is None or says_more(words) or not says_just_that(words, _OF_HELP):
        return None
    return NO if _HELPED_NOT.search(said) else YES if _HELPED.search(said) else None


def still_said(words: str) -> str | None:
    """Read words typed under the question whether an answer is still awaited; a no, which closes, is never guessed."""
    said = _short(words)
    if said is None:
        return None
    if _NO_MORE.search(said):
        return NO if says_just_that(words, _OF_AN_END) and not _UNDOES.search(said) else None
    if _STILL.search(said):
        return YES
    answer = yes_or_no_said(words)
    return answer if answer == YES or says_just_that(words) else None


def _short(words: str) -> str | None:
    said = " ".join(plain(words).split())
    return said if "?" not in words and 0 < len(said.split()) <= MOST_WORDS else None
