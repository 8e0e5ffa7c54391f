"""The one shape of a refusal: what a rule or an act says instead of its result."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

R = TypeVar("R", bound=StrEnum, covariant=True)


@dataclass(frozen=True)
class Refusal(Generic[R]):
    """Why something is not done. Each reason has its words in the texts of its capability; `about` is named in them."""

    reason: R
    about: str = ""
