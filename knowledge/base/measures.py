"""How an answer reads on a phone, in figures: length, sentences, ease, acronyms; and what an entry is short of.

Reading ease is the formula of Kandel and Moles (1958), Flesch's for French: 207 − 1.015 × words a sentence
− 73.6 × syllables a word; 60 and more is plain, under 30 is hard. Syllables are groups of vowels without the mute
final « e ». Names of people, addresses and figures are not counted as words, since nobody stumbles over them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.base.check import LONGEST_ANSWER
from knowledge.base.entry import Entry
from knowledge.base.fact_check import MONEY
from knowledge.base.glossary import Glossary
from knowledge.base.sentences import as_read
from knowledge.base.team import Team

MOST_WORDS = 20  # in a sentence
# Words of an answer with a rest behind « En savoir plus »; pairs of question and sentence.
FEWEST_WORDS_SERVED, FEWEST_FACTS = 60, 3
EASY_FROM = 50.0
FEWEST_WORDINGS = 20
FEWEST_OUT_OF_SCOPE = 150
_END = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿœŒ]+")
_VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüÿœ]+", re.IGNORECASE)
_MUTE = re.compile(r"(?<=[^aeiouyàâäéèêëîïôöùûüÿœ])(?:e|es|ent)$", re.IGNORECASE)
_NO_WORDS = re.compile(r"\S+@\S+|https?://\S+|/\w+")
_PHONE = re.compile(r"(?<!\d)(?:\+33|0)\s?[1-9](?:[\s.]?\d{2}){4}(?!\d)")


@dataclass(frozen=True)
class Measure:
    """How easily an answer reads: its length in characters, and the number of words of its longest sentence.

    `ease` is reading ease, plain from 60 on; `unexplained` are acronyms that the answer does not explain.
    """

    length: int
    longest_sentence: int
    ease: float
    unexplained: tuple[str, ...]


def measure(answer: str, glossary: Glossary) -> Measure:
    """Measure an answer: its length, longest sentence, reading ease and unexplained acronyms."""
    read = as_read(answer)
    sentences = [words for part in _END.split(read) if (words := _words(part))]
    words = [word for sentence in sentences for word in sentence]
    syllables = sum(map(syllables_of, words))
    ease = 207 - 1.015 * len(words) / len(sentences) - 73.6 * syllables / len(words) if words else 0.0
    longest = max((len(part.split()) for part in _whole_sentences(read)), default=0)
    return Measure(len(read), longest, round(ease, 1), tuple(glossary.unexplained(read)))


def syllables_of(word: str) -> int:
    """Count the syllables of a French word, at least one; a mute « e » at its end is none."""
    return max(1, len(_VOWELS.findall(_MUTE.sub("", word))))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(_NO_WORDS.sub(" ", text)) if not (word.isupper() and len(word) > 1)]


def _whole_sentences(read: str) -> list[str]:
    return [part for line in read.splitlines() for part in re.split(r"(?<=[.!?])\s+", line.strip().removeprefix("- "))]


def findings(entries: Mapping[str, Entry], glossary: Glossary, out_of_scope: int, team: Team) -> Iterator[str]:
    """Yield lines on what a curator should improve: hard answers, unexplained acronyms, few wordings, and so on.

    None of it keeps the base from being served. `out_of_scope` is how many texts out of scope the base has.
    """
    for entry in entries.values():
        yield from (f"{entry.id}: {words}" for words in _findings(entry, glossary, team))
    if out_of_scope < FEWEST_OUT_OF_SCOPE:
        yield f"outofscope.txt: {out_of_scope} texts: {FEWEST_OUT_OF_SCOPE} are needed"


def _findings(entry: Entry, glossary: Glossary, team: Team) -> Iterator[str]:
    found = measure(entry.answer, glossary)
    if found.longest_sentence > MOST_WORDS:
        yield f"a sentence of {found.longest_sentence} words: {MOST_WORDS} read better"
    if found.ease < EASY_FROM:
        yield f"hard to read, ease {found.ease:.0f} (plain from {EASY_FROM:.0f})"
    for name in found.unexplained:
        yield f"{name} is not explained: say what it is, or teach glossary.yaml how it is said there"
    if len(entry.wordings) < FEWEST_WORDINGS:
        yield f"{len(entry.wordings)} wordings: {FEWEST_WORDINGS} are needed"
    yield from _unfinished(entry)
    for number in _PHONE.findall(entry.answer):
        if not _is_public(number, team):
            yield f"the number {number} is not public in team.yaml: take it out"


def _unfinished(entry: Entry) -> Iterator[str]:
    words = len(as_read(entry.answer).split())
    if words < FEWEST_WORDS_SERVED and entry.more:
        yield f"{words} words: {FEWEST_WORDS_SERVED} at least may stand above +++"
    if len(entry.facts) < FEWEST_FACTS:
        yield f"{len(entry.facts)} pairs: {FEWEST_FACTS} are needed"
    if MONEY.search(as_read(entry.text)) and entry.review_by.month != 1:
        yield "it has money in it: money and law are due in January, set review_by there"


def _is_public(number: str, team: Team) -> bool:
    digits = re.sub(r"\D", "", number)[-9:]
    shown = [member.phone for member in team.members if member.phone and member.phone_public]
    return digits in [re.sub(r"\D", "", phone)[-9:] for phone in shown]


def table(entries: Mapping[str, Entry], glossary: Glossary) -> str:
    """Return one line on how the answers of all entries read: longest answer and sentence, reading ease."""
    found = [measure(entry.answer, glossary) for entry in entries.values()]
    eases = sorted(one.ease for one in found)
    return (
        f"answers: {max(one.length for one in found)} characters at most (of {LONGEST_ANSWER}), "
        f"{max(one.longest_sentence for one in found)} words in the longest sentence, "
        f"reading ease {eases[0]:.0f} to {eases[-1]:.0f}, median {eases[len(eases) // 2]:.0f} (Kandel-Moles)"
    )
