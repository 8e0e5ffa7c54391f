"""The danger in a text, heard sentence by sentence, whatever stands before or after."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.danger.lexicon import Lexicon, Rule, single
from knowledge.danger.misspelt import Misspelt
from knowledge.places.table import common_words
from knowledge.text.first_names import first_names
from knowledge.text.words import SPELLINGS, plain

LONGEST = 4096  # characters of a message
LIKELY, SURE = 2, 3  # groups of signs
SUICIDE, CARE = "suicide", "care"
_SENTENCE = re.compile(r"[.!?…;]+|\n\s*")
_WITH_ITS_END = re.compile(r"[^.!?…;\n]+[.!?…;\n]*")
# The words at which another thought begins inside a sentence.
_PIECE = re.compile(
    r",|(?<!\s)\s+(?=(?:et|mais|donc|sinon|alors|comment|combien|pourquoi|quand|quel(?:le)?s?|c'est quand|c'est quoi|"
    r"est-ce|est ce|où|je suis (?:à|a|de)|on est (?:à|a)|nous sommes (?:à|a)|je voudrais|je veux m|inscri\w+)\b)",
    re.IGNORECASE,
)
_BUT = re.compile(r" , | (?=mais )")
_CLAUSE = re.compile(r"[,:()«»\"–—]+|\s-\s")
# Left out, since only what follows tells how to read them: « sa » is as often « sa » as « ça ».
_AMBIGUOUS = ("sa", "c", "g")
# The same few words over and over, and single letters, are read once, since they cost time and say nothing.
_AGAIN = re.compile(r"\b((?:\w+[ ,]+){1,10}?)(?:\1){2,}")
_LETTERS = re.compile(r"\b\w(?:[ ,]+\w\b){5,}")
_OTHER_ALPHABET = re.compile(r"[\u0400-\u052f\u0600-\u06ff]")
_LETTER = re.compile(r"[^\W\d_]")
_NO_WORD = re.compile(r"[^a-z0-9 ]+")
_C_FOR_IT_IS = re.compile(r"\bc (?!est|etait)")
_J_GLUED = re.compile(r"\bj(?=[bcdfgklmnpqrstvxz]\w{2,}\b)")


@dataclass(frozen=True)
class Heard:
    """The danger found in a text.

    `kinds` are the kinds of danger that are sure, the one to speak of first in front. `doubt` matters where there are
    none: it is the kind that is likely, CARE for suffering without danger, or None.
    """

    kinds: tuple[str, ...] = ()
    doubt: str | None = None


NOTHING = Heard()


class Ear:
    """A reader that finds danger in texts by the rules of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._spellings = {word: read for word, read in SPELLINGS.items() if word not in _AMBIGUOUS} | dict(
            lexicon.spellings
        )
        self._misspelt = Misspelt(lexicon.as_heard, common_words().keys() | first_names())

    def hear(self, text: str) -> Heard:
        """Return the danger in a message; only its first `LONGEST` characters are read."""
        lexicon = self._lexicon
        whole = list(dict.fromkeys(read for part in _sentences(text[:LONGEST]) if (read := self._plain(part))))
        said = list(dict.fromkeys(bare for one in whole if (bare := lexicon.harmless.sub("~", one).strip())))
        present = [calm for one in said if (calm := self._about_now(one))]
        outright, joked = self._outright(text, whole)
        signs = self._signs(present)
        kinds = self._sure(present, signs, outright)
        if kinds:
            return Heard(kinds)
        if said != present:
            signs = self._signs(said)
            kinds = self._sure(said, signs)
        likely = joked or kinds or _found(lexicon.doubt, said) or _with_signs(signs, LIKELY)
        if likely:
            return Heard((), likely[0])
        return Heard((), CARE) if any(map(lexicon.care.search, said)) else NOTHING

    def without_danger(self, text: str) -> Sequence[str]:
        """Return the pieces of a text, as they were written, in which no danger is found: what else its author meant.

        A sentence without danger is one piece. One with danger is cut into pieces at commas and words such as « mais ».
        """
        pieces: list[str] = []
        for sentence in _WITH_ITS_END.findall(text[:LONGEST]):
            heard = self.hear(sentence) != NOTHING
            pieces += [part for part in _PIECE.split(sentence) if self.hear(part) == NOTHING] if heard else [sentence]
        return [piece for part in pieces if (piece := part.strip(" ,;:.!…\n"))]

    def _outright(self, text: str, whole: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the kinds of danger said outright, and second (SUICIDE,) where it is said only in jest, else ()."""
        lexicon = self._lexicon
        written = _found(lexicon.written, [text.lower()]) if _OTHER_ALPHABET.search(text) else ()
        plain = _found(lexicon.plain, whole)
        in_jest = SUICIDE in plain and all(map(lexicon.jest.search, filter(lexicon.plain[SUICIDE].search, whole)))
        joked = (SUICIDE,) if in_jest else ()
        return (*written, *(kind for kind in plain if kind not in joked)), joked

    def _about_now(self, sentence: str) -> str:
        """Return what a sentence says of now: all of it, its clauses about what goes on, or "" for a jest."""
        lexicon = self._lexicon
        if lexicon.jest.search(sentence):
            return ""
        if not lexicon.over.search(sentence):
            return sentence
        going_on = (clause for clause in _BUT.split(sentence) if lexicon.still.search(clause))
        return " , ".join(clause for clause in going_on if not lexicon.over.search(clause))

    def _sure(self, said: Sequence[str], signs: Mapping[str, int], outright: Sequence[str] = ()) -> tuple[str, ...]:
        """Return the kinds of danger that are certain, the one to speak of first in front.

        A kind is certain where it is in `outright`, where a rule of alarm finds it, or where enough groups of signs are
        found.
        """
        by_oneself = [self._lexicon.by_others.sub("~", one) for one in said]
        kinds = [
            kind
            for kind, rule in self._lexicon.alarm.items()
            if kind in outright or any(map(rule.search, by_oneself if kind == SUICIDE else said))
        ]
        return self._ordered(tuple(dict.fromkeys((*kinds, *_with_signs(signs, SURE)))), said)

    def _ordered(self, kinds: tuple[str, ...], said: Sequence[str]) -> tuple[str, ...]:
        """Sort kinds of danger in the order to speak of them: an overdose, suicide, what cannot wait, the others."""
        if len(kinds) < 2:
            return kinds
        foremost, first = _found(self._lexicon.foremost, said), _found(self._lexicon.first, said)
        ahead = (kind for kind in (*foremost, SUICIDE, *first) if kind in kinds)
        return tuple(dict.fromkeys((*ahead, *kinds)))

    def _signs(self, sentences: Sequence[str]) -> Mapping[str, int]:
        """Count the groups of signs found in the sentences, for each kind of danger.

        A kind is left out where one of the groups that it needs is not found.
        """
        said = " . ".join(sentences)
        counts = {}
        for kind, groups in self._lexicon.signs.items():
            needed = self._lexicon.needed[kind]
            if all(groups[name].search(said) for name in needed):
                others = (rule for name, rule in groups.items() if name not in needed)
                counts[kind] = len(needed) + sum(rule.search(said) is not None for rule in others)
        return counts

    def _plain(self, part: str) -> str:
        """Return a sentence in the lexicon's spelling, " , " between its clauses.

        What is said over and over is kept once.
        """
        clauses = [self._in_lexicon_spelling(clause) for clause in _CLAUSE.split(part)]
        joined = _LETTERS.sub("~", " , ".join(filter(None, clauses)))
        return _AGAIN.sub(r"\1", f"{joined} ").strip()

    def _in_lexicon_spelling(self, clause: str) -> str:
        """Return a clause as the lexicon spells words: no accents or doubled letters, phone spelling written out."""
        read = " ".join(filter(None, map(self._spelt, _NO_WORD.sub(" ", plain(clause)).split())))
        if " " in read:
            for wrong, right in self._lexicon.phrases:
                read = wrong.sub(right, read)
        read = _C_FOR_IT_IS.sub("c est ", read)
        return single(_J_GLUED.sub("je ", read))

    def _spelt(self, word: str) -> str:
        spelt = self._spellings.get(word)
        return self._misspelt.right(word) if spelt is None else spelt


def _sentences(text: str) -> Sequence[str]:
    """Split a text into its sentences with any letter, each once; a line break ends one.

    A sentence broken over two lines is returned whole too.
    """
    in_one_line = _SENTENCE.split(" ".join(text.split())) if "\n" in text else ()
    return [part for part in dict.fromkeys((*_SENTENCE.split(text), *in_one_line)) if _LETTER.search(part)]


def _found(rules: Mapping[str, Rule], said: Sequence[str]) -> tuple[str, ...]:
    return tuple(kind for kind, rule in rules.items() if any(map(rule.search, said)))


def _with_signs(signs: Mapping[str, int], least: int) -> tuple[str, ...]:
    """Return the kinds of danger with at least `least` groups of signs, the kind with the most groups first."""
    return tuple(sorted((kind for kind, count in signs.items() if count >= least), key=lambda kind: -signs[kind]))
