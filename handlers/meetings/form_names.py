"""Recognition of names in typed words."""

import re

from handlers.talk.replies import person_words
from knowledge.text.lists import listed
from knowledge.text.words import plain

MOST_WORDS = 6
_NO_NAME = listed("""
    c, cest, ce, ca, est, es, quoi, koi, comment, combien, pourquoi, pk, quand, qui, que, quel, quelle, quels,
    quelles, faut, peut, peux, puis, je, j, tu, vous, nous, on, il, mon, ma, mes, votre, vos, pas, pa, ne, n,
    payant, payante, gratuit, gratuite, attends, attendez, attend, nom, prenom, oui, non, ok, merci, svp, stp,
    pour, avec, dans, veux, avez, avoir, faire, savoir, bonjour, bonsoir, salut, ouais, daccord, inscrire,
    visio, prix
""")
_SAYS = re.compile(
    r"\b(?:je m['’ ]?appelle|(?:mon|le) (?:vrai )?(?:pr[ée]nom|nom)(?: c['’]est| cest| c| est)|moi c['’ ]?est|nom :)"
    r"\s+(?P<name>.+)$",
    re.IGNORECASE,
)
_NOT_MINE = re.compile(r"\bpas? (?:du tout )?mon nom\b(?: ?[cç]a)?[\s,.:;!-]+(?P<name>.+)$", re.IGNORECASE)
_AFTER_NO = re.compile(
    r"^(?:ah |euh )?(?:non|nan|pardon|plut[ôo]t|finalement)\b[\s,.:;!-]*(?:c['’ ]?est |moi c['’ ]?est )?(?P<rest>.+)$",
    re.IGNORECASE,
)


def is_name(words: str) -> bool:
    """Whether words may be a name: at most six, without a question mark, a digit or a word such as « combien »."""
    said = plain(words).split()
    if "?" in words or any(char.isdecimal() for char in words):
        return False
    return 0 < len(said) <= MOST_WORDS and _NO_NAME.isdisjoint(said)


def name_said(words: str) -> str | None:
    """Return the name told in « mon nom c'est Zoé Roy » or « c'est pas mon nom, Zoé Roy », None in other words."""
    found = _NOT_MINE.search(words) or _SAYS.search(words)
    name = person_words(found["name"]).strip(" .,;:!") if found is not None else ""
    return name if is_name(name) else None


def after_no(words: str) -> str | None:
    """Return what follows « non », « pardon » or « plutôt » at the beginning of a message; None without one."""
    found = _AFTER_NO.search(person_words(words))
    return found["rest"].strip(" .,;:!") or None if found is not None else None
