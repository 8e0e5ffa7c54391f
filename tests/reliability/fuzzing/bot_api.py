"""Objects of the Bot API as python-telegram-bot declares them, and random ones of each kind, as JSON.

They are read from the types of its classes, so that a new version of the library brings its new objects.
"""

import collections.abc
import datetime
import random
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from inspect import Parameter, isclass, signature
from typing import Any

import telegram
from telegram import TelegramObject, Update
from telegram._utils import types as library_types
from telegram._utils.defaultvalue import DefaultValue
from telegram.constants import ChatType, MessageEntityType, PollType, StickerType

Json = dict[str, Any]
Kind = Any  # a class of the library
DEEPEST = 4  # below it only required fields are made, since messages hold messages
_NAMES = {**vars(collections.abc), **vars(typing), **vars(library_types), **vars(telegram), "dtm": datetime}
_NOT_SENT = {"return", "api_kwargs"}
_TELLS_KIND = ("type", "status", "source", "date")  # the fields that tell which of several classes an object is
_WORDS_OF: Mapping[tuple[str, str], list[str]] = {
    ("Chat", "type"): list(ChatType), ("MessageEntity", "type"): list(MessageEntityType),
    ("Poll", "type"): list(PollType), ("Sticker", "type"): list(StickerType),
}  # fmt: skip


@dataclass(frozen=True)
class Field:
    name: str
    kind: Any
    required: bool


@dataclass(frozen=True)
class Shape:
    fields: tuple[Field, ...]
    constants: Json


def kinds_of_update() -> dict[str, Kind]:
    """Return every kind of update, by the field that carries it."""
    return {field.name: field.kind for field in shape_of(Update).fields if field.name != "update_id"}


@cache
def shape_of(kind: Kind) -> Shape:
    types = typing.get_type_hints(kind.__init__, localns=_NAMES)
    declared = [one for name, one in signature(kind.__init__).parameters.items() if name in types.keys() - _NOT_SENT]
    fields = tuple(
        Field(_as_sent(one.name), _one_type(types[one.name]), one.default is Parameter.empty or _is_late(kind, one))
        for one in declared
    )
    return Shape(fields, _constants(kind))


def _as_sent(name: str) -> str:
    return "from" if name == "from_user" else name


def _is_late(kind: Kind, field: Parameter) -> bool:
    """Tell whether Telegram always sends a field that is declared as optional, because it was added late."""
    try:
        _empty(kind, without=field.name)
    except TypeError as refusal:
        return field.name in str(refusal) and "required" in str(refusal)
    return False


def _constants(kind: Kind) -> Json:
    """Return the fields that tell an object of this class from those of its sisters."""
    if TelegramObject in kind.__bases__ or any(base.__name__.startswith("_") for base in kind.__bases__):
        return {}
    told = _empty(kind).to_dict()
    given = signature(kind.__init__).parameters
    return {name: told[name] for name in _TELLS_KIND if name in told and name not in given}


def _empty(kind: Kind, without: str = "") -> Any:
    names = signature(kind.__init__).parameters.keys() - _NOT_SENT - {"self", without}
    return kind(**dict.fromkeys(names, 0))


def _one_type(declared: Any) -> Any:
    """Return the type to make: that of `X | None` is X, that of `object` is str."""
    if declared is object:
        return str
    arguments = [one for one in typing.get_args(declared) if one is not type(None)]
    if typing.get_origin(declared) is None or typing.get_origin(declared) is collections.abc.Sequence:
        return declared
    kept = [one for one in arguments if typing.get_origin(one) is not DefaultValue]
    return kept[0] if kept else str


@cache
def concrete(kind: Kind) -> tuple[Kind, ...]:
    """Return the classes that an abstract class stands for."""
    children = [grandchild for child in kind.__subclasses__() for grandchild in concrete(child)]
    return tuple(children) or (kind,)


class Maker:
    """A maker of objects that Telegram's documentation allows, however unlikely. `words` makes their texts."""

    def __init__(self, chance: random.Random, words: Callable[[], str]) -> None:
        self._chance = chance
        self._words = words

    def make(self, kind: Kind, depth: int = 0, share: float = 0.06) -> Json:
        """Make an object, with this share of its optional fields."""
        kind = self._chance.choice(concrete(kind))
        shape = shape_of(kind)
        made = {
            field.name: self._value(kind, field, depth)
            for field in shape.fields
            if field.required or (depth < DEEPEST and self._chance.random() < share)
        }
        return made | shape.constants

    def _value(self, owner: Kind, field: Field, depth: int) -> Any:
        words = _WORDS_OF.get((owner.__name__, field.name))
        if words:
            return self._chance.choice(words)
        if field.name == "id" or field.name.endswith("_id"):
            return self.number() if field.kind is int else str(self.number())
        return self._of_type(field.kind, depth)

    def _of_type(self, kind: Any, depth: int) -> Any:
        if typing.get_origin(kind) is collections.abc.Sequence:
            return [self._of_type(typing.get_args(kind)[0], depth) for _ in range(self._chance.randint(1, 2))]
        if isclass(kind) and issubclass(kind, TelegramObject):
            return self.make(kind, depth + 1)
        return self._PLAIN.get(kind, Maker._text)(self)

    def number(self) -> int:
        """Make a number of at most 52 bits, as Telegram's are."""
        return self._chance.randint(1, 2 ** self._chance.choice((8, 31, 33, 51)))

    def moment(self) -> int:
        """Make a moment, from the first day to the far future."""
        return self._chance.choice((1, 1_700_000_000, 1_800_000_000, 2**31 - 1, 4_000_000_000))

    def _text(self) -> str:
        return self._words()

    _PLAIN: typing.ClassVar[Mapping[Any, Callable[["Maker"], Any]]] = {
        bool: lambda self: self._chance.random() < 0.5,
        int: lambda self: self._chance.randint(0, 5000),
        float: lambda self: self._chance.uniform(-90, 90),
        datetime.datetime: moment,
        datetime.timedelta: lambda self: self._chance.randint(0, 100_000),
    }
