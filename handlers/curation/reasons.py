"""Reasons to refuse a change of the base. Those about an answer as a whole are `knowledge.base.check.Wrong`."""

from enum import StrEnum


class NoWording(StrEnum):
    """Why a text cannot be a wording, a way of asking for an entry.

    With TAKEN, `Refusal.about` is the title of the entry that has it.
    """

    SHORT = "short"
    LONG = "long"
    TAKEN = "taken"
    PERSONAL = "personal"


class Unfit(StrEnum):
    """Why a text cannot replace a sentence.

    With LONG, `Refusal.about` is how many characters it has; with LINK, the words of the link that it must keep.
    """

    EMPTY = "empty"
    MARKS = "marks"
    LONG = "long"
    SAME = "same"
    LINK = "link"


class NotNow(StrEnum):
    """Why a change of the base that was shown to the team can no longer be made.

    OWN_CHANGE is an approval by whoever made the last change, where the team file asks for a second person; then
    `Refusal.about` is the title of the entry.
    """

    ENTRY_GONE = "entry_gone"
    WORDING_GONE = "wording_gone"
    CHANGED = "changed"
    CANNOT_PUT_BACK = "cannot_put_back"
    OWN_CHANGE = "own_change"
