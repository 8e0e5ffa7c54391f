"""Message to the team about corrections that became outdated, since the file's answer changed."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.curation import texts
from handlers.curation.actions import CURATE
from handlers.curation.buttons import open_entry
from handlers.talk.permissions import who_may
from handlers.talk.replies import Reply, as_params
from handlers.talk.sender import Sender
from knowledge.snapshot import Knowledge
from storage.outbox import Priority
from storage.roles import holders_of


async def tell_outdated(session: AsyncSession, knowledge: Knowledge, now: datetime) -> None:
    """Queue a message about each correction whose file's answer was rewritten, to everybody who may curate.

    Each is told once for each version of the files.
    """
    sender = Sender(session, now)
    for change in knowledge.outdated:
        entry = knowledge.entries.get(change.entry)
        title = entry.title if entry else change.entry
        rows = [[open_entry(entry.id, texts.LABEL_READ)]] if entry else []
        message = as_params(Reply(texts.outdated(title, change), rows))
        for chat_id in await holders_of(session, *who_may(CURATE)):
            key = f"held:{change.id}:{knowledge.version}:{chat_id}"
            await sender.send_once(chat_id, ("send_message", message), priority=Priority.RELAY, key=key)
