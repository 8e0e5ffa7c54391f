"""A database with rows in every table, and all that it holds, to compare."""

import gzip
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import select

from storage.absences import Absence
from storage.alerts import raise_alert
from storage.announcements import Announcement, AnnouncementScreen
from storage.backup.lines import Header, LineWriter, Row
from storage.case_copies import CaseCopy
from storage.case_events import CaseEvent
from storage.case_messages import CaseMessage
from storage.case_search import CaseWord
from storage.cases import Case
from storage.clock import is_due, move_ahead
from storage.consents import keep_consent
from storage.curation import BaseApproval, BaseChange, approve, begin_change
from storage.database import Database
from storage.deeds import Deed
from storage.deliveries import Delivery
from storage.dialogues import keep_dialogue
from storage.drafts import EntryDraft
from storage.ended_roles import end_roles
from storage.entry_reads import count_read
from storage.erasures import remember_erasure
from storage.kept_questions import KeptQuestion
from storage.mails import Mail
from storage.meetings import Meeting, keep_wish
from storage.models import Model
from storage.office import OfficeLink, OfficeSession
from storage.outbox import OutboxMessage, record_sent
from storage.pauses import pause
from storage.people import meet
from storage.queueing import enqueue
from storage.rates import count_one
from storage.records import METADATA
from storage.registrations import Registration, ReminderSent, keep_profile
from storage.roles import Invitation, Role
from storage.subscriptions import subscribe
from storage.updates import UpdateSetAside, begin_update

NOW = datetime(2026, 12, 1, 9, 30, 0, 123456, tzinfo=UTC)
WORDS = "Un café associatif, « chez Zoé » 🙂 \n à Saint-Junien"


def message(chat_id: int = 101, text: str = WORDS, created_at: datetime = NOW, **more: Any) -> OutboxMessage:
    return OutboxMessage(chat_id=chat_id, method="send_message", params={"text": text}, created_at=created_at, **more)


async def write(database: Database, *messages: OutboxMessage) -> list[int]:
    async with database.transaction() as session:
        return [(await enqueue(session, one)).id for one in messages]


async def send(database: Database, row_id: int, message_id: int = 7) -> None:
    async with database.transaction() as session:
        await record_sent(session, row_id, message_id, NOW)


