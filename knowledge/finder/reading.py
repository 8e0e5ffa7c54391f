"""The reading: what was understood of a text."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.danger.hearing import NOTHING, Heard
from knowledge.places.found import Found


@dataclass(frozen=True)
class Conversation:
    """What was said before a text: the id of the entry answered last, None where nothing was answered."""

    last_entry: str | None = None

    def after(self, reading: Reading) -> Conversation:
        """Return the conversation once the text of this reading was answered."""
        likely = reading.suggestions[0] if reading.likely else None
        return Conversation(reading.entry or likely or self.last_entry)


NEW_CONVERSATION = Conversation()


@dataclass(frozen=True)
class Reading:
    """What was understood of a text. `outcome` is one of those in docs/contract.md.

    `entry` is the one to answer with, None without an answer; `fact` is the question of its pair that was asked
    (knowledge/base/facts.py), None where it was none of them. `suggestions` are the best entries, best first, whatever
    the outcome; `confidence` is the probability that the first is right. `place` is one named in the text, even where
    the outcome is an answer. `why` are lines in French for the team. `term` is the acronym, in plain spelling, that is
    the whole text; the suggestions are then the entries that use it. `heard` is the danger in the text.
    `also` are other entries that it asks for, beside an answer; `likely` says of suggestions that the first leads.
    `name` is the first name with which somebody introduces themselves, `language` the code of another than French.
    """

    outcome: str
    entry: str | None = None
    suggestions: tuple[str, ...] = ()
    confidence: float = 0.0
    intent: str | None = None
    smalltalk: str | None = None
    place: Found | None = None
    why: tuple[str, ...] = ()
    term: str | None = None
    heard: Heard = NOTHING
    fact: str | None = None
    also: tuple[str, ...] = ()
    likely: bool = False
    name: str | None = None
    language: str | None = None

    @property
    def asked(self) -> str:
        """Return the outcome as a form reads it: "unknown" for somebody who only is lost or complains."""
        return "unknown" if self.outcome == "human" and self.smalltalk is not None else self.outcome
