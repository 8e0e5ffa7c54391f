"""What a wording would change has been computed, or could not be: told to who asked, if they still want to know."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.curation import buttons, texts
from handlers.curation.publish import KIND, shown_print
from handlers.talk.replies import Reply
from handlers.talk.sender import Sender
from knowledge.base.overlay import ADDED, Change
from knowledge.learning.diff import Moved
from knowledge.snapshot import Knowledge
from storage.dialogues import dialogue_of, keep_dialogue
from storage.outbox import Priority
from storage.people import lock_person


def change_of(data: dict[str, Any]) -> Change:
    return Change(0, data["entry"], data["kind"], data["old"], data["new"], "", "")


async def answer_preview(
    session: AsyncSession,
    telegram_id: int,
    data: dict[str, Any],
    moved: Sequence[Moved],
    knowledge: Knowledge,
    now: datetime,
) -> None:
    if not await _still_wanted(session, telegram_id, data):
        return
    data = data | {"state": "shown"}
    await keep_dialogue(session, telegram_id, KIND, data, now)
    names = {entry.id: entry.title for entry in knowledge.entries.values()}
    wording, title = data["new"] or data["old"], names.get(data["entry"], data["entry"])
    html = texts.moved(data["kind"], wording, title, moved, names)
    back = [buttons.again(), buttons.cancel()] if data["kind"] == ADDED else [buttons.cancel()]
    await _tell(session, telegram_id, Reply(html, [[buttons.publish(shown_print(data))], back]), now)


async def give_up(session: AsyncSession, telegram_id: int, data: dict[str, Any], now: datetime) -> None:
    """It could not be computed: said once, nothing is published, and another wording may be written."""
    if not await _still_wanted(session, telegram_id, data):
        return
    await keep_dialogue(session, telegram_id, KIND, data | {"state": "failed"}, now)
    again = [buttons.again()] if data.get("kind") == ADDED else []
    await _tell(session, telegram_id, Reply(texts.PREVIEW_FAILED, [[*again, buttons.cancel()]]), now)


async def _still_wanted(session: AsyncSession, telegram_id: int, data: dict[str, Any]) -> bool:
    """Not cancelled, nor written anew meanwhile."""
    await lock_person(session, telegram_id)
    return await dialogue_of(session, telegram_id, KIND) == data


async def _tell(session: AsyncSession, telegram_id: int, reply: Reply, now: datetime) -> None:
    await Sender(session, now).say(telegram_id, reply, priority=Priority.ANSWER)
