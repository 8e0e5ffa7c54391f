"""The answers of a form, read back from the row in which they were kept."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import is_dataclass
from types import UnionType
from typing import TYPE_CHECKING, TypeVar, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

A = TypeVar("A", bound="DataclassInstance")
_ODD = (KeyError, TypeError, ValueError)


def read_back(kind: type[A], kept: Mapping[str, object]) -> A | None:
    """Return the answers of a form made from the JSON in which they were stored; None where it does not fit `kind`.

    `kind` is the dataclass of the answers; those stored by another version may not fit.
    """
    with suppress(*_ODD):
        answers = _read(kind, dict(kept))
        return answers if isinstance(answers, kind) else None
    return None


def _read(kind: object, value: object) -> object:
    if get_origin(kind) is UnionType:
        for one in get_args(kind):
            with suppress(*_ODD):
                return _read(one, value)
    if isinstance(kind, type) and is_dataclass(kind) and isinstance(value, dict):
        hints = get_type_hints(kind)
        return kind(**{name: _read(hints[name], one) for name, one in value.items()})
    if get_origin(kind) is tuple and isinstance(value, list | tuple):
        return tuple(_read(get_args(kind)[0], one) for one in value)
    if kind is str and isinstance(value, str):
        return str(value)
    if type(value) is not (get_origin(kind) or kind):
        raise ValueError("kept in another shape")
    return value
