"""Answers as they are kept in a row, and read back. What was kept by another version and fits no more is None."""

from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from types import NoneType, UnionType
from typing import TYPE_CHECKING, TypeVar, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

A = TypeVar("A", bound="DataclassInstance")


def as_kept(answers: "DataclassInstance") -> dict[str, object]:
    return asdict(answers)


def read_back(kind: type[A], kept: Mapping[str, object]) -> A | None:
    """The answers; None where something is missing, is too much, or is of another type."""
    try:
        answers = _read(kind, dict(kept))
    except (TypeError, ValueError):
        return None
    return answers if isinstance(answers, kind) else None


def _read(kind: object, value: object) -> object:
    if get_origin(kind) is UnionType:
        return next(_read(one, value) for one in get_args(kind) if _fits(one, value))
    if not _fits(kind, value):
        raise ValueError("kept in another shape")
    if isinstance(kind, type) and is_dataclass(kind) and isinstance(value, dict):
        hints = get_type_hints(kind)
        return kind(**{name: _read(hints[name], one) for name, one in value.items()})
    if get_origin(kind) is tuple and isinstance(value, list | tuple):
        return tuple(_read(get_args(kind)[0], one) for one in value)
    return value


def _fits(kind: object, value: object) -> bool:
    """Whether the outside does; what is inside is looked at as it is read."""
    if get_origin(kind) is UnionType:
        return any(_fits(one, value) for one in get_args(kind))
    if isinstance(kind, type) and is_dataclass(kind):
        return isinstance(value, dict) and value.keys() <= {one.name for one in fields(kind)}
    whole = get_origin(kind) or kind
    if whole is tuple:
        return isinstance(value, list | tuple)
    return type(value) is whole or (kind is NoneType and value is None)
