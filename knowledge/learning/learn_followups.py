"""Learning of follow-ups from `followups.yaml`; part of `python -m knowledge.learning decision`.

None of these texts is in the base, so that the classifier has not seen them.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from knowledge.base.entry import Entry
from knowledge.finder.followup import candidates, family, topic
from knowledge.finder.ranking import NOTHING
from knowledge.finder.scorer import Scorer
from knowledge.learning.learn_ranking import Choice, learned_ranking
from knowledge.text.yaml_loader import LOADER

SHIPPED = Path(__file__).parent / "followups.yaml"
# Costs of a mistake, counted in right answers: a wrong answer, whose topic people see; three vain suggestions.
WRONG_ANSWER, VAIN_SUGGESTION = 1.2, 0.6
# Changes of subject, words that mean nothing here, and what is asked of an entry without kin may follow many: each is
# tried after so many of them.
CHANGE_AFTER, NOTHING_AFTER, ALONE_AFTER = 3, 8, 4

Turn = tuple[str, str, str]  # the last entry, the words, the right entry or NOTHING


def turns(entries: Sequence[str], path: Path = SHIPPED) -> Iterator[Turn]:
    """Yield examples of a few words said after an answer: the last entry, the words, the entry that is right.

    The examples are the same at every run.
    """
    read = yaml.load(path.read_text(encoding="utf-8"), LOADER)
    chance = random.Random(0)
    anywhere = [(NOTHING, text) for text in read.pop("nothing")]
    anywhere += [(right, text) for right, texts in read.pop("changes").items() for text in texts]
    for right, text in anywhere:
        others = [one for one in entries if one != right]
        times = NOTHING_AFTER if right == NOTHING else CHANGE_AFTER
        yield from ((last, text, right) for last in chance.sample(others, times))
    yield from ((right, text, right) for right, texts in read.pop("again").items() for text in texts)
    without_kin = [one for one in entries if family(one, entries) == one]
    for text in read.pop("alone"):
        yield from ((last, text, last) for last in chance.sample(without_kin, ALONE_AFTER))
    for last, rights in read.items():
        yield from ((last, text, right) for right, texts in rights.items() for text in texts)


def learned_followups(entries: Mapping[str, Entry], scorer: Scorer) -> dict[str, object]:
    """Learn how to read a few words after an answer; return the weights and thresholds, for `decision.json`."""
    choices = [_choice(turn, entries, scorer) for turn in turns(sorted(entries))]
    return learned_ranking(choices, WRONG_ANSWER, VAIN_SUGGESTION)


def _choice(turn: Turn, entries: Mapping[str, Entry], scorer: Scorer) -> Choice:
    last, text, right = turn
    alone, with_topic = scorer.score([text, f"{topic(last, entries)} {text}"])
    names, rows = candidates(alone, with_topic, entries[last], entries)
    return rows, list(names).index(right)
