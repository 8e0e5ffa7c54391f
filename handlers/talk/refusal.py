"""The one shape of a refusal: what a rule or an act says instead of its result."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

R = TypeVar("R", bound=StrEnum, covariant=True)


@dataclass(frozen=True)
class Refusal(Generic[R]):
    """Why something is not done, returned in place of its result.

    Each reason has its words in the texts of its capability; `about` is what these name, "" where they name nothing.
    """

    reason: R
    about: str = ""
