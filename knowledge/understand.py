"""From a text to a reading: distress first, then a service, a place, an entry; the order is the whole of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.finder import Finder, Finding
from knowledge.places.finder import Places
from knowledge.places.found import NOTHING, Found
from knowledge.reading import Context, Reading
from knowledge.scores import Scorer
from knowledge.services import INTENTS, SMALLTALK, is_another_language, is_distress
from knowledge.words import words

WHO_IS_MY_DELEGATE = "delegue-territorial"
NO_SERVICE = "none"
# A text of so many words besides its place says nothing but the place: "je suis à Niort", "on est dans le 47".
FEW_WORDS = 7


@dataclass(frozen=True)
class Understanding:
    """What the base knows, ready to read texts."""

    finder: Finder
    services: Scorer
    places: Places

    def read(self, text: str, context: Context) -> Reading:
        if is_distress(text):
            return Reading("distress", why=("Words of distress: help numbers come before anything else.",))
        finding = self.finder.find(text)
        if is_another_language(text):
            return self._reading("language", finding, ("More words of another language than of French.",))
        service = self._service(text)
        if service is not None:
            return self._served(service, finding)
        return self._about(text, finding, context)

    def _service(self, text: str) -> str | None:
        scores = self.services.score(text)
        best, margin = scores.ranked[0]
        return best if margin > 0 and best != NO_SERVICE else None

    def _served(self, service: str, finding: Finding) -> Reading:
        why = (f"Nearest to the wordings of the service « {service} ».",)
        if service in INTENTS:
            return replace(self._reading("intent", finding, why), intent=service)
        if service in SMALLTALK:
            return replace(self._reading("smalltalk", finding, why), smalltalk=service)
        return self._reading("human", finding, why)

    def _about(self, text: str, finding: Finding, context: Context) -> Reading:
        found = self.places.find(text)
        if self._says_only_where(text, found, finding):
            return replace(self._reading(found.outcome, finding, found.why), place=found)
        if finding.outcome == "unknown" and context.last_entry is not None:
            finding = self._following(text, finding, context)
        place = found if found.outcome == "delegate" else None
        if finding.outcome == "answer" and finding.suggestions[0] == WHO_IS_MY_DELEGATE and found is not NOTHING:
            return replace(self._reading(_of_place(found), finding, found.why), place=found)
        reading = self._reading(finding.outcome, finding, explain(finding))
        return replace(reading, place=place)

    def _following(self, text: str, finding: Finding, context: Context) -> Finding:
        """A few words after an answer are read with the last question before them."""
        if len(words(text).split()) > FEW_WORDS or not context.previous:
            return finding
        return self.finder.find(f"{context.previous[-1]} {text}")

    def _says_only_where(self, text: str, found: Found, finding: Finding) -> bool:
        if found.outcome == "unknown":
            return False
        begin, end = found.span or (0, len(text))
        rest = words(text[:begin] + " " + text[end:]).split()
        return len(rest) <= FEW_WORDS and (finding.outcome != "answer" or len(rest) <= 2)

    def _reading(self, outcome: str, finding: Finding, why: Sequence[str]) -> Reading:
        entry = finding.suggestions[0] if outcome == "answer" else None
        return Reading(outcome, entry, finding.suggestions, finding.confidence, why=tuple(why))


def _of_place(found: Found) -> str:
    return "place" if found.outcome == "unknown" else found.outcome


def explain(finding: Finding) -> tuple[str, ...]:
    """Why this outcome, in lines that a person of the team understands."""
    scores = finding.scores
    best, others = finding.suggestions[0], ", ".join(finding.suggestions[1:])
    return (
        f"Best: {best}, sure at {finding.confidence:.0%}; then {others or 'nothing'}.",
        f"Its nearest wording: « {scores.nearest.wording} » ({scores.nearest.likeness:.0%} alike).",
        f"Nearest text out of scope: {scores.nearest_out:.0%} alike; {scores.known:.0%} of the words are known.",
    )
