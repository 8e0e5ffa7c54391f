"""The rough sound of a French word, so that words spelt as they are heard share a key. Meaning plays no part."""

import re

# Each rule reads what those before it wrote. Words arrive plain, that is in lower case without accents.
_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"h", ""),
        (r"^exc?(?=[aeiouy])", "egz"),
        (r"ph", "f"),
        (r"qu|ck|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"g(?=[eiy])", "j"),
        (r"gu(?=[eiy])", "g"),
        (r"(?<=[^s])[ts]ion|ssion", "sion"),
        (r"tie(?=[ln])", "sie"),
        (r"eaux?|aux?", "o"),
        (r"oeu|eu", "e"),
        (r"ou", "u"),
        (r"oi|oua|wa", "wa"),
        (r"[ae]i[nm](?![aeiouy])|[iy][nm](?![aeiouynm])", "5"),  # as in « main », « vin »
        (r"[ae][nm](?![aeiouynm])", "1"),  # as in « banc », « temps »
        (r"on(?![aeiouynm])|om(?=[pb])", "3"),  # as in « bon »
        (r"(?<=.)(er|ez|et|ai[st]?|ee?s?|ent)$", "e"),
        (r"ai|ei", "e"),
        (r"y", "i"),
        (r"[zx]", "s"),
        (r"([a-z])\1+", r"\1"),
        (r"(?<=..)[estdp]+$", ""),
        (r"(?<=..)e(?=[^e])", ""),
    )
)


def sound(word: str) -> str:
    """Return a key for the sound of a plain French word: « fodré » and « faudrait » have the same key.

    A word of one or two letters is its own key.
    """
    if len(word) <= 2:
        return word
    heard = word
    for pattern, written in _RULES:
        heard = pattern.sub(written, heard)
    return heard or word
