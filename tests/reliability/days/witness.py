"""What must hold of every message, by what stood on the screen of its author: nobody else may ever read it."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from tests.reliability.days.phone import TOKEN, Line, Phone

NOBODY: frozenset[int] = frozenset()
TAKEN_BACK = "Retiré à"


@dataclass
class Witness:
    """Who may read each message. `readers` are the chats that may see a case: its person, and who has its card."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    _may_go: dict[str, frozenset[int]] = field(default_factory=dict)
    _authors: dict[str, int] = field(default_factory=dict)
    people: dict[int, int] = field(default_factory=dict)
    """The person of each case."""

    def wrote(self, token: str, author: int, cases: Collection[int]) -> None:
        """Note that a message may go to one of these cases, and to no other, without another word of its author."""
        self._authors[token], self._may_go[token] = author, frozenset(cases)

    def chose(self, token: str, case: int) -> None:
        """Note that its author has said for which case a message is."""
        self._may_go[token] = self._may_go.get(token, NOBODY) | {case}

    def look(self, phone: Phone, line: Line) -> None:
        """Find words on a phone that its owner should not read."""
        if line.own:
            return
        for token in set(TOKEN.findall(line.text)) | set(TOKEN.findall(str(line.content))):
            self._look_for(token, phone, line)

    def _look_for(self, token: str, phone: Phone, line: Line) -> None:
        author, allowed = self._authors[token], self._may_go[token]
        if phone.owner == author:
            return
        of_staff = phone.owner not in self.people.values()
        readable = {case for case in allowed if of_staff or self.people.get(case) == phone.owner}
        if not readable or (of_staff and line.case is not None and line.case not in allowed):
            self.problems.append(
                f"{token} was for {sorted(allowed) or 'nobody'}, and {phone.name} read {line.text[:60]!r}; "
                + " > ".join(self.told[-12:])
            )
        elif not of_staff and author not in self.people.values():
            self.counts["answers that arrived"] += 1

    def look_at_the_end(self, phones: Collection[Phone]) -> None:
        """Find words that a receipt says to be taken back, and that another phone still shows."""
        every = [(phone, line) for phone in phones for line in phone.lines.values()]
        read = [(phone, line) for phone, line in every if not line.own and not line.is_unknown]
        for phone, line in read:
            written = phone.lines.get(line.reply_to or 0) if line.text.startswith(TAKEN_BACK) else None
            for token in TOKEN.findall(written.text) if written is not None else ():
                left = [
                    other.name for other, shown in read if other is not phone and token in TOKEN.findall(shown.text)
                ]
                self.problems += [f"{token} was taken back, and {name} still reads it" for name in left]
