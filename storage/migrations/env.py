"""Alembic's entry: runs on the connection handed over by `storage.schema`."""

from typing import Literal

from alembic import context

from storage.base import Instant
from storage.records import METADATA


def render_item(kind: str, item: object, _: object) -> str | Literal[False]:
    """Write our type `Instant` as a plain DateTime into new migrations, so that they do not depend on our code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Instant) else False


connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True, render_item=render_item)
with context.begin_transaction():
    context.run_migrations()
