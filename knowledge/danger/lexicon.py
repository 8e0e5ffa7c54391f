"""The words of danger, from `rules/`: rules by kind, and the manners of speaking that only sound like them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from knowledge.text.yaml_loader import LOADER, Fields

SHIPPED = Path(__file__).parent / "rules"
_NAME = re.compile(r"\{([a-z]\w*)\}")
_TWICE = re.compile(r"(?<!\\)([a-z])\1")

Rule = re.Pattern[str]


@dataclass(frozen=True)
class Lexicon:
    """The rules that find danger in texts, as compiled patterns.

    `spellings` tell phone spelling, `as_heard` holds words that are read by their sound too, `phrases` what is written
    as another word or in one with it, and what it says.
    `plain`, `alarm`, `doubt` and `signs` hold rules by kind of danger, the kind to speak of first before the others.
    `plain` is applied before the `harmless` is taken out; `written` is the same in other alphabets. `over` and `jest`
    find what is past or not meant, `still` what goes on or is to come, `by_others` that somebody would kill another.
    `signs` holds the groups of signs of each kind; those in `needed` must be among the groups found. `care` is
    suffering without danger. `first` finds kinds that cannot wait and are spoken of before the others, `foremost` those
    that are spoken of before suicide too.
    """

    spellings: Mapping[str, str]
    as_heard: Sequence[str]
    phrases: Sequence[tuple[Rule, str]]
    harmless: Rule
    over: Rule
    jest: Rule
    still: Rule
    by_others: Rule
    plain: Mapping[str, Rule]
    written: Mapping[str, Rule]
    alarm: Mapping[str, Rule]
    doubt: Mapping[str, Rule]
    signs: Mapping[str, Mapping[str, Rule]]
    needed: Mapping[str, frozenset[str]]
    care: Rule
    first: Mapping[str, Rule]
    foremost: Mapping[str, Rule]

    @classmethod
    def load(cls, folder: Path = SHIPPED) -> "Lexicon":
        """Compile the rules of danger from the YAML files of a folder.

        The files are part of the program, so a fault in them raises.
        """
        read: Fields = {}
        for path in folder.glob("*.yaml"):
            read[path.stem] = yaml.load(path.read_text(encoding="utf-8"), LOADER)
        words, calmed, signs, plain = read["words"], read["calmed"], read["signs"], read["plain"]
        lists = words["lists"]
        by_kind = {kind: read[kind] for kind in words["kinds"]}
        return cls(
            words["spellings"],
            [word for line in words["as_heard"] for word in line.split()],
            [(re.compile(rf"\b{phrase['wrong']}"), phrase["right"]) for phrase in words["phrases"]],
            _rule(read["harmless"]["harmless"], lists),
            _rule(calmed["over"], lists),
            _rule(calmed["jest"], lists),
            _rule(calmed["still"], lists),
            _rule(calmed["by_others"], lists),
            {kind: _rule(plain[kind], lists | plain["lists"]) for kind in by_kind},
            {kind: re.compile("|".join(rules)) for kind, rules in read["other_alphabets"].items()},
            {kind: _rule(rules["alarm"], lists) for kind, rules in by_kind.items()},
            {kind: _rule(rules["doubt"], lists) for kind, rules in by_kind.items()},
            {
                kind: {name: _rule([group], lists) for name, group in groups.items()}
                for kind, groups in signs["signs"].items()
            },
            {kind: frozenset(signs["needed"].get(kind, ())) for kind in signs["signs"]},
            _rule(read["care"]["care"], lists),
            {kind: _rule(rules["first"], lists) for kind, rules in by_kind.items() if "first" in rules},
            {kind: _rule(rules["foremost"], lists) for kind, rules in by_kind.items() if "foremost" in rules},
        )


def single(words: str) -> str:
    """Write every doubled letter once, so that « frappe » and « frape » are the same."""
    return _TWICE.sub(r"\1", words)


@lru_cache(maxsize=1)
def shipped() -> Lexicon:
    """Return the rules of danger that come with the program, compiled at the first call."""
    return Lexicon.load()


def _rule(patterns: Iterable[str], lists: Mapping[str, str]) -> Rule:
    joined = "|".join(f"(?:{expanded(pattern, lists)})" for pattern in patterns)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)")


def expanded(pattern: str, lists: Mapping[str, str]) -> str:
    """Replace each list named in a pattern, such as "{name}", by its alternatives, and write doubled letters once.

    A list may name another; that one is replaced too.
    """
    while _NAME.search(pattern):
        pattern = _NAME.sub(lambda found: f"({lists[found[1]]})", pattern)
    return re.sub(r"\((?!\?)", "(?:", single(pattern))
