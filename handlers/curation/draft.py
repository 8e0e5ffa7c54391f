"""A change of the base being written: what is asked for, what was shown of it, and the print that publishes it."""

from dataclasses import dataclass

from knowledge.base.overlay import ADDED, SENTENCE, Change, print_of

FORM_NAME = "base"
ASKED, SHOWN, FAILED = "asked", "shown", "failed"


@dataclass(frozen=True)
class Draft:
    """`new` is None until it is written; `state`: whether what it would change is computed, shown, or cannot be."""

    kind: str
    entry: str
    old: str = ""
    new: str | None = None
    state: str = ""

    def change(self, by: str = "") -> Change:
        if self.new is None:
            raise ValueError("nothing is written yet")
        return Change(0, self.entry, self.kind, self.old, self.new, "", by)

    @property
    def print(self) -> str:
        """A short print of what was shown: its button publishes that and nothing else."""
        return print_of("\0".join((self.kind, self.entry, self.old, self.new or "")))[:8]

    @property
    def step(self) -> str:
        """What its author writes."""
        return {SENTENCE: "sentence", ADDED: "wording"}.get(self.kind, "")
