"""The finder: the steps from the words of a question to an entry. Places are no concern of it."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property

from knowledge.base.entry import Entry, Service
from knowledge.base.facts import Fact
from knowledge.danger.examples import read_examples
from knowledge.finder.decision import WORD_FOR_WORD, Decision
from knowledge.finder.followup import LONGEST, candidates, changes_topic, families, topic
from knowledge.finder.lesson import Lesson
from knowledge.finder.pairs import Pairs
from knowledge.finder.pieces import Piece, read_pieces
from knowledge.finder.ranking import Ranked
from knowledge.finder.scorer import Scorer
from knowledge.finder.scores import DISTRESS, MANNER, OUT_OF_SCOPE, SERVICE, Nearest, Scores
from knowledge.finder.services import ASIDE, GIVES_WAY, SMALLTALK
from knowledge.finder.several import Part, questions_of, shared_among
from knowledge.finder.story import candidates as passages_weighed
from knowledge.finder.story import passages
from knowledge.finder.vectors import Vectors
from knowledge.finder.workshop import Workshop
from knowledge.text.words import sentences, words

LONG_STORY, ONE_QUESTION = 600, 200  # characters
_AT_ONCE = 200  # texts scored together
MOST_QUESTIONS = 5  # the most questions of one message that are read one by one
# Where no entry is sure, the first is shown alone if it is likely enough, and this far before the second.
LIKELY_FROM, LEAD = 0.5, 0.15
LEAD_AFTER = 1.5  # the same where all entries were ranked, as a ratio of probabilities
VERY_CLEAR = 0.95  # confidence asked of what only tells, in a message that asks elsewhere
SURE = 0.8  # confidence from which a whole message is not read passage by passage


@dataclass(frozen=True)
class Finding:
    """Which entry or service a text asks for.

    `outcome` is answer, suggest or unknown. `suggestions` are the best three entries, best first; `confidence` is the
    probability that the first is right, `needed` the one from which it is the answer. `service` is the one asked for
    instead of an entry, None without. `follows` is the entry after whose answer the text was read, None without. `also`
    are entries that the text asks for besides the first. `leads` says that the first is far likelier than the second.
    """

    outcome: str
    suggestions: tuple[str, ...]
    confidence: float
    scores: Scores
    service: str | None = None
    follows: str | None = None
    needed: float = 1.0
    also: tuple[str, ...] = ()
    leads: bool = False


class Finder:
    """A finder of the entry that a question asks for. It learns the entries' wordings at the first question."""

    def __init__(
        self,
        entries: Iterable[Entry],
        out_of_scope: Sequence[str],
        services: Mapping[str, Sequence[str]],
        decision: Decision,
        workshop: Workshop,
        vectors: Vectors | None = None,
    ) -> None:
        """Build a finder, which gets what is learned of the wordings from `workshop` at its first question.

        `services` are wordings by service. `vectors` come with the extra `semantic`, None without; `decision` must have
        been learned with vectors where there are any, else without.
        """
        self._entries = {entry.id: entry for entry in entries}
        self._out_of_scope, self._services = out_of_scope, services
        self.workshop, self.vectors = workshop, vectors
        self._decision = decision
        self._facts = {entry.id: entry.facts for entry in self._entries.values()}
        self._pairs: dict[tuple[Fact, ...], Pairs] = {}  # of entries that were asked for

    def with_entries(self, entries: Iterable[Entry]) -> "Finder":
        """Return a finder for other entries, which has not learned their wordings yet; all else is the same."""
        return Finder(entries, self._out_of_scope, self._services, self._decision, self.workshop, self.vectors)

    def saying(self, facts: Mapping[str, tuple[Fact, ...]]) -> "Finder":
        """Return a finder that chooses among these pairs, by the id of their entry; what it has learned is the same."""
        finder = copy(self)
        finder._facts = dict(facts)
        return finder

    @property
    def lesson(self) -> Lesson:
        """Return the texts that this finder has to learn, with the class of each."""
        return Lesson(*labelled_texts(self._entries.values(), self._out_of_scope, self._services))

    @cached_property
    def _scorer(self) -> Scorer:
        return self.workshop.scorer(self.lesson, self.vectors)

    def asks_for_delegate(self, finding: "Finding") -> bool:
        """Whether the best entry is the one on delegates, so that a place in the text gives a better answer."""
        return self._entries[finding.suggestions[0]].service is Service.DELEGATE

    def _score(self, texts: Sequence[str]) -> list[Scores]:
        """Return the scores of texts, without entries that were learned but are served no more."""
        scores = self._scorer.score(texts)
        if self._entries.keys() <= self._facts.keys():
            return list(scores)
        return [replace(one, ranked=tuple(pair for pair in one.ranked if pair[0] in self._facts)) for one in scores]

    def learn(self) -> None:
        """Learn the wordings now rather than at the first question. Raises NotLearned."""
        _ = self._scorer

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """Return the pieces of a message, those set aside that say nothing of what is asked. Raises NotLearned."""
        return read_pieces(text, self._scorer.score_roughly, self._decision)

    def find(self, text: str) -> Finding:
        """Return the entry or service that a text asks for. Raises NotLearned.

        Of several questions the first is answered, and the others are among the suggestions. A long story is answered
        by its one clear question; so is any text whose question is surer than the whole.
        """
        found = self._chosen(self._score([text, *questions_in(text)]))
        if found.service is None:
            is_sure = found.confidence >= SURE or found.scores.nearest.likeness >= WORD_FOR_WORD
        else:
            is_sure = found.service not in ASIDE
        return found if is_sure else self._amid(text, found)

    def _amid(self, text: str, found: Finding) -> Finding:
        """Return what is asked amid much else; `found`, what the whole seems to ask, where it has one passage alone.

        What people say around a question gives way only to a clear one: « désolé de déranger, je cherche un local ».
        """
        parts = passages(text)
        if not parts:
            return found
        scores = self._scorer.of_passages([text, *parts]).among(self._facts)
        ranked = self._decision.story.ranked(*passages_weighed(parts, scores))
        if found.service is not None:
            return _by(found, ranked) if ranked.outcome == "answer" else found
        is_lost = ranked.outcome == "unknown" and found.outcome != "unknown"
        return replace(_by(found, ranked), outcome="suggest") if is_lost else _by(found, ranked)

    def find_several(self, text: str, found: Finding) -> Finding:
        """Return what a message of several questions asks: the first answered, the entries of the others in `also`.

        Each is read by itself, else as what follows the one before: « Qui peut demander le FDVA, et combien ? ».
        Where one alone has an answer, it is answered unless `found` is: the message read as one.
        """
        read: list[Finding] = []
        asked = shared_among(text, self._topics) or questions_of(text)
        for part in asked:
            read += self._one_of_several(part, read[-1] if read else None)
        sure = next((one for one in read if one.outcome == "answer"), None)
        if sure is None:
            return found
        entries = tuple(dict.fromkeys([sure.suggestions[0], *(one.suggestions[0] for one in read)]))
        if len(entries) < 2 and (found.outcome == "answer" or len(asked) < 2):
            return found
        others = (entry for entry in found.suggestions if entry not in entries)
        return replace(sure, suggestions=(*entries, *others)[:3], also=entries[1:], follows=found.follows)

    def _one_of_several(self, part: Part, before: Finding | None) -> Sequence[Finding]:
        """Return what a part of a message asks, by itself, else after the part before it; nothing where it is unsure.

        A likely entry is enough, since it is only named: « Vous demandiez aussi ». What only tells must be very clear.
        """
        alone = self._finding(*self._score([part.text]))
        if alone.service is not None:
            return []
        if part.tells:
            return [alone] if alone.confidence >= VERY_CLEAR else []
        if alone.outcome == "answer":
            return [alone]
        if before is not None and part.asks:
            after = self.follow(part.text, before.suggestions[0], alone)
            if after.outcome == "answer" and after.service is None:
                return [after]
        return [alone] if alone.leads and part.asks else []

    @cached_property
    def _topics(self) -> frozenset[str]:
        """Return the names of families of entries, such as "ami", that are one word."""
        return frozenset(name for name in families(self._entries).values() if "-" not in name)

    def _chosen(self, scores: Sequence[Scores]) -> Finding:
        """Return the finding of the whole text, or of its first clear question where that is surer or one of several.

        `scores` are of the text, then of each question in it.
        """
        whole, *asked = map(self._finding, scores)
        sure = [one for one in asked if one.outcome == "answer" and one.service is None]
        different = tuple(dict.fromkeys(one.suggestions[0] for one in sure))
        is_surer = bool(sure) and sure[0].confidence > whole.confidence
        is_story = whole.outcome != "answer" or is_surer
        if len(different) < (1 if is_story else 2) or whole.service is not None:
            return whole
        others = (entry for entry in whole.suggestions if entry not in different)
        return replace(sure[0], suggestions=(*different, *others)[:3])

    def follow(self, text: str, last_entry: str, found: Finding) -> Finding:
        """Return what a few words ask for after the answer `last_entry`; `found` is what they ask for by themselves.

        They are read with the topic of that entry, unless they ask for a service or name another topic. Small talk
        gives way only to a sure answer: « ok, et c'est quand », but not « ok merci ».
        """
        last = self._entries.get(last_entry)
        if last is None or len(words(text).split()) > LONGEST:
            return found
        if found.service not in (None, *SMALLTALK):
            return found
        if found.outcome == "answer" and changes_topic(text, last_entry, found.suggestions[0], self._entries):
            return found
        with_topic, alone = self._score([f"{topic(last_entry, self._entries)} {text}", text])
        ranked = self._decision.follow.ranked(*candidates(alone, with_topic, last, self._entries))
        unsure_of_service = found.scores.services[:1] and found.scores.services[0][1] < 0
        needed = ranked.answer_from if found.service in GIVES_WAY else self._decision.right.yes_from
        is_unsure = unsure_of_service or found.service in GIVES_WAY
        if found.service is not None and not (is_unsure and ranked.best[0][1] >= needed):
            return found
        return replace(_by(found, ranked), follows=last_entry)

    def find_each(self, texts: Sequence[str]) -> list[Finding]:
        """Return what each short text asks for, without a search for several questions in it; fast for many texts."""
        parts = (texts[begin : begin + _AT_ONCE] for begin in range(0, len(texts), _AT_ONCE))
        return [self._finding(scores) for part in parts for scores in self._score(part)]

    def nearest(self, text: str, entry: str) -> Nearest:
        """Return the wording of an entry that is most like the text."""
        return self._scorer.nearest(text, entry)

    def pair_asked(self, texts: Sequence[str], entry_id: str) -> str | None:
        """Return the first way of asking of that pair of an entry for which one of the texts asks; None without one."""
        facts = self._facts.get(entry_id)
        if not facts:
            return None
        if facts not in self._pairs:
            self._pairs[facts] = Pairs(self._entries[entry_id], facts, self._scorer.features)
        return self._pairs[facts].asked(dict.fromkeys(one for text in texts for one in _asked_in(text)))

    def _finding(self, scores: Scores) -> Finding:
        best = tuple(entry for entry, _ in scores.ranked[:3])
        confidence = self._decision.confidence(scores)
        outcome, service = self._decision.outcome(scores), self._decision.service(scores)
        needed, leads = self._decision.right.yes_from, confidence >= LIKELY_FROM and scores.lead >= LEAD
        return Finding(outcome, best, confidence, scores, service, needed=needed, leads=leads)


