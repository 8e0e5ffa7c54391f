"""A text as words, with what surrounds each: sentence ends, hyphens, and the small words that announce a place."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from knowledge.places.names import ARTICLES, Word, read_words
from knowledge.text.lists import listed

ENDS = frozenset(".;!?\n()[]")
_APART = ENDS | frozenset(",:")
_UNREAD = re.compile(r"[\w.+-]{1,64}@\S+|(?:https?://|www\.)\S+|\b[\w-]+\.(?:fr|net|org|com)\b")
_CANTON = re.compile(r"\((canton [^()]*)\)", re.IGNORECASE)
_LINK = re.compile(r"^[ '’\-–/&\u00a0]{0,3}\Z|^\. ?\Z|^, ?\Z")
_STREETS = listed("""
    rue, rues, avenue, av, ave, boulevard, bd, bvd, impasse, chemin, route, allee, allees, quai, ruelle,
    faubourg, fbg, rond, sentier, passage, esplanade, square, residence, lycee, college
""")
_NAMING = listed("""
    commune, communes, ville, villes, village, villages, bourg, mairie, municipalite, hameau, appelle, nomme,
    bourgade, cp, metropole, agglo, agglomeration, cdc, epci, com, intercommunalite, interco, communaute,
    lieudit
""")
_STRONG = listed("""
    habite, habites, habitons, habitent, jhabite, vis, vivons, reside, residons, base, basee, bases, basees,
    installe, installee, installes, installees, situe, situee, situes, situees, implante, implantee, implantes,
    vers, pres, proche, cote, cotes, autour, alentours, environs, alentour, environ, secteur, entre, km, kms,
    kilometres, minutes, min, nord, sud, est, ouest, loin, quartier, direction, domicilie, domiciliee, centre,
    region, departement, dept, dpt, bassin, pays, zone, campagne, banlieue, periph, peripherie, siege
""")
_WEAK = listed("""
    de, d, du, des, en, dans, ds, sur, pour, et, ou, par, depuis, chez, au, aux, via, jusqu, suis, sommes, est,
    rejoindre, quitter, quitte, quittons
""")
_LARGER = frozenset({"departement", "departements", "dept", "dpt", "region", "en", "dans", "ds", "des"})
_HAVING = frozenset({"il", "elle", "on", "y", "qui", "ca", "cela"})
_OF = frozenset({"de", "d", "du", "des"})


class Cue(IntEnum):
    """How strongly the words before a name announce a place: « dans » WEAK, « habite » STRONG, « commune de » NAMED."""

    NONE = 0
    WEAK = 1
    STRONG = 2
    NAMED = 3


class Before(NamedTuple):
    """What stands before a name in a text.

    `cue` says how strongly it announces a place, `article` is an article between. `at` is True after « à », `street`
    after « rue de » and the like, `larger` after words for a department or a region: « en », « département de ».
    """

    cue: Cue
    article: str = ""
    at: bool = False
    street: bool = False
    larger: bool = False


@dataclass(frozen=True)
class Utterance:
    """A text to be read for places, and its words with their positions."""

    text: str
    words: tuple[Word, ...]

    @classmethod
    def of(cls, text: str) -> "Utterance":
        """Split a text into words.

        Web and mail addresses are blanked first, and so are the brackets of « Bors (Canton de …) ».
        """
        composed = unicodedata.normalize("NFC", text)
        readable = _UNREAD.sub(lambda match: " " * len(match.group()), composed)
        readable = _CANTON.sub(r" \1 ", readable)
        return cls(readable, tuple(read_words(readable)))

    @cached_property
    def shouted(self) -> bool:
        """Whether more than 80 % of the letters are capitals, so that a capital does not mark a name."""
        letters = [letter for letter in self.text if letter.isalpha()]
        return sum(letter.isupper() for letter in letters) > 0.8 * len(letters)

    @cached_property
    def accented(self) -> bool:
        """Whether the text has any accent: its author types them, and a bare « a » is the verb, not « à »."""
        return any(letter in "àâéèêëîïôùûç" for letter in self.text.lower())

    def between(self, left: int, right: int) -> str:
        """Return the characters between the words at two indexes; a line break where an index is outside the text."""
        if left < 0 or right >= len(self.words):
            return "\n"
        return self.text[self.words[left].end : self.words[right].start]

    def linked(self, left: int) -> bool:
        """Whether the word at index `left` and the next may be one name: only blanks, hyphens or the like between."""
        between = self.between(left, left + 1)
        if between == " ":
            return True
        if between.startswith((".", ",")):
            return between[0] == "." and self.words[left].folded in ("st", "ste", "s", "mt")
        return bool(_LINK.match(between))

    def spans_from(self, first: int, longest: int) -> Iterator[int]:
        """Yield the index of the last word of each span from `first` that may be one name, the shortest span first.

        No span has more than `longest` words.
        """
        for last in range(first, min(first + longest, len(self.words))):
            if last > first and not self.linked(last - 1):
                return
            yield last

    def hyphened(self, left: int) -> bool:
        """Whether a hyphen, or a sign used like one, stands between the word at index `left` and the next."""
        return self.between(left, left + 1) in ("-", "–", "//", "_")

    def ends_after(self, index: int) -> bool:
        """Whether a sentence ends, or a bracket stands, after the word at this index."""
        return not ENDS.isdisjoint(self.between(index, index + 1))

    def starts_sentence(self, index: int) -> bool:
        """Whether the word at this index is the first of a sentence."""
        return index == 0 or self.ends_after(index - 1)

    def before(self, first: int) -> Before:
        """Return what stands before the name that begins at word `first`, and how strongly it announces a place."""
        if first not in self._befores:
            self._befores[first] = self._read_before(first)
        return self._befores[first]

    @cached_property
    def _befores(self) -> dict[int, Before]:
        return {}

    def _read_before(self, first: int) -> Before:
        at, article = first - 1, ""
        if self._touches(at) and self.words[at].word in ARTICLES:
            at, article = at - 1, self.words[at].word
        if not self._touches(at):
            return Before(self._named_by_colon(at), article)
        word = self.words[at].folded
        if word == "a":
            having = self.words[at - 1].folded if at else ""
            plain = self.text[self.words[at].start] == "a"
            avoir = plain and (self.accented or having in _HAVING)
            return Before(Cue.NONE if avoir else Cue.STRONG, article, at=not avoir)
        if word in _OF and self._touches(at - 1) and at:
            return self._of(at - 1, article)
        return Before(_cue_of(word), article, larger=word in _LARGER)

    def _of(self, at: int, article: str) -> Before:
        halfway = at > 0 and self.words[at - 1].folded == "mi"
        if self.words[at].folded in _STREETS and not halfway:
            return Before(Cue.NONE, article, street=True)
        word, of = self.words[at].folded, self.words[at + 1].folded
        return Before(max(_cue_of(word), Cue.WEAK), article, larger=not _LARGER.isdisjoint((word, of)))

    def _touches(self, index: int) -> bool:
        return index >= 0 and _APART.isdisjoint(self.between(index, index + 1))

    def _named_by_colon(self, at: int) -> Cue:
        colon = at >= 0 and not {":", ","}.isdisjoint(self.between(at, at + 1))
        return Cue.NAMED if colon and self.words[at].folded in _NAMING else Cue.NONE


def _cue_of(word: str) -> Cue:
    if word in _NAMING:
        return Cue.NAMED
    if word in _STRONG:
        return Cue.STRONG
    return Cue.WEAK if word in _WEAK else Cue.NONE
