"""Reasons to refuse a change of the base. Those about an answer as a whole are `knowledge.base.check.Wrong`."""

from enum import StrEnum


class NoWording(StrEnum):
    """Why words cannot be a wording. `about` is the title of the entry that has it, where it is taken."""

    SHORT = "short"
    LONG = "long"
    TAKEN = "taken"
    PERSONAL = "personal"


class Unfit(StrEnum):
    """Why words cannot be a sentence. `about` is their number of characters, or the words of the link to keep."""

    EMPTY = "empty"
    MARKS = "marks"
    LONG = "long"
    SAME = "same"
    LINK = "link"


class NotNow(StrEnum):
    """Why a change that was shown cannot be made any more."""

    ENTRY_GONE = "entry_gone"
    WORDING_GONE = "wording_gone"
    CHANGED = "changed"
    CANNOT_PUT_BACK = "cannot_put_back"
