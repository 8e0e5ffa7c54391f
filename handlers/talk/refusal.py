"""The one shape of a refusal: what a rule or an act says instead of its result."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

R = TypeVar("R", bound=StrEnum, covariant=True)


@dataclass(frozen=True)
class Refusal(Generic[R]):
    """The result of an act or a rule that does not do what was asked: the `reason` why.

    The texts of the capability have a sentence for each reason; `about` is a name or number to put into it, "" for
    none.
    """

    reason: R
    about: str = ""
