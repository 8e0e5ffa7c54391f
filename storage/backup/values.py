"""The values of a row as JSON, the same for every database: instants and bytes become text."""

import base64
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, Column, TypeDecorator

Translation = Callable[[Any], Any]
_TO_TEXT: dict[type, Translation] = {
    datetime: lambda moment: moment.astimezone(UTC).isoformat(),
    date: date.isoformat,
    bytes: lambda data: base64.b64encode(data).decode(),
}
_FROM_TEXT: dict[type, Translation] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    bytes: base64.b64decode,
}
_AS_IT_IS = (bool, int, float, str)


def writer_of(column: Column[Any]) -> Translation:
    """Return a function that turns a value of this column into one that JSON can hold."""
    return _translation(column, _TO_TEXT)


def reader_of(column: Column[Any]) -> Translation:
    """Return a function that turns the JSON value of a backup into a value of this column."""
    return _translation(column, _FROM_TEXT)


def _translation(column: Column[Any], table: dict[type, Translation]) -> Translation:
    declared = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    kind = declared.python_type
    if kind in table:
        translate = table[kind]
        return lambda value: None if value is None else translate(value)
    if kind in _AS_IT_IS or isinstance(declared, JSON):
        return lambda value: value
    raise TypeError(f"a backup cannot carry {column}, a {kind.__name__}: give storage/backup/values.py its translation")
