"""Understanding of a text, step by step; the order decides.

1. The danger, in every sentence (`knowledge/danger/`): it is told whatever else the text says.
2. The newest part of a mail, without its signature (`knowledge/text/mail.py`).
3. The pieces, those set aside that ask nothing: greetings, introductions, courtesy, where one is (`pieces.py`).
4. What is asked (`finder.py`), by itself, as what follows the last answer (`followup.py`), or twice (`several.py`).
5. Another language than French (`knowledge/text/languages.py`).
6. A service, or a place and nothing else (`services.py`, `where.py`), with the place beside it.
7. Otherwise an entry: answered, shown as likely, among others to choose from, or none (`decision.py`).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from knowledge.base.glossary import Glossary, Term
from knowledge.danger.hearing import Ear, Heard
from knowledge.finder.explain import explain, set_aside
from knowledge.finder.finder import LONG_STORY, Finder, Finding
from knowledge.finder.meant import service_meant
from knowledge.finder.pieces import Piece, what_counts
from knowledge.finder.reading import NEW_CONVERSATION, Conversation, Reading
from knowledge.finder.services import ASIDE, GIVEN_UP, INTENTS, INTRODUCTION, OFFERS, SAID, SMALLTALK, WHERE
from knowledge.finder.where import FEW_WORDS, is_announced, says_nothing_but_where, says_only_where, without_places
from knowledge.places.finder import Places
from knowledge.places.found import NOTHING, Found
from knowledge.text.first_names import name_in
from knowledge.text.languages import language_of
from knowledge.text.mail import read_mail
from knowledge.text.words import asks, plain, squeezed

_ROBOT = ("La personne demande si elle parle à un robot : il répond la vérité.",)
_ASKS_WHETHER_ROBOT = re.compile(
    r"\b(es tu|etes vous|vous etes|tu es|t es|vs etes|est ce que (tu es|vous etes)|"
    r"(?<!faut que )(?<!faudrait que )je parle a|c est) "
    r"(bien )?(un |une |a un |a une )?(vrai\w? )?(robot|bot|humain\w?|vrai\w? personne|personne reelle|machine|ia)\b"
)
_DANGER = ("Des mots de détresse ou de danger : les numéros d'aide passent avant tout le reste.",)
_FOREIGN = ("Plus de mots d'une autre langue que de français.",)
_ONLY_WHERE = "Le texte dit un lieu et ne demande rien d'autre."
HIDDEN = 0.6  # confidence from which an entry is what is asked, where a class to be set aside scores best
ASKED_FOR = ("human", *OFFERS, *INTENTS)  # services that are asked for whatever the place
SURE = 0.99
MOST_PIECES = 6  # of a text in danger, read one by one
# Outcomes that are told beside a danger; suggestions are not.
BESIDE_SAID = ("delegate", "ambiguous", "outside", "intent")
BESIDE_ASKED = ("answer", *BESIDE_SAID)
ASKED_ALONE = ("my_cases", "my_registrations")  # beside a danger, only where it is a question: « personne ne m'attend »


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
        told = (one for one in read if one.outcome in (BESIDE_ASKED if asked else BESIDE_SAID))
        beside = next((one for one in told if asked or one.intent not in ASKED_ALONE), None)
        return replace(beside, heard=heard) if beside else Reading("distress", why=_DANGER, heard=heard)

    def _read(self, text: str, conversation: Conversation) -> Reading:
        """Read the newest part of a message; a place in its signature counts where the message names none."""
        mail = read_mail(text)
        reading = self._body(mail.body, conversation)
        signed = self.place(mail.signature) if mail.signature and reading.place is None else NOTHING
        if signed.outcome != "delegate":
            return reading
        return replace(reading, place=signed, why=(*reading.why, f"Le lieu est lu dans la signature : {signed.place}."))

    def _body(self, text: str, conversation: Conversation) -> Reading:
        """Read what somebody wrote: the robot, an acronym, then the question; another language, a service, a place."""
        if asks_whether_robot(text):
            return replace(self._reading("smalltalk", self._find(text), _ROBOT), smalltalk="robot")
        term = self._glossary.asked(text)
        if term is not None:
            return self._term(term, self._find(text))
        pieces = self._finder.pieces(text)
        finding = self._asked(text, pieces)
        if conversation.last_entry:
            finding = self._finder.follow(text, conversation.last_entry, finding)
        finding = replace(finding, service=service_meant(finding.service, text))
        language = language_of(text)
        if language is not None:
            return self._foreign(text, language, finding)
        reading = self._served_or_about(text, finding)
        return replace(reading, why=(*set_aside(pieces), *reading.why))

    def _asked(self, text: str, pieces: Sequence[Piece]) -> Finding:
        """Return what a message asks, once greetings, introductions, courtesy and where one is are set aside.

        What is left may be understood only with the introduction or the place, as « Je suis maire. Quelles aides ? »:
        the surer reading is taken. Where all is set aside, an introduction counts before courtesy.
        """
        aside = [piece.aside for piece in pieces if piece.aside]
        if not aside:
            return self._several(text)
        core = what_counts(pieces)
        if not core:
            whole, says_where = self._find(text), WHERE in aside and self.place(text).outcome != "unknown"
            who = {INTRODUCTION, WHERE}.intersection(aside) and not says_where
            return replace(whole, service=INTRODUCTION) if who else whole
        bare, framed = self._several(core), what_counts(pieces, (INTRODUCTION, WHERE))
        if framed == core or bare.service is not None or bare.also:
            return bare
        return max(bare, self._find(framed), key=lambda one: (one.outcome == "answer", one.confidence))

    def _several(self, text: str) -> Finding:
        """Return what a message asks for, and what it asks besides."""
        found = self._find(text)
        return found if found.service is not None else self._finder.find_several(text, found)

    def _foreign(self, text: str, language: str, finding: Finding) -> Reading:
        found = self.place(text)
        place = found if found.outcome == "delegate" and found.exact else None
        return replace(self._reading("language", finding, _FOREIGN), language=language, place=place)

    def _served_or_about(self, text: str, finding: Finding) -> Reading:
        return self._served(text, finding) if self._is_served(text, finding) else self._about(text, finding)

    def _is_served(self, text: str, finding: Finding) -> bool:
        """Whether a service is what a text asks for: neither an entry that its politeness hides, nor just a place."""
        found = self.place(text)
        is_a_name = finding.service == INTRODUCTION and not is_announced(text, found) and name_in(text) is not None
        if finding.service in (None, WHERE) or (not is_a_name and says_nothing_but_where(text, found, self.place)):
            return False
        hides = finding.service in (*ASIDE, *GIVEN_UP)
        return not (hides and (finding.confidence >= HIDDEN or text.rstrip().endswith("?")))

    def _term(self, term: Term, finding: Finding) -> Reading:
        """Return the reading of a bare acronym: the entry about it as the answer, else those that use it, suggested."""
        near = tuple(dict.fromkeys((*term.entries, *finding.suggestions)))[:3]
        why = (f"Le sigle {term.name}, écrit seul : le glossaire le connaît.",)
        if term.answer is not None:
            near = tuple(dict.fromkeys((term.answer, *near)))[:3]
            return Reading("answer", term.answer, near, SURE, why=why)
        return Reading("suggest", None, near, finding.confidence, why=why, term=plain(term.name))

    def _served(self, text: str, finding: Finding) -> Reading:
        """Return the reading of a text that asks for a service, or just speaks; a place in it is told beside."""
        service = str(finding.service)
        why = (f"Ce n'est pas une question à la base, mais : « {SAID[service]} ».",)
        found = self.place(text)
        place = found if found.outcome in ("delegate", "outside") and (found.exact or service == "human") else None
        if service in INTENTS:
            return replace(self._reading("intent", finding, why), intent=service, place=place)
        if service == INTRODUCTION and place is not None and place.delegate and is_announced(text, place):
            return replace(self._reading(place.outcome, finding, (*why, *place.why)), place=place)
        if service in SMALLTALK:
            name = name_in(text) if service == INTRODUCTION else None
            return replace(self._reading("smalltalk", finding, why), smalltalk=service, name=name)
        said = service if service in OFFERS else None
        return replace(self._reading("human", finding, why), smalltalk=said, place=place)

    def _about(self, text: str, finding: Finding) -> Reading:
        """Return the reading of a text that asks for no service: about a place, or an entry, or both."""
        found = self.place(text)
        only_where = replace(self._reading(found.outcome, finding, (_ONLY_WHERE, *found.why)), place=found)
        if says_nothing_but_where(text, found, self.place):
            return only_where
        finding = self._beside_place(text, found, finding)
        if finding.service not in (None, WHERE):
            return self._served(text, finding)
        if says_only_where(text, found, finding):
            return only_where
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

    def _beside_place(self, text: str, found: Found, finding: Finding) -> Finding:
        """Return what is clearly asked beside a place: « Je suis à Saint-Junien, c'est quoi l'AMI ? ».

        Otherwise, or where the whole text has an answer, `finding` is returned.
        """
        answered = finding.outcome == "answer" and finding.service != WHERE
        if answered or found.outcome != "delegate" or found.span is None:
            return finding
        rest = without_places(text, self.place)[:LONG_STORY]
        beside = self._asked(rest, self._finder.pieces(rest)) if plain(rest) else finding
        is_asked = beside.service in ASKED_FOR and len(rest.split()) > FEW_WORDS
        return beside if is_asked or (beside.outcome == "answer" and beside.service is None) else finding

    def _reading(self, outcome: str, finding: Finding, why: Sequence[str]) -> Reading:
        entry = finding.suggestions[0] if outcome == "answer" else None
        also = finding.also if outcome == "answer" else ()
        likely = outcome == "suggest" and finding.leads
        return Reading(
            outcome, entry, finding.suggestions, finding.confidence, why=tuple(why), also=also, likely=likely
        )


def _of_place(found: Found) -> str:
    return "place" if found.outcome == "unknown" else found.outcome


def asks_whether_robot(text: str) -> bool:
    """Whether a text asks if it is a robot that answers. Such a question always gets the truth."""
    return bool(_ASKS_WHETHER_ROBOT.search(plain(text)))
