"""Texts that a rule of danger matches, made from the rule itself, so that new rules are tried too."""

import random
import re
from collections.abc import Mapping, Sequence
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]

import yaml

from knowledge.danger.lexicon import SHIPPED, expanded

TRIES = 200


def rules_of(file: str, part: str) -> Sequence[str]:
    """Return the rules of one part of a file, with the shared lists filled in."""
    lists = yaml.safe_load((SHIPPED / "words.yaml").read_text(encoding="utf-8"))["lists"]
    read: Mapping[str, Sequence[str]] = yaml.safe_load((SHIPPED / file).read_text(encoding="utf-8"))
    return [expanded(rule, lists) for rule in read[part]]


def samples(rule: str, count: int) -> Sequence[str]:
    """Return texts that the rule matches as a whole, as varied as chance has it, the same at each run."""
    chance = random.Random(rule)
    parsed, whole = _parser.parse(rule), re.compile(rf"(?<!\w)(?:{rule})(?!\w)")
    made = (" ".join(_made(parsed, chance).split()) for _ in range(TRIES))
    found = dict.fromkeys(text for text in made if (match := whole.search(text)) and match[0].strip() == text)
    return list(found)[:count]


def _made(parsed: object, chance: random.Random) -> str:
    return "".join(_one(kind, value, chance) for kind, value in parsed)  # type: ignore[attr-defined]


def _one(kind: object, value: object, chance: random.Random) -> str:
    match kind, value:
        case sre.LITERAL, int(code):
            return chr(code)
        case sre.IN, [first, *_]:
            return _sign(*first)
        case sre.BRANCH, (_, branches):
            return _made(chance.choice(branches), chance)
        case sre.SUBPATTERN, (*_, inside):
            return _made(inside, chance)
        case sre.MAX_REPEAT | sre.MIN_REPEAT, (least, most, inside):
            return "".join(_made(inside, chance) for _ in range(chance.randint(least, min(most, least + 1))))
        case _:
            return ""  # it only looks ahead or back


def _sign(kind: object, value: object) -> str:
    match kind, value:
        case sre.LITERAL, int(code):
            return chr(code)
        case sre.RANGE, (int(code), _):
            return chr(code)
        case sre.CATEGORY, sre.CATEGORY_DIGIT:
            return "7"
        case _:
            return "x"
