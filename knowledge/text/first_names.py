"""First names, from `first_names.txt`: a name with which people sign says nothing of their question."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

SHIPPED = Path(__file__).parent / "first_names.txt"
_WORD = re.compile(r"[^\W\d_]+")
AS_READ = "prenom"  # every first name is read as this word


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """Return the known first names in plain spelling, without those that are everyday words."""
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


def name_in(text: str) -> str | None:
    """Return the first of these names in a text, with a capital; None without any."""
    return next((word.capitalize() for word in _WORD.findall(text) if _plain(word) in first_names()), None)


def _plain(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(sign))
