"""Understanding of a text: danger first, then a service, a place, an entry. The order decides."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from knowledge.base.glossary import Glossary, Term
from knowledge.danger.hearing import Ear, Heard
from knowledge.finder.finder import LONG_STORY, Finder, Finding
from knowledge.finder.reading import NEW_CONVERSATION, Conversation, Reading
from knowledge.finder.services import INTENTS, SAID, SMALLTALK, WHERE
from knowledge.places.fillers import FILLERS, only
from knowledge.places.finder import Places
from knowledge.places.found import NOTHING, Found
from knowledge.text.languages import is_another_language
from knowledge.text.words import asks, plain, squeezed

_ROBOT = ("La personne demande si elle parle à un robot : il répond la vérité.",)
_ASKS_WHETHER_ROBOT = re.compile(
    r"\b(es tu|etes vous|vous etes|tu es|t es|vs etes|est ce que (tu es|vous etes)|"
    r"(?<!faut que )(?<!faudrait que )je parle a|c est) "
    r"(bien )?(un |une |a un |a une )?(vrai\w? )?(robot|bot|humain\w?|vrai\w? personne|personne reelle|machine|ia)\b"
)
_DANGER = ("Des mots de détresse ou de danger : les numéros d'aide passent avant tout le reste.",)
_ONLY_WHERE = "Le texte dit un lieu et ne demande rien d'autre."
_AFTER_A_PLACE = re.compile(r",|\bet\b")
# So few words beside a place are part of it: « biscarrosse plage ».
FEW_WORDS = 2
SURE = 0.99
MOST_PIECES = 6  # of a text in danger, read one by one
# Outcomes that are told beside a danger; suggestions are not.
BESIDE_SAID = ("delegate", "ambiguous", "outside", "intent")
BESIDE_ASKED = ("answer", *BESIDE_SAID)


@dataclass(frozen=True)
class Understanding:
    """All by which texts are understood: the finder of entries, the places, the acronyms, the rules of danger."""

    finder: Finder
    places: Places
    glossary: Glossary
    ear: Ear

    def reader(self) -> "Reader":
        """Return a new reader for the texts of one update."""
        return Reader(self)


class Reader:
    """A reader of the texts of one update, which looks for danger, place and question in each text only once."""

    def __init__(self, understanding: Understanding) -> None:
        self._finder = understanding.finder
        self._glossary = understanding.glossary
        self._ear = understanding.ear
        self._find = cache(understanding.finder.find)
        self.heard: Callable[[str], Heard] = cache(understanding.ear.hear)
        self.place: Callable[[str], Found] = cache(understanding.places.find)
        self._readings: dict[tuple[str, Conversation], Reading] = {}

    def reading(self, text: str, conversation: Conversation = NEW_CONVERSATION) -> Reading:
        """Return what is understood of a text: the danger anywhere in it, and what else it asks.

        `conversation` holds the entry answered before. The result is kept for the next call with the same arguments.
        """
        known = self._readings.get((text, conversation))
        if known is None:
            known = self._readings[text, conversation] = self._whole(text, conversation)
        return known

    def without_danger(self, text: str) -> str:
        """Return what a text says besides danger, its pieces joined by commas; "" where it says nothing else."""
        return ", ".join(self._ear.without_danger(text))

    def _whole(self, text: str, conversation: Conversation) -> Reading:
        heard = self.heard(text)
        if heard.kinds:
            return self._beside_danger(text, heard, conversation)
        return replace(self._read(squeezed(text), conversation), heard=heard)

    def _beside_danger(self, text: str, heard: Heard, conversation: Conversation) -> Reading:
        """Return what a text with danger asks besides: its questions, else its first piece with a place or service.

        The outcome is "distress" where it asks nothing else.
        """
        pieces = self._ear.without_danger(text)[:MOST_PIECES]
        asked = " ".join(piece for piece in pieces if asks(piece))
        read = (self._read(squeezed(piece), conversation) for piece in ([asked] if asked else pieces))
        beside = next((one for one in read if one.outcome in (BESIDE_ASKED if asked else BESIDE_SAID)), None)
        return replace(beside, heard=heard) if beside else Reading("distress", why=_DANGER, heard=heard)

    def _read(self, text: str, conversation: Conversation) -> Reading:
        finding = self._find(text)
        is_foreign = is_another_language(text)
        if asks_whether_robot(text):
            return replace(self._reading("smalltalk", finding, _ROBOT), smalltalk="robot")
        term = self._glossary.asked(text)
        if term is not None:
            return self._term(term, finding)
        if conversation.last_entry:
            finding = self._finder.follow(text, conversation.last_entry, finding)
        if is_foreign:
            return self._reading("language", finding, ("Plus de mots d'une autre langue que de français.",))
        if finding.service not in (None, WHERE) and not self._is_a_place_as_written(text):
            return self._served(str(finding.service), finding)
        return self._about(text, finding)

    def _term(self, term: Term, finding: Finding) -> Reading:
        """Return the reading of a bare acronym: the entry about it as the answer, else those that use it, suggested."""
        near = tuple(dict.fromkeys((*term.entries, *finding.suggestions)))[:3]
        why = (f"Le sigle {term.name}, écrit seul : le glossaire le connaît.",)
        if term.answer is not None:
            near = tuple(dict.fromkeys((term.answer, *near)))[:3]
            return Reading("answer", term.answer, near, SURE, why=why)
        return Reading("suggest", None, near, finding.confidence, why=why, term=plain(term.name))

    def _served(self, service: str, finding: Finding) -> Reading:
        why = (f"Ce n'est pas une question à la base, mais : « {SAID[service]} ».",)
        if service in INTENTS:
            return replace(self._reading("intent", finding, why), intent=service)
        if service in SMALLTALK:
            return replace(self._reading("smalltalk", finding, why), smalltalk=service)
        return self._reading("human", finding, why)

    def _about(self, text: str, finding: Finding) -> Reading:
        found = self.place(text)
        finding = self._question_after_place(text, found, finding)
        if self._says_only_where(text, found, finding):
            return replace(self._reading(found.outcome, finding, (_ONLY_WHERE, *found.why)), place=found)
        place = found if found.outcome in ("delegate", "outside") else None
        if finding.outcome != "unknown" and self._finder.asks_for_delegate(finding) and found is not NOTHING:
            return replace(self._reading(_of_place(found), finding, found.why), place=found)
        reading = self._reading(finding.outcome, finding, explain(finding))
        pair = self._pair_asked(text, found, reading.entry)
        why = (*reading.why, f"La phrase qui répond à « {pair} » vient d'abord.") if pair else reading.why
        return replace(reading, place=place, fact=pair, why=why)

    def _pair_asked(self, text: str, found: Found, entry: str | None) -> str | None:
        """Return the pair of the entry, by its first question, for which a text asks, with its place or without."""
        if entry is None:
            return None
        begin, end = found.span or (0, 0)
        return self._finder.pair_asked([text, f"{text[:begin]}{text[end:]}"], entry)

    def _question_after_place(self, text: str, found: Found, finding: Finding) -> Finding:
        """Return what is clearly asked after a place: « Je suis à Saint-Junien, c'est quoi l'AMI ? ».

        Otherwise, or where the whole text has an answer, `finding` is returned.
        """
        answered = finding.outcome == "answer" and finding.service != WHERE
        if answered or found.outcome != "delegate" or found.span is None:
            return finding
        rest = "".join(_AFTER_A_PLACE.split(text[found.span[1] :], maxsplit=1)[1:])
        after = self._find(rest[:LONG_STORY]) if rest else finding
        return after if after.outcome == "answer" and after.service is None else finding

    def _says_only_where(self, text: str, found: Found, finding: Finding) -> bool:
        """Whether a text names a place (`found`) and asks nothing else."""
        if found.outcome == "unknown":
            return False
        begin, end = found.span or (0, len(text))
        beside = plain(text[:begin] + " " + text[end:]).split()
        if only(beside, FILLERS) or finding.service == WHERE:
            return True
        foreign = finding.scores.out_margin > 0 and len(beside) > FEW_WORDS
        return finding.outcome == "unknown" and not foreign

    def _is_a_place_as_written(self, text: str) -> bool:
        """Whether a text is just the exact name of a place, such as Sers or Arès, which look like a service."""
        found = self.place(text)
        begin, end = found.span or (0, 0)
        beside = plain(text[:begin] + " " + text[end:]).split()
        return bool(found.place) and plain(text[begin:end]) == plain(found.place or "") and only(beside, FILLERS)

    def _reading(self, outcome: str, finding: Finding, why: Sequence[str]) -> Reading:
        entry = finding.suggestions[0] if outcome == "answer" else None
        return Reading(outcome, entry, finding.suggestions, finding.confidence, why=tuple(why))


def _of_place(found: Found) -> str:
    return "place" if found.outcome == "unknown" else found.outcome


def explain(finding: Finding) -> tuple[str, ...]:
    """Return lines in French that tell the team why the text got this outcome."""
    scores = finding.scores
    lines = [f"Lu comme la suite de la réponse « {finding.follows} »."] if finding.follows else []
    lines.append(_outcome_in_words(finding))
    if finding.suggestions[1:]:
        lines.append(f"Ensuite viennent : {', '.join(finding.suggestions[1:])}.")
    lines.append(f"La tournure la plus proche de cette fiche : « {scores.nearest.wording} ».")
    if scores.nearest_out > scores.nearest_any:
        lines.append("Le texte ressemble davantage à un texte hors sujet qu'à une tournure de la base.")
    if scores.strange:
        lines.append(f"Mots absents des fiches : {', '.join(scores.strange)}.")
    return tuple(lines)


def _outcome_in_words(finding: Finding) -> str:
    best, sure, needed = finding.suggestions[0], f"{finding.confidence * 100:.0f} %", f"{finding.needed * 100:.0f} %"
    if finding.outcome == "answer":
        return f"Répondu avec la fiche « {best} » : sûr à {sure}, et {needed} suffisent."
    if finding.outcome == "suggest":
        return f"Pas assez sûr pour répondre, des fiches sont proposées : « {best} », sûr à {sure} ; il faut {needed}."
    return f"Rien ne convient : même la fiche la plus proche, « {best} », n'est sûre qu'à {sure} ; il faut {needed}."


def asks_whether_robot(text: str) -> bool:
    """Whether a text asks if it is a robot that answers. Such a question always gets the truth."""
    return bool(_ASKS_WHETHER_ROBOT.search(plain(text)))
