"""Who may use and change a model, and what of an answer may be kept as one. Pure."""

import re
from collections.abc import Collection
from typing import Protocol

from handlers.talk.replies import text
from knowledge.text.redaction import ADDRESS, FIRST_NAME, LINK, MAIL, NAME, NUMBER, redacted
from knowledge.text.words import plain

_WORD = re.compile(r"[\w'’-]+")
_LONGEST_LINE = 4096


class ModelLike(Protocol):
    """The fields of a model that the rules read."""

    @property
    def telegram_id(self) -> int | None: ...
    @property
    def by(self) -> str: ...
    @property
    def is_proposed(self) -> bool: ...


def may_use(model: ModelLike, me: int) -> bool:
    """Return whether a member of staff may pass a model on: it is their own, or shared."""
    return model.telegram_id == me or (model.telegram_id is None and not model.is_proposed)


def may_change(model: ModelLike, me: int, name: str, *, settles: bool) -> bool:
    """Return whether a member of staff may change or delete a model: it is their own, or they shared it.

    With `settles`, as for the team, they may change all that are shared or proposed.
    """
    if model.telegram_id is not None:
        return model.telegram_id == me
    return settles or (model.by == name and not model.is_proposed)


def without_names(words: str, known: Collection[str], names: str = "", *, person: str = "") -> str:
    """Return an answer line by line, without what tells of whom it speaks: names, numbers, addresses, links.

    `known` are words never taken for a name. `names` are hidden wherever they stand, and so is the name of the `person`
    to whom it was written, whose first name leaves a mark that `filled` replaces.
    """
    first, *last = plain(person).split() or [""]
    hidden = {word: NAME for word in (*plain(names).split(), *last) if len(word) > 2}
    hidden |= {first: FIRST_NAME} if len(first) > 1 else {}
    told = _WORD.sub(lambda found: hidden.get(plain(found[0]), found[0]), words)
    return "\n".join(redacted(line, known, most=_LONGEST_LINE) for line in told.splitlines())


def filled(html: str, person: str) -> str:
    """Return a model with the first name of the person who gets it, where it leaves room for one."""
    first = person.split()
    return html.replace(FIRST_NAME, text(first[0])) if first else html.replace(f" {FIRST_NAME}", "")


def blank_in(html: str) -> str:
    """Return the first mark of what was hidden in a model and not written anew, as « [numéro] »; "" without any."""
    return next((mark for mark in (NAME, NUMBER, ADDRESS, MAIL, LINK) if mark in html), "")
