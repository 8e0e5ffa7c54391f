"""What a transaction tells the loop that sends, once it is committed: which messages wait now, until when chats pause.

That loop runs in one process. On PostgreSQL the other processes tell it by NOTIFY.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.base import Record

CHANNEL = "aiguilleur_outbox"
# What is told of more than messages, of which the ids are told: to read the outbox anew, or only the pauses.
EVERYTHING, PAUSES = "everything", "pauses"
_LONGEST = 7_900  # bytes; PostgreSQL takes payloads of less than 8,000


@dataclass
class News:
    """What a transaction changed of the outbox: messages that wait now, by id, and pauses, by chat.

    `anew` means that more changed than is named here: the outbox is to be read anew.
    """

    messages: dict[int, Record] = field(default_factory=dict)
    pauses: dict[int, datetime] = field(default_factory=dict)
    anew: bool = False

    def name_none(self) -> None:
        """Name no messages, since some may be deleted, and have the outbox read anew; nothing where none were named."""
        if self.messages:
            self.messages.clear()
            self.anew = True

    def __bool__(self) -> bool:
        return bool(self.messages or self.pauses or self.anew)


def news_of(session: AsyncSession) -> News:
    """Return the news of the session's transaction, to be read or added to."""
    news: News = session.info.setdefault("news", News())
    return news


async def tell_other_processes(session: AsyncSession, news: News) -> None:
    """Tell by NOTIFY the process whose loop sends; PostgreSQL delivers it when the transaction is committed."""
    ids = ",".join(map(str, news.messages))
    told = [ids, PAUSES if news.pauses else ""]
    if news.anew or len(ids) > _LONGEST:
        told = [EVERYTHING]
    for payload in filter(None, told):
        await session.execute(select(func.pg_notify(CHANNEL, payload)))
