"""The inventory covers every table; each that holds a person is exported, erased and purged."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import BigInteger, Column, DateTime, Table, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.privacy.texts import notice
from handlers.reception.declarations import DECLARATIONS
from handlers.reception.upkeep import duties
from knowledge.snapshot import Knowledge
from storage.base import Instant
from storage.database import Database
from storage.erasure import erase_person
from storage.erasures import first_salt, hash_person
from storage.inventory import ERASED, EXPORTED, INVENTORY, NAMED_BESIDE, rows_of
from storage.people import meet
from storage.records import METADATA
from storage.retention import DEFAULT, parse_retention
from tests.house import tick_at

# Numbers and marks of the machine, which an export leaves out.
TECHNICAL = frozenset({
    "id", "last_suggestions", "question_kept", "awaiting", "last_press", "last_press_at", "writing_to", "writing_at",
    "writing_said", "held_back",
    "ended_by", "version", "outbox_id", "message_id", "error", "left_at", "shown", "remind_at", "escalate_at",
    "nudge_at", "ask_again_at", "failure",
    "expire_at", "later_until", "escalated_at", "waiting_since", "closed_why", "author", "is_cut", "case_message_id",
    "offered", "method", "priority", "aims_at", "key", "update_id", "attempts", "forget_once_sent", "watched", "bot_id",
    "has_priority", "file_id", "entry_print", "outdated_at", "about", "token_hash", "reason", "is_findable",
})  # fmt: skip
# Columns that hold a Telegram id of a person or of their private chat, or a hash of it.
PERSON_COLUMNS = ("telegram_id", "chat_id", "used_by", "person_hash", "role_hash", "author_hash")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
SOMEBODY = 7_311_992_845
KEPT = {table: words for one in DECLARATIONS for table, words in one.kept.items()}
COLUMNS = {name: words for one in DECLARATIONS for name, words in one.columns.items()}
# Numbers of updates, messages, cases and rows, by none of which somebody is found.
OF_NOBODY = {
    "updates_done.bot_id", "updates_done.update_id", "updates_set_aside.bot_id", "updates_set_aside.update_id",
    "outbox.id", "outbox.aims_at", "outbox.update_id", "outbox.message_id", "people.writing_to", "people.writing_said",
    "cases.id",
    "case_words.case_id", "case_events.id", "case_events.case_id",
    "case_messages.id", "case_messages.case_id", "case_messages.message_id",
    "case_copies.id", "case_copies.case_id", "case_copies.case_message_id", "case_copies.outbox_id",
    "case_copies.message_id", "deliveries.outbox_id", "deliveries.message_id", "announcement_screens.outbox_id",
}  # fmt: skip


def invented(table: Table, person: str, named: int | str = SOMEBODY) -> dict[str, Any]:
    """Return a row of a table, of long ago, that names somebody."""
    given = {person: named, "state": "sent", "role": "partner"}
    needed = [
        column for column in table.columns if column.name in given or not (column.nullable or column.name == "id")
    ]
    dated = [column for column in table.columns if isinstance(column.type, Instant | DateTime)]
    return {column.name: given.get(column.name, _plain_value(column)) for column in (*needed, *dated)}


def _plain_value(column: Column[Any]) -> Any:
    if isinstance(column.type, Instant | DateTime):
        return LONG_AGO
    return {int: 1, bool: False, str: "x"}.get(column.type.python_type, {})


async def plant(session: AsyncSession) -> None:
    """Add a row of somebody to every table that holds people, after the rows that it refers to."""
    referred = {key.column.table.name for name in ERASED for key in METADATA.tables[name].foreign_keys}
    hashed = hash_person(SOMEBODY, await first_salt(session))
    for table in METADATA.sorted_tables:
        policy = INVENTORY[table.name].policy
        if table.name in ERASED or table.name in referred:
            named = hashed if policy.hashed else SOMEBODY
            person = str(policy.person) if table.name in ERASED else ""
            await session.execute(table.insert().values(**invented(table, person, named)))


async def count(session: AsyncSession, table: Table) -> int:
    return await session.scalar(select(func.count()).select_from(table)) or 0


def test_every_table_is_in_the_inventory_once() -> None:
    told = [table for one in DECLARATIONS for table in one.kept]
    assert sorted(told) == sorted(INVENTORY) == sorted(METADATA.tables)


@pytest.mark.parametrize("name", sorted(METADATA.tables))
def test_table_with_a_persons_column_says_so(name: str) -> None:
    person = INVENTORY[name].policy.person
    naming = [column.name for column in METADATA.tables[name].columns if column.name in PERSON_COLUMNS]
    assert naming == ([person] if person else [])


def test_every_number_as_large_as_a_persons_is_known_for_what_it_is() -> None:
    """An erasure would miss a Telegram id under another name."""
    large = {
        f"{table.name}.{column.name}"
        for table in METADATA.sorted_tables
        for column in table.columns
        if isinstance(column.type, BigInteger) and column.name not in PERSON_COLUMNS
    }
    assert large - OF_NOBODY == {f"{table.name}.{column}" for table, column in NAMED_BESIDE}


def test_what_holds_a_person_is_exported_and_erased_but_for_hashes() -> None:
    holding = {name for name, one in INVENTORY.items() if one.policy.person}
    assert holding - (EXPORTED.keys() & ERASED.keys()) == {"erasures", "ended_roles"}


async def test_export_finds_a_person_in_every_table_that_holds_them(database: Database) -> None:
    async with database.transaction() as session:
        await plant(session)
        found = {name for name, one in EXPORTED.items() if await rows_of(session, one, SOMEBODY)}
    assert found == set(ERASED)


def test_every_column_that_is_exported_has_its_words() -> None:
    exported = [one.table for one in EXPORTED.values()]
    names = {column.name for table in exported for column in table.columns} - {column for _, column in NAMED_BESIDE}
    assert sorted(names - COLUMNS.keys() - TECHNICAL) == []
    assert sorted(COLUMNS.keys() & TECHNICAL) == []


async def test_export_of_a_person_does_not_name_who_has_their_case(database: Database) -> None:
    async with database.transaction() as session:
        await plant(session)
        found = {name: await rows_of(session, one, SOMEBODY) for name, one in EXPORTED.items()}
    assert [(table.name, name) for table, name in NAMED_BESIDE if name in found[table.name][0]] == []


async def test_erasure_empties_every_table_that_holds_them(database: Database) -> None:
    async with database.transaction() as session:
        await plant(session)
        await erase_person(session, SOMEBODY, LONG_AGO)
        left = [name for name, one in INVENTORY.items() if one.policy.person and await count(session, one.table)]
    assert left == ["erasures"]


async def test_erasure_empties_what_names_them_beside_others(database: Database) -> None:
    async with database.transaction() as session:
        for table, column in NAMED_BESIDE:
            await session.execute(table.insert().values(**invented(table, column)))
        await erase_person(session, SOMEBODY, LONG_AGO)
        for table, column in NAMED_BESIDE:
            assert await session.scalar(select(table.c[column])) is None


async def test_purge_empties_every_table_with_a_lifetime(database: Database, knowledge: Knowledge) -> None:
    async with database.transaction() as session:
        await plant(session)
        await session.execute(METADATA.tables["roles"].delete())
        for duty in duties(DEFAULT):
            await duty.do(tick_at(session, datetime.now(UTC), knowledge))
        left = [
            name
            for name, one in INVENTORY.items()
            if one.policy.person and one.policy.lifetime and await count(session, one.table)
        ]
    assert left == []


async def test_purge_interrupted_forgets_nothing_by_half_and_is_done_the_next_time(
    database: Database, knowledge: Knowledge
) -> None:
    async with database.transaction() as session:
        await plant(session)
        before = [await count(session, table) for table in METADATA.sorted_tables]
    purge = next(duty for duty in duties(DEFAULT) if duty.name == "purge")

    async def purge_and_stop() -> None:
        async with database.transaction() as session:
            await purge.do(tick_at(session, datetime.now(UTC), knowledge))
            assert await count(session, METADATA.tables["updates_set_aside"]) == 0
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await purge_and_stop()
    async with database.transaction() as session:
        assert [await count(session, table) for table in METADATA.sorted_tables] == before
        await purge.do(tick_at(session, datetime.now(UTC), knowledge))
        assert await count(session, METADATA.tables["updates_set_aside"]) == 0


async def test_many_people_are_purged_in_pieces(database: Database, knowledge: Knowledge) -> None:
    async with database.transaction() as session:
        for number in range(45):
            await meet(session, 1000 + number, datetime.now(UTC) - timedelta(days=2000))
    purge = next(duty for duty in duties(DEFAULT) if duty.name == "purge")
    left = []
    for more in (True, True, False):
        async with database.transaction() as session:
            assert bool(await purge.do(tick_at(session, datetime.now(UTC), knowledge))) is more
            left.append(await count(session, METADATA.tables["people"]))
    assert left == [25, 5, 0]


async def test_purge_spares_those_who_hold_a_role(database: Database, knowledge: Knowledge) -> None:
    async with database.transaction() as session:
        await plant(session)
        for duty in duties(DEFAULT):
            await duty.do(tick_at(session, datetime.now(UTC), knowledge))
        assert await count(session, METADATA.tables["people"]) == 1


def test_lifetimes_named_by_the_inventory_exist() -> None:
    assert {one.policy.lifetime for one in INVENTORY.values() if one.policy.lifetime} <= set(DEFAULT)


def test_lifetimes_are_read_from_the_settings() -> None:
    assert parse_retention("messages=15d, conversation=2h")["messages"] == timedelta(days=15)


@pytest.mark.parametrize("raw", ["messages", "messages=3w", "songs=3d", "updates=1h"])
def test_wrong_lifetime_is_refused_in_a_sentence(raw: str) -> None:
    with pytest.raises(ValueError, match=r"such as messages=30d|48h at least"):
        parse_retention(raw)


def test_documented_lifetimes_are_those_of_the_settings() -> None:
    lines = (Path(__file__).parents[3] / "docs" / "privacy.md").read_text().splitlines()
    found = [re.match(r"- `(\w+)`: (\d+) (hour|day)s?,", line) for line in lines]
    told = {one[1]: timedelta(**{f"{one[3]}s": int(one[2])}) for one in found if one}
    assert told == dict(DEFAULT)


def test_notice_says_the_lifetimes_of_the_settings() -> None:
    kept = parse_retention("messages=15d,set_aside=7d,questions=730d,cases=20d,person=100d,meetings=24h")
    said = notice(kept)
    expected = ["Mes réponses, 15 jours au plus", "panne, 7 jours", "réponse : 2 ans", "Je les garde 20 jours",
                "pendant 100 jours", "réunion un jour"]  # fmt: skip
    assert [words for words in expected if words not in said] == []


def test_documented_table_is_the_inventory() -> None:
    lines = (Path(__file__).parents[3] / "docs" / "privacy.md").read_text().splitlines()
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines if line.startswith("| `")]
    told = [
        (f"`{name}`", "yes" if one.policy.person else "no", KEPT[name][0], one.policy.lifetime or "—", KEPT[name][1])
        for name, one in INVENTORY.items()
    ]
    assert sorted(rows) == sorted(told)
