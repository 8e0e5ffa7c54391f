"""What rows of other people hold of persons to erase: messages about their cases, quotations of them, their ids.

Quotations are looked for only in chats that saw one of the persons' cases.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Column, RowMapping, Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.base import parts
from storage.quotes import Quotes
from storage.records import METADATA

_CASES, _MESSAGES, _COPIES = (METADATA.tables[name] for name in ("cases", "case_messages", "case_copies"))
_PROFILES, _REGISTRATIONS, _ROLES = (METADATA.tables[name] for name in ("profiles", "registrations", "roles"))


@dataclass(frozen=True)
class Traces:
    """What rows of other people hold of some persons who are to be erased.

    `cases` are the numbers of their cases. `shown` are the outbox rows in chats of others about these cases, `shown_at`
    their chat and message ids; `written` are the outbox rows by which what they wrote in cases of others was passed on.
    `quotes` gives, for each chat that saw one of their cases, the texts by which a quotation is found. `registered`
    says that they registered for a meeting, so that lists sent to the team may name them.
    """

    telegram_ids: frozenset[int]
    cases: frozenset[int] = frozenset()
    shown: frozenset[int] = frozenset()
    written: frozenset[int] = frozenset()
    shown_at: frozenset[tuple[int, int]] = frozenset()
    quotes: Mapping[int, Quotes] = field(default_factory=dict)
    registered: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no row of others, such as a message to staff, can hold anything of these persons.

        So it is where they have no case, wrote nothing that was passed on in cases of others, and registered for no
        meeting, since the team gets lists of those who did.
        """
        return not (self.cases or self.written or self.registered)


async def traces_of(session: AsyncSession, telegram_ids: Collection[int]) -> Traces:
    """Return what rows of other people hold of these persons; call it before their cases are erased."""
    cases = await _rows(session, select(_CASES), _CASES.c.telegram_id, telegram_ids)
    numbers = [case["id"] for case in cases]
    messages = await _rows(session, select(_MESSAGES), _MESSAGES.c.telegram_id, telegram_ids)
    copies = await _rows(session, select(_COPIES), _COPIES.c.case_id, numbers)
    elsewhere = [one["id"] for one in messages if one["case_id"] not in set(numbers)]
    relayed = await _rows(session, select(_COPIES), _COPIES.c.case_message_id, elsewhere)
    profiles = await _rows(session, select(_PROFILES), _PROFILES.c.telegram_id, telegram_ids)
    lists = await _rows(session, select(_REGISTRATIONS.c.meeting_id), _REGISTRATIONS.c.telegram_id, telegram_ids)
    to_others = [copy for copy in copies if copy["chat_id"] not in telegram_ids]
    team = set(await session.scalars(select(_ROLES.c.name))) if cases else set()
    return Traces(
        frozenset(telegram_ids),
        cases=frozenset(numbers),
        shown=frozenset(copy["outbox_id"] for copy in to_others),
        written=frozenset(copy["outbox_id"] for copy in relayed if copy["chat_id"] not in telegram_ids),
        shown_at=frozenset((copy["chat_id"], copy["message_id"]) for copy in to_others if copy["message_id"]),
        quotes=_quotes(cases, messages, profiles, to_others, team),
        registered=bool(lists),
    )


def _quotes(
    cases: Sequence[RowMapping],
    messages: Sequence[RowMapping],
    profiles: Sequence[RowMapping],
    copies: Iterable[RowMapping],
    team: Collection[str],
) -> dict[int, Quotes]:
    """Return, for each chat that saw one of the persons' cases, the texts by which a quotation of them is found.

    `team` holds names of staff, which are left out because they stand in many rows.
    """
    said: defaultdict[int, list[RowMapping]] = defaultdict(list)
    for message in messages:
        said[message["case_id"]].append(message)
    names = {profile["telegram_id"]: profile["name"] for profile in profiles}
    of_chats: defaultdict[int, set[int]] = defaultdict(set)
    for copy in copies:
        of_chats[copy["chat_id"]].add(copy["case_id"])
    quotes = {chat_id: Quotes() for chat_id in of_chats}
    for chat_id, numbers in of_chats.items():
        for case in cases:
            if case["id"] in numbers:
                of_person = [case["person_name"], names.get(case["telegram_id"], "")]
                _add_case(quotes[chat_id], case, [name for name in of_person if name not in team], said[case["id"]])
    return quotes


def _add_case(quotes: Quotes, case: RowMapping, names: Iterable[str], said: Iterable[RowMapping]) -> None:
    """Add a case's names, numbers and messages to the texts by which a quotation is found."""
    for name in names:
        quotes.add_name(name, [case["id"]])
    quotes.add_number(f"{case['telegram_id']}")
    quotes.add_number(case["phone"] or "")
    for message in said:
        quotes.add_words(message["excerpt"], is_cut=message["is_cut"])


async def _rows(
    session: AsyncSession, found: Select[tuple[object, ...]], column: Column[int], values: Iterable[int]
) -> list[RowMapping]:
    rows: list[RowMapping] = []
    for some in parts(sorted(values)):
        rows += (await session.execute(found.where(column.in_(some)))).mappings()
    return rows