def _by(found: Finding, ranked: Ranked) -> Finding:
    """Return a finding of the entries ranked, with the scores of `found`."""
    best, second, *_ = (share for _, share in ranked.best)
    return replace(
        found,
        service=None,
        outcome=ranked.outcome,
        suggestions=tuple(name for name, _ in ranked.best),
        confidence=best,
        needed=ranked.answer_from,
        leads=best >= LEAD_AFTER * second,
    )


def questions_in(text: str) -> list[str]:
    """Return the sentences of a message that end with a question mark, at most `MOST_QUESTIONS`, cut if very long.

    Return an empty list where the message is a single question.
    """
    asked = [part for part in sentences(text) if part.endswith("?")][:MOST_QUESTIONS]
    return [] if asked == [text.strip()] else [part[-LONG_STORY:] for part in asked]


def _asked_in(text: str) -> list[str]:
    """Return the questions of a message, and its beginning unless it has several."""
    asked = [one[-ONE_QUESTION:] for one in questions_in(text)]
    return asked if len(asked) > 1 else [*asked, text[:LONG_STORY]]


def labelled_texts(
    entries: Iterable[Entry], out_of_scope: Sequence[str], services: Mapping[str, Sequence[str]]
) -> tuple[list[str], list[str]]:
    """Return all texts that the finder has to learn, and the class of each: an entry's id, or another class.

    They are the titles and wordings of entries, texts out of scope, wordings of services, and examples of danger and of
    manners of speaking that only sound like it.
    """
    pairs = [(text, entry.id) for entry in entries for text in (entry.title, *entry.wordings)]
    pairs += [(text, OUT_OF_SCOPE) for text in out_of_scope]
    pairs += [(text, SERVICE + name) for name, texts in services.items() for text in texts]
    pairs += [(text, name) for name, texts in zip((DISTRESS, MANNER), read_examples(), strict=True) for text in texts]
    return [text for text, _ in pairs], [label for _, label in pairs]