async def fill_every_table(database: Database) -> None:
    """Put rows in every table, all of them settled: none waits."""
    async with database.transaction() as session:
        person = await meet(session, 101, NOW)
        person.commune, person.department, person.last_suggestions = "87154", "87", ["ami-depot", "é"]
        await meet(session, 2**40, NOW + timedelta(days=1))
        await begin_update(session, 4242, 900_000_001, NOW)
        aside = {"update_id": 5, "message": {"text": WORDS, "date": 1}, "rien": None}
        session.add(UpdateSetAside(bot_id=4242, update_id=5, telegram_id=101, payload=aside, error="Boom",
                                   set_aside_at=NOW))  # fmt: skip
        card = await enqueue(session, message(key="reminder:1"))
        await enqueue(session, message(aims_at=card.id, priority=3, update_id=2**60))
        await record_sent(session, card.id, 2**50, NOW)
        await record_sent(session, card.id + 1, None, NOW)
        await pause(session, -100_123, NOW)
        await raise_alert(session, "Telegram refused", NOW)
        await move_ahead(session, timedelta(seconds=0.1))
        await is_due(session, "purge", NOW, timedelta(hours=1))
        case = Case(telegram_id=101, person_name="Zoé", state="closed", role="delegate", referent="Karine Machat",
                    opened_at=NOW, closed_at=NOW, place="Saint-Junien (87)", satisfied=True)  # fmt: skip
        session.add(case)
        await session.flush()
        written = CaseMessage(case_id=case.id, author="person", telegram_id=101, author_name="Zoé", message_id=7,
                              kind="text", written_at=NOW, excerpt=WORDS)  # fmt: skip
        session.add(written)
        await session.flush()
        session.add(CaseCopy(case_id=case.id, chat_id=101, kind="relay", outbox_id=card.id, message_id=8,
                             case_message_id=written.id, state="delivered"))  # fmt: skip
        session.add(CaseWord(word="laiterie", case_id=case.id))
        session.add(CaseEvent(case_id=case.id, at=NOW, what="close", who="Karine Machat"))
        session.add(Absence(telegram_id=101, begins_at=NOW, ends_at=NOW, stand_in="Chloé Rivolet"))
        await keep_consent(session, 101, "place", WORDS, NOW)
        await keep_dialogue(session, 101, "invite", {"name": WORDS}, NOW)
        await count_one(session, 101, "acts", NOW, timedelta(minutes=1))
        await subscribe(session, 101, "visios", WORDS, NOW)
        content = {"kind": "text", "html": WORDS, "file_id": None, "button": None}
        session.add(Announcement(token="b" * 16, subject="visios", segment="all", content=content, state="sent",
                                 created_at=NOW, due_at=NOW, ended_at=NOW))  # fmt: skip
        session.add(Delivery(announcement_id=1, telegram_id=101, state="sent", message_id=2**50, settled_at=NOW))
        session.add(Mail(key="case:1", address="a@example.org", subject="É", body="", next_at=NOW, state="sent"))
        session.add(AnnouncementScreen(announcement_id=1, telegram_id=101, outbox_id=card.id, shown=WORDS))
        times = {"starts_at": NOW, "ends_at": NOW, "created_at": NOW}
        held = Meeting(uid="a", kind="autre", title=WORDS, state="published", **times)
        session.add(held)
        await session.flush()
        session.add(Registration(meeting_id=held.id, telegram_id=101, status="registered", since=NOW))
        session.add(ReminderSent(meeting_id=held.id, telegram_id=101, kind="week", about="2026-12-03", due_at=NOW))
        await keep_profile(session, 101, WORDS, "idee", "Niort (79)")
        await keep_wish(session, 101, "autre", NOW)
        person.last_question, person.question_kept = WORDS, 1
        await begin_change(session)
        session.add(BaseChange(entry="fdva", kind="sentence", old="avant", new=WORDS, base="0" * 16, by="Chloé Rivolet",
                               made_at=NOW))  # fmt: skip
        await approve(session, BaseApproval(entry="fdva", text="0" * 16, by="Chloé Rivolet", approved_at=NOW))
        session.add(KeptQuestion(text=WORDS, reason="unknown", asked_at=NOW, department="87", author_hash="b" * 64))
        session.add(Model(telegram_id=101, by="Chloé Rivolet", title="Bienvenue", html=WORDS, made_at=NOW))
        await count_read(session, "fdva")
        session.add(Deed(at=NOW, by="Chloé Rivolet", door="office", what="approved", about="fdva"))
        session.add(OfficeLink(token_hash="a" * 64, telegram_id=101, expires_at=NOW, used_at=NOW))
        session.add(OfficeSession(token_hash="b" * 64, telegram_id=101, device="phone", begun_at=NOW, ends_at=NOW))
        session.add(EntryDraft(telegram_id=101, entry="fdva", seen="", written=WORDS, fields={"title": WORDS},
                               state="shown", touched_at=NOW))  # fmt: skip
        session.add(Role(telegram_id=101, role="team", name="Chloé Rivolet", linked_at=NOW))
        session.add(Invitation(token_hash="a" * 64, role="partner", name="É", expires_at=NOW, used_at=NOW, used_by=101))
        await remember_erasure(session, 103, NOW)
        gone = Role(telegram_id=104, role="delegate", name="Sophie Jadin", linked_at=NOW)
        session.add(gone)
        await session.flush()
        await end_roles(session, [gone], NOW)


async def contents(database: Database) -> dict[str, list[dict[str, Any]]]:
    async with database.reading() as session:
        return {
            name: [dict(row) for row in (await session.execute(_in_order(name))).mappings()] for name in METADATA.tables
        }


def _in_order(name: str) -> Any:
    table = METADATA.tables[name]
    return select(table).order_by(*table.primary_key.columns)


def put_together(path: Path, schema: str, rows: Iterable[tuple[str, Sequence[str], Row]]) -> None:
    """Write a sound backup with these rows."""
    kept = list(rows)
    with gzip.GzipFile(path, "wb") as stream:
        lines = LineWriter(stream, Header(schema, NOW, dict(Counter(table for table, _, _ in kept))))
        for table, group in groupby(kept, key=lambda row: row[0]):
            some = list(group)
            lines.table(table, some[0][1])
            for _, _, values in some:
                lines.row(values)
        lines.close()
