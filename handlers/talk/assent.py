"""The meaning of a few words typed under a summary: send it, no, stop, or not sure."""

import re
from collections.abc import Collection
from enum import StrEnum

from handlers.talk.short_answers import yes_or_no
from knowledge.text.lists import listed
from knowledge.text.words import plain

MOST_WORDS = 8


class Meant(StrEnum):
    """What a few words typed under the question "shall this be sent?" mean: send it, no, stop, or unsure."""

    SEND = "send"
    NO = "no"
    LEAVE = "leave"
    UNSURE = "unsure"


_SENDS = listed("""
    envoyer, envoye, envoyez, envoie, envoies, envoi, envoyes, envois, transmettez, transmettre, transmets, ok,
    okay, oki, oui, ouais, oue, yes, go, valide, valider, validez, confirme, confirmer, parfait, dac, dacc,
    daccord, accord
""")
_SENDS_IN_TWO = (
    "c est bon",
    "c bon",
    "ce bon",
    "cest bon",
    "vas y",
    "allez y",
    "vasy",
    "c est parti",
    "cest parti",
    "on y va",
)
_AROUND = listed("""
    voila, c, ce, cest, est, tout, bon, vas, allez, vasy, y, je, j, on, peut, peux, pouvez, vous, tu, le, la,
    les, l, ca, cela, moi, comme, svp, stp, s, il, te, plait, merci, bien, tres, d, ai, fini, termine, alors,
    message, mon, maintenant, tel, quel, a, elle, lui, pour, parti, va, un, une, deux, que, vais, dois, abord
""")
_HOLDS = listed("""
    non, nan, pas, n, ne, attend, attends, attendez, attendre, stop, encore, euh, heu, hum, peut, etre, sais,
    reflechis, reflechir, reflechisse, relis, relire
""")
_WHILES = listed("minute, minutes, seconde, secondes, instant, moment")
_THE_WHILE = re.compile(r"\b(le|la|les|l) (minute|seconde|instant|moment)s?\b")  # « la seconde » asks for no moment
_STOPS = listed("stop, non, nan, ok, merci, svp, stp, s, il, te, vous, plait, la, on, je, tout, alors, euh, heu")


def meant_under_summary(words: str, also: Collection[str] = ()) -> Meant | None:
    """Return what a short message answers to "shall this be sent?"; None for anything else, such as a correction.

    `also` holds further words that mean to send, such as the button's label.
    """
    said, sending = plain(words).split(), _SENDS.union(also)
    holding = _HOLDS if _THE_WHILE.search(" ".join(said)) else _HOLDS | _WHILES
    if not 0 < len(said) <= MOST_WORDS or not set(said) <= sending | _AROUND | holding:
        return None
    if "stop" in said and set(said) <= _STOPS:
        return Meant.LEAVE
    if yes_or_no(words) is False:
        return Meant.NO
    joined = f" {' '.join(said)} "
    sends = not sending.isdisjoint(said) or any(f" {two} " in joined for two in _SENDS_IN_TWO)
    holds = not (holding - {"peut"}).isdisjoint(said)
    return Meant.SEND if sends and not holds and "?" not in words else Meant.UNSURE
