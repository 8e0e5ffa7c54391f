"""Short answers in words: a plain yes or no, and the ways to say that one gives up."""

import re
from collections.abc import Collection
from itertools import combinations

from knowledge.text.lists import listed
from knowledge.text.words import plain

YES, NO = "oui", "non"  # the last part of the code of a button that says yes, or no
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


MOST_WORDS_OF_AN_ANSWER = 12
_BEFORE = r"^(?:(?:ah|eh|bah|ben|et|euh|heu|alors|bonjour|bonsoir|salut|merci|pardon|desolee?|navree?) )*"
_CLEAR_YES = (
    r"(?:oui+|ouais|ouep|yes|si si|bien sur|avec (?:grand )?plaisir|volontiers|absolument|tout a fait|exactement"
    r"|carrement|evidemment|certainement|affirmatif|je veux bien|moi oui|c est (?:bien )?(?:ca|cela)|je confirme)"
)
_ASSENT = r"(?:ok(?:ay|i)?|d ?accord|dac+|parfait|c est (?:tout )?bon|pourquoi pas|entendu|vas y|allez y|ca marche)"
_CLEAR_NO = (
    r"(?:(?:malheureusement|finalement|helas|en fait|du coup|et|mais) )?"
    r"(?:non+|nan|nope|pas du tout|pas vraiment|pas trop|surtout pas|pas la peine|sans facon|negatif|bof)"
)
_BEGINS_YES = re.compile(rf"{_BEFORE}{_CLEAR_YES}\b")
_BEGINS_OK = re.compile(rf"{_BEFORE}(?:{_CLEAR_YES}|{_ASSENT})\b|^[👍👌✅]+")
_BEGINS_NO = re.compile(rf"{_BEFORE}{_CLEAR_NO}\b")
_NO_TROUBLE = re.compile(r" (?:pas de|aucun|sans) (?:souci|probleme)s?\b")
_TURNS = re.compile(r"\b(?:ne|n|pas|plus|jamais|non|nan|rien|aucune?)\b")
# Whoever asks, wishes or reserves something says more than yes or no.
_SAYS_MORE = re.compile(
    r"\b(?:mais|sauf|seulement|par contre|plutot|savoir|sais|voudrais|voulais|aimerais|cherche|comment|combien"
    r"|pourquoi|quand|est ce que|quel(?:le)?s?|besoin|peut etre)\b"
)

# The words of a yes or a no, and those that may stand beside them without telling anything else.
_SAYS_JUST_THAT = listed("""
    oui, ouii, ouiii, ouais, ouep, yes, si, non, nan, nope, ok, okay, oki, accord, daccord, dac, dacc, d,
    parfait, super, bien, sur, avec, grand, plaisir, volontiers, absolument, tout, a, fait, exactement,
    carrement, evidemment, tres, certainement, affirmatif, je, j, veux, confirme, prefere, preferais, m, me,
    moi, ne, n, le, la, les, l, ca, cela, c, ce, cet, est, bon, pourquoi, pas, vas, allez, y, va, ira, aller,
    marche, convient, interesse, plait, du, vraiment, trop, surtout, peine, sans, facon, negatif, bof,
    malheureusement, finalement, helas, en, coup, et, ah, eh, bah, ben, euh, heu, alors, bonjour, bonsoir,
    salut, merci, beaucoup, mille, fois, pardon, desole, desolee, navre, navree, svp, stp, s, il, te, vous, t,
    tu, gentil, gentille, souci, soucis, probleme, problemes, de, aucun, aucune, cette, ces, trois, rien,
    toujours, retenir, retenez, retiens, garder, gardez, garde, oublier, oubliez, oublie, lieu, moment, pour,
    instant, maintenant, aujourd, hui, jour, prevenir, prevenez, previens, informer, informez, tenez, tenir,
    courant, envoyez, recevoir, abonner, inscrire, repond, repondu, aide, aidee, ma, mon, question, questions,
    celle, celui, autre, chose, encore, transmettez, transmettre, transmets, envoyer, elle, lui, etait, bonne,
    idee, vouloir
""")


def says_just_that(words: str, also: Collection[str] = ()) -> bool:
    """Whether words hold nothing beside a yes, a no and the small words around them; `also` holds further such words.

    « oui je veux bien merci » does, « non finalement Limoges » names a place.
    """
    return _SAYS_JUST_THAT.union(also).issuperset(plain(words).split())


def says_more(words: str) -> bool:
    """Whether words ask, wish or reserve something, so that they need more than an answer noted."""
    return "?" in words or _SAYS_MORE.search(" ".join(plain(words).split())) is not None


def yes_or_no_and_more(words: str, *, is_ok_enough: bool = True) -> bool | None:
    """Return True for a yes, False for a no, with or without a few words after it; None for anything else.

    « oui je confirme » is a yes, « non désolée, je suis malade » a no; « oui mais … » and questions are neither. Where
    `is_ok_enough` is False, mere assent such as « ok » is no yes, since it may be thanks.
    """
    said = _NO_TROUBLE.sub("", " ".join(plain(words).split()))
    if len(said.split()) > MOST_WORDS_OF_AN_ANSWER or says_more(words):
        return None
    if (plainly := yes_or_no(words)) is not None:
        return plainly
    if _BEGINS_NO.search(said):
        return False
    begins = _BEGINS_OK if is_ok_enough else _BEGINS_YES
    found = begins.search(said) or (begins.search(words.strip()) if not said else None)
    return True if found and not _TURNS.search(said[found.end() :]) else None


def yes_or_no_said(words: str) -> str | None:
    """Return `YES` for a yes, `NO` for a no, with or without a few words after it; None for anything else."""
    return part_of(yes_or_no_and_more(words))


def part_of(said: bool | None) -> str | None:
    """Return the part of a button's code that stands for a yes or a no; None for neither."""
    return None if said is None else YES if said else NO
