"""Learning of what is asked amid much else, from wordings wrapped in lines of `stories.yaml`.

Part of `python -m knowledge.learning decision`. Each wording is scored by a classifier that had not seen its author.
"""

import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from knowledge.finder.ranking import NOTHING
from knowledge.finder.scores import OUT_OF_SCOPE
from knowledge.finder.story import candidates, passages
from knowledge.learning.held_out import Apart
from knowledge.learning.learn_ranking import Choice, learned_ranking
from knowledge.text.yaml_loader import LOADER

SHIPPED = Path(__file__).parent / "stories.yaml"
EACH = 330  # wordings of one author that are wrapped
MOST_BEFORE, MOST_AFTER = 4, 2
# Costs of a mistake, counted in right answers.
WRONG_ANSWER, VAIN_SUGGESTION = 1.5, 0.4

Stories = Mapping[str, Mapping[str, Sequence[str]]]


def wrapped(text: str, stories: Stories, chance: random.Random) -> str:
    """Put a text between lines of one way of writing, drawn by `chance`: as a mail, else in a breath, unpunctuated."""
    kind = chance.choice(sorted(stories))
    told = stories[kind]
    before = _some(told["before"], chance.randint(0, MOST_BEFORE), chance)
    after = _some(told["after"], chance.randint(0, MOST_AFTER), chance)
    led = chance.choice(["", "", *told["within"]])
    if kind == "mail":
        return chance.choice([" ", "\n"]).join([*(before or after or told["before"][:1]), led + text, *after])
    asked = text.rstrip(" ?.") if chance.random() < 0.7 else text
    return chance.choice([" ", " ", " ", ", "]).join([*(before or told["before"][:1]), led + asked, *after])


def _some(lines: Sequence[str], many: int, chance: random.Random) -> list[str]:
    return [lines[at] for at in sorted(chance.sample(range(len(lines)), many))]


def story_examples(apart: Apart, entries: Collection[str], stories: Stories) -> Iterator[Choice]:
    """Yield what there is to choose for wordings of one hand, each wrapped in a story; the same at every run."""
    chance = random.Random(apart.hand)
    tried = [one for one in zip(apart.texts, apart.labels, strict=True) if one[1] in entries or one[1] == OUT_OF_SCOPE]
    for text, label in chance.sample(tried, min(len(tried), EACH)):
        story = wrapped(text, stories, chance)
        parts = passages(story)
        if parts:
            names, rows = candidates(parts, apart.scorer.of_passages([story, *parts]))
            yield rows, list(names).index(label if label in entries else NOTHING)


def read_stories(path: Path = SHIPPED) -> Stories:
    """Read the lines that people put around what they ask, by their way of writing."""
    stories: Stories = yaml.load(path.read_text(encoding="utf-8"), LOADER)
    return stories


def learned_stories(choices: Sequence[Choice]) -> dict[str, object]:
    """Learn how passages weigh beside the whole; return the weights and thresholds, for `decision.json`."""
    return learned_ranking(choices, WRONG_ANSWER, VAIN_SUGGESTION)
