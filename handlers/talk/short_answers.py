"""Short answers in words: a plain yes or no, and the ways to say that one gives up."""

from collections.abc import Collection
from itertools import combinations

from knowledge.text.lists import listed
from knowledge.text.words import plain

_YES = frozenset({"oui", "oui oui", "ouais", "oui merci", "oui svp", "oui parfait", "oui c est ca", "oui le retenir"})
_NO = listed("""
    non, nan, non merci, non non, pas du tout, non pas du tout, pas vraiment, non pas vraiment, bof, c est pas
    ca, non c est pas ca, ce n est pas ca, non ce n est pas ca, c est pas ma question, ce n est pas ma question,
    aucune, aucun, aucune des trois, non aucune, rien de tout ca
""")
_CANCELS = listed("""
    annuler, annule, annulez, annulons, laisse tomber, laissez tomber, laisser tomber, j abandonne, abandonne,
    abandonner, oublie, oubliez, on oublie, laisse, laissez, pas la peine, en fait non, finalement non, non en
    fait, non finalement, en fait pas, j arrete, on arrete, tant pis
""")
# Words around a cancellation: « non c'est bon laissez tomber », « annule tout svp », « euh en fait non ».
_AROUND = listed("""
    non, nan, ok, bon, bah, ben, euh, heu, ah, oh, alors, cest, c, ce, est, merci, svp, stp, s, il, vous, te,
    plait, desole, desolee, pardon, tout, ca, cela, la, je, prefere, veux, voudrais, finalement, en, fait
""")
MOST_WORDS_TO_LEAVE = 10
_GIVES_UP = _CANCELS | _NO | {"rien", "retour", "je ne sais pas", "je sais pas", "jsp"}


def gives_up(words: str) -> bool:
    """Whether a person declines to answer a question: with a no, "rien", "je ne sais pas" or a cancellation."""
    return " ".join(plain(words).split()) in _GIVES_UP or cancels(words)


def cancels(words: str, also: Collection[str] = ()) -> bool:
    """Whether words mean to leave a form, such as "laissez tomber"; "rien" or "non" do not, since they may answer it.

    `also` holds further words that may stand around these, such as the name of what is given up.
    """
    said = plain(words).split()
    if "?" in words or len(said) > MOST_WORDS_TO_LEAVE:
        return False
    around = _AROUND.union(also)
    return any(
        " ".join(said[begin:end]) in _CANCELS and around.issuperset([*said[:begin], *said[end:]])
        for begin, end in combinations(range(len(said) + 1), 2)
    )


def yes_or_no(words: str) -> bool | None:
    """Return True for a plain yes, False for a plain no, None for anything else."""
    read = " ".join(plain(words).split())
    return True if read in _YES else False if read in _NO else None
