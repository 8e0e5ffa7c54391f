"""The words of danger, from `lexicon.yaml`: rules by kind, and the manners of speaking that only sound like them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

SHIPPED = Path(__file__).parent / "lexicon.yaml"
_NAME = re.compile(r"\{([a-z]\w*)\}")
_TWICE = re.compile(r"(?<!\\)([a-z])\1")

Rule = re.Pattern[str]


@dataclass(frozen=True)
class Lexicon:
    """`alarm`, `doubt`, `signs`: rules by kind of danger, the kind to speak of first standing first.

    `calmed`: said of what is over, or in jest. `by_others`: of who would kill another.
    `signs`: for each kind, its groups of signs; those of `needed` must be among the groups found. `care`: suffering
    without a danger.
    """

    spellings: Mapping[str, str]
    glued: Rule
    harmless: Rule
    calmed: Rule
    by_others: Rule
    alarm: Mapping[str, Rule]
    doubt: Mapping[str, Rule]
    signs: Mapping[str, Mapping[str, Rule]]
    needed: Mapping[str, frozenset[str]]
    care: Rule

    @classmethod
    def load(cls, path: Path = SHIPPED) -> "Lexicon":
        """Read the rules of a file; it is ours, so a fault in it is a defect and raises."""
        read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        lists, kinds = read["lists"], read["kinds"]
        return cls(
            read["spellings"],
            re.compile(rf"\b{read['glued']}"),
            _rule(read["harmless"], lists),
            _rule(read["calmed"], lists),
            _rule(read["by_others"], lists),
            {kind: _rule(rules["alarm"], lists) for kind, rules in kinds.items()},
            {kind: _rule(rules["doubt"], lists) for kind, rules in kinds.items()},
            {kind: {name: _rule([group], lists) for name, group in groups.items()}
             for kind, groups in read["signs"].items()},
            {kind: frozenset(read["needed"].get(kind, ())) for kind in read["signs"]},
            _rule(read["care"], lists),
        )  # fmt: skip


def single(words: str) -> str:
    """Write every doubled letter once: « frappe » and « frape » are read as one."""
    return _TWICE.sub(r"\1", words)


@lru_cache(maxsize=1)
def shipped() -> Lexicon:
    return Lexicon.load()


def _rule(patterns: Iterable[str], lists: Mapping[str, str]) -> Rule:
    joined = "|".join(f"(?:{_expanded(pattern, lists)})" for pattern in patterns)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)")


def _expanded(pattern: str, lists: Mapping[str, str]) -> str:
    """Put the lists in the place of their names, twice, since a list may name another."""
    whole = _NAME.sub(lambda found: f"({lists[found[1]]})", _NAME.sub(lambda found: lists[found[1]], pattern))
    return re.sub(r"\((?!\?)", "(?:", single(whole))
