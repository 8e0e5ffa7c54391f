"""The models: answers that staff keep ready, each of their own or shared by all of staff, with a file or without."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, String, Text, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Policy, Record

TITLE = 80  # characters


class Model(Record):
    """An answer that staff keep ready, as Telegram's HTML, with the file that goes with it.

    `telegram_id` is whose it is; None where it is shared, or was proposed to the team, which has yet to share it. `by`
    is the name of who wrote it. The file is Telegram's: `file_kind` is "photo" or "document".
    """

    __tablename__ = "models"
    __table_args__ = ({"sqlite_autoincrement": True},)  # buttons of a deleted one must not find another
    policy: ClassVar = Policy(person="telegram_id", lifetime="person")

    telegram_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    by: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(TITLE))
    html: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Instant)
    is_proposed: Mapped[bool] = mapped_column(default=False)
    file_kind: Mapped[str | None] = mapped_column(String(16), default=None)
    file_id: Mapped[str | None] = mapped_column(String(255), default=None)
    file_name: Mapped[str | None] = mapped_column(String(120), default=None)
    id: Mapped[int] = mapped_column(primary_key=True, init=False)


async def is_proposed(session: AsyncSession, by: str, title: str, html: str) -> bool:
    """Return whether somebody has proposed these words under this title, and the team has yet to share them."""
    same = select(Model.id).where(Model.is_proposed, Model.by == by, Model.title == title, Model.html == html)
    return (await session.scalars(same.limit(1))).first() is not None


async def models_for(session: AsyncSession, telegram_id: int, *, with_proposed: bool) -> Sequence[Model]:
    """Return the models that a member of staff may use: their own first, then those shared, by title.

    With `with_proposed` those that the team has yet to share come first of all.
    """
    shared = Model.telegram_id.is_(None)
    found = select(Model).where(or_(Model.telegram_id == telegram_id, shared))
    if not with_proposed:
        found = found.where(Model.is_proposed.is_(False))
    order = (Model.is_proposed.desc(), shared, Model.title, Model.id)
    return (await session.scalars(found.order_by(*order))).all()
