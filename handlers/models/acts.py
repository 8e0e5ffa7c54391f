"""Acts on models: keep one, change it, share it, delete it, propose one to the team.

Each raises NotAllowed where the actor may not keep models, and returns None where this model is gone or not theirs.
"""

from collections.abc import Collection
from dataclasses import dataclass

from handlers.cases.core.piece import File
from handlers.models.actions import KEEP_MODELS, SETTLE_MODELS
from handlers.models.rules import may_change, may_use, without_names
from handlers.talk.act import Act
from handlers.talk.permissions import may
from handlers.talk.replies import plain_text, text
from storage.models import TITLE, Model, is_proposed


@dataclass(frozen=True)
class Author:
    """The member of staff who acts on models: their Telegram id, and their name in the team file."""

    telegram_id: int
    name: str


def settles(act: Act) -> bool:
    """Return whether who acts may change the models that others share or propose, as the team may."""
    return may(act.actors, SETTLE_MODELS)


async def model_for(act: Act, author: Author, number: int | None, *, to_change: bool = False) -> Model | None:
    """Return the model of this number where the author may use it, or, with `to_change`, change it; else None."""
    act.must_be_allowed(KEEP_MODELS)
    model = await act.session.get(Model, number) if number is not None else None
    if model is None:
        return None
    if may_change(model, author.telegram_id, author.name, settles=settles(act)):
        return model
    return model if not to_change and may_use(model, author.telegram_id) else None


async def keep(
    act: Act, author: Author, title: str, html: str, file: File | None, number: int | None = None
) -> Model | None:
    """Keep a model as the author's own and return it; with `number`, change that one instead."""
    act.must_be_allowed(KEEP_MODELS)
    if number is None:
        model = Model(telegram_id=author.telegram_id, by=author.name, title="", html="", made_at=act.now)
        act.session.add(model)
    else:
        found = await model_for(act, author, number, to_change=True)
        if found is None:
            return None
        model = found
    model.title, model.html = title[:TITLE], html
    model.file_kind, model.file_id, model.file_name = (file.kind, file.id, file.name[:120]) if file else (None,) * 3
    await act.session.flush()
    return model


async def share(act: Act, author: Author, number: int | None) -> Model | None:
    """Share a model with all of staff, one of the author's own or one proposed to the team, and return it."""
    model = await model_for(act, author, number, to_change=True)
    if model is not None:
        model.telegram_id, model.is_proposed = None, False
    return model


async def drop(act: Act, author: Author, number: int | None) -> Model | None:
    """Delete a model, and return what it was. What was passed on of it stays where it is."""
    model = await model_for(act, author, number, to_change=True)
    if model is not None:
        await act.session.delete(model)
        await act.session.flush()
    return model


async def propose(act: Act, author: Author, number: int | None, known: Collection[str]) -> Model | None:
    """Propose a model to the team for the base, without names, and return what is proposed; the model stays.

    Return None too where the same is proposed already, as at the second of two taps.
    `known` are words of the base and names of its team, which tell nothing of a person.
    """
    model = await model_for(act, author, number, to_change=True)
    if model is None:
        return None
    title, words = (without_names(one, known, author.name) for one in (model.title, plain_text(model.html)))
    title, html = title[:TITLE], text(words)
    if await is_proposed(act.session, author.name, title, html):
        return None
    row = Model(telegram_id=None, by=author.name, title=title, html=html, made_at=act.now, is_proposed=True)
    act.session.add(row)
    await act.session.flush()
    return row


def file_of(model: Model) -> File | None:
    """Return the file that goes with a model, None where there is none."""
    if model.file_kind is None or model.file_id is None:
        return None
    return File(model.file_kind, model.file_id, model.file_name or "")
