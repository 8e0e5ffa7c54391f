"""Answers of `bot/previews.py`: what a wording would change, told to the member who asked if still wanted."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.curation import buttons, texts
from handlers.curation.forms import ASKED, FAILED, FORM, SHOWN, Draft
from handlers.talk.replies import Reply
from handlers.talk.sender import Sender
from handlers.talk.stored_answers import read_back
from knowledge.base.overlay import ADDED
from knowledge.learning.diff import Moved
from knowledge.snapshot import Knowledge
from storage.dialogues import dialogue_of, dialogues_of_kind, keep_dialogue
from storage.outbox import Priority
from storage.people import lock_person


async def answer_preview(
    session: AsyncSession, telegram_id: int, draft: Draft, moved: Sequence[Moved], knowledge: Knowledge, now: datetime
) -> None:
    """Tell the member who asked which questions would get another answer by a wording, with the button to publish it.

    Do nothing where their draft was cancelled or changed meanwhile.
    """
    if not await _still_wanted(session, telegram_id, draft):
        return
    draft = replace(draft, state=SHOWN)
    await keep_dialogue(session, telegram_id, FORM.name, asdict(draft), now)
    names = {entry.id: entry.title for entry in knowledge.entries.values()}
    html = texts.moved(draft.kind, draft.new or draft.old, names.get(draft.entry, draft.entry), moved, names)
    back = [buttons.again(), buttons.cancel()] if draft.kind == ADDED else [buttons.cancel()]
    await _tell(session, telegram_id, Reply(html, [[buttons.publish(draft.print)], back]), now)


async def give_up(session: AsyncSession, telegram_id: int, draft: Draft, now: datetime) -> None:
    """Tell the member who asked for the effect of a wording that it could not be computed; mark their draft as failed.

    Nothing is published. Do nothing where their draft was cancelled or changed meanwhile.
    """
    if not await _still_wanted(session, telegram_id, draft):
        return
    await keep_dialogue(session, telegram_id, FORM.name, asdict(replace(draft, state=FAILED)), now)
    again = [buttons.again()] if draft.kind == ADDED else []
    await _tell(session, telegram_id, Reply(texts.PREVIEW_FAILED, [[*again, buttons.cancel()]]), now)


async def previews_asked(session: AsyncSession) -> list[tuple[int, Draft]]:
    """Return (Telegram id, draft) for each member of the team who waits for the effect of a wording."""
    kept = [(one, read_back(Draft, data)) for one, data in await dialogues_of_kind(session, FORM.name)]
    return [(one, draft) for one, draft in kept if draft is not None and draft.state == ASKED]


async def _still_wanted(session: AsyncSession, telegram_id: int, draft: Draft) -> bool:
    """Lock the person, and return whether their draft is still this one, neither cancelled nor changed."""
    await lock_person(session, telegram_id)
    kept = await dialogue_of(session, telegram_id, FORM.name)
    return kept is not None and read_back(Draft, kept) == draft


async def _tell(session: AsyncSession, telegram_id: int, reply: Reply, now: datetime) -> None:
    await Sender(session, now).say(telegram_id, reply, priority=Priority.ANSWER)
