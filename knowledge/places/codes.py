"""Postcodes and department numbers in a text, told from prices, ages, dates and phone numbers.

Names are not read here.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import islice

from knowledge.places.fillers import FILLERS, only
from knowledge.places.names import read_words
from knowledge.places.utterance import Utterance

LONGEST_ALONE = 200
MOST = 30  # numbers looked at, since each is read with all that stands around it
_POSTCODE = re.compile(r"(?<![\d.,+])(?<!\d\s)(\d{2})([  .]?)(\d{3})(?![\d]|[ .,]\d)")
_DEPARTMENT = re.compile(r"(?<![\w.,+-])(0[1-9]|[1-8]\d|9[0-5]|2[abAB]|97[1-46])(?!\w|[.,]\d|-\d|[ \u00a0]\d{3})")
_NOT_CODES = re.compile(
    r"(?:\+33|\b0)[ .]?[1-9](?:[ .-]?\d{2}){4}"
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b[0-3]?\d/(?:0?[1-9]|1[0-2])\b"
    r"|\b\d{9}(?:\d{5})?\b|\b\d{3} \d{3} \d{3}(?: \d{5})?\b"
)
_COUNTED = re.compile(
    r"^\s*(?:€|%|°|k\b|h\b|euros?\b|eur\b|e\b|ht\b|ttc\b|ans?\b|hab|person|adh[ée]r|b[ée]n[ée]v|salari|m2|m²|km|m[èe]tres?"
    r"|jours?|heures?|mois|semaines?|minutes?|min\b|places?|visit|membres?|follow|abonn|usag|soci[ée]t|postes?|bureaux"
    r"|rue|avenue|bis\b|ter\b|janv|f[ée]vr|mars|avril|mai\b|juin|juil|ao[uû]t|sept|oct|nov|d[ée]c|eme|ème|[àa] \d"
    r"|au \d|-\s?\d|et \d+ (?:j|f|m|a|s|o|n|d)|communes?|tiers|[ée]l[ée]ves|familles|jeunes|artisans|projets?|lieux)",
    re.IGNORECASE,
)
_POSTAL = re.compile(
    r"(?:\bcp|code postal|postal|\bdans le|\bsuis (?:au|du|le|dans)|\ble|\bdu|\bau)\s*:?\s*$", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?:\bdans le|\bds le|d[ée]partements?|\bd[ée]pt?s?|\bdpts?|\bnord|\bsud|\bcheval sur le|\bdu c[ôo]t[ée] du)"
    r"(?: (?:du|le|des|les))?\s*[:n°(.]*\s*$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:\b(?:sur|pour|vers|est|suis) l[ea]|\bdu|^\W*l[ea])\s*$", re.IGNORECASE)
_AND = re.compile(r"\s*(?:/|,|et|ou)(?: (?:dans )?(?:le|du))?\s*")
_MONEY = re.compile(
    r"\b(?:budget|euros?|€|k€|subvention|montant|co[uû]t|co[uû]te|aide|dossier|siret|siren|rna|facture|num[ée]ro|tarif|prix"
    r"|chiffre|ca|apport|emprunt|pr[êe]t|jusqu|environ|besoin|plus|moins)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:date|visio|r[ée]union|rdv|rendez|atelier|formation|dispo|disponible|inscri\w*|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche|prochain|heure|matin|soir|apr[èe]s|avant|jour|rencontre|session|janvier|f[ée]vrier|mars|avril|mai|juin"
    r"|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre|jusqu\w*|entre)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Code:
    """A postcode or department number in a text; `sure` is False for a number that counts only after a name.

    So « 23 » in « La Souterraine 23 ».
    """

    value: str
    start: int
    end: int
    sure: bool

    @property
    def is_postcode(self) -> bool:
        """Whether the number is a postcode, with five digits, and not a department's."""
        return len(self.value) == 5


def find_codes(utterance: Utterance, known_postcodes: Collection[str]) -> list[Code]:
    """Return the postcodes and department numbers of a text, in order; no prices, ages, dates or phone numbers.

    `known_postcodes` are the existing ones, which are believed sooner than other numbers.
    """
    text = _NOT_CODES.sub(lambda match: "#" * len(match.group()), utterance.text)
    codes = [
        code for match in islice(_POSTCODE.finditer(text), MOST) if (code := _postcode(match, text, known_postcodes))
    ]
    taken = {position for code in codes for position in range(code.start, code.end)}
    numbers = (match for match in _DEPARTMENT.finditer(text) if match.start() not in taken)
    found = [_department(match, text) for match in islice(numbers, MOST)]
    return _joined(text, sorted(codes + [code for code in found if code], key=lambda code: code.start))


def _joined(text: str, codes: list[Code]) -> list[Code]:
    """Make each number sure that « ou », « et », a comma or a slash joins to a sure one: « dans le 79 ou le 86 »."""
    kept: list[Code] = []
    for code in codes:
        joined = bool(kept) and kept[-1].sure and bool(_AND.fullmatch(text[kept[-1].end : code.start]))
        kept.append(replace(code, sure=code.sure or joined))
    return kept


def _postcode(match: re.Match[str], text: str, known: Collection[str]) -> Code | None:
    before, after, value = text[: match.start()], text[match.end() :], match.group(1) + match.group(3)
    if _COUNTED.match(after) or value[:2] in ("00", "96", "99"):
        return None
    alone = _is_alone(before, after)
    told = alone or bool(_POSTAL.search(before)) or before.rstrip().endswith("(")
    amount = bool(match.group(2)) or value.endswith("000") or value not in known
    if amount and not told:
        plain = not _MONEY.search(text) and not match.group(2)
        return Code(value, match.start(), match.end(), sure=False) if plain else None
    return Code(value, match.start(), match.end(), sure=told or not _MONEY.search(before[-25:]))


def _department(match: re.Match[str], text: str) -> Code | None:
    before, after = text[: match.start()], text[match.end() :]
    if _COUNTED.match(after) or re.search(r"\d\s?$", before):
        return None
    in_brackets = before.rstrip().endswith("(") and after.lstrip().startswith(")")
    sure = bool(_NUMBERED.search(before)) or in_brackets or _is_alone(before, after) or _ends_text(before, after)
    return Code(match.group(1).upper(), match.start(), match.end(), sure)


def _ends_text(before: str, after: str) -> bool:
    """Whether a number after an article ends a text that speaks of no date, and so is a department: « … du 47 ? »."""
    closing = not re.search(r"\w", re.sub(r"\b(?:et|ou|le|du|\d\d)\b", "", after))
    return closing and bool(_ARTICLE.search(before)) and not _DATED.search(before)


def _is_alone(before: str, after: str) -> bool:
    """Whether the text around a number is short and made of filler words and department numbers only."""
    if len(before) + len(after) > LONGEST_ALONE:
        return False
    around = [word.folded for word in read_words(before + " " + after)]
    return only((word for word in around if not _DEPARTMENT.fullmatch(word)), FILLERS)
