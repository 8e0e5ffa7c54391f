"""Learning of follow-ups from `followups.yaml`; part of `python -m knowledge.learning decision`.

None of these texts is in the base, so that the classifier has not seen them.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize

from knowledge.base.entry import Entry
from knowledge.finder.followup import NOTHING, FollowUp, candidates, topic
from knowledge.finder.scorer import Scorer
from knowledge.text.yaml_loader import LOADER

SHIPPED = Path(__file__).parent / "followups.yaml"
FOLDS, PULL = 5, 0.1
PLATEAU = 0.01  # gains that differ by less for each turn count as equal
# Costs of a mistake, counted in right answers: a wrong answer, whose topic people see; three vain suggestions.
WRONG_ANSWER, VAIN_SUGGESTION = 1.5, 0.6
# Changes of subject, and words that mean nothing here, may follow any entry: each is tried after so many of them.
CHANGE_AFTER, NOTHING_AFTER = 3, 8

Turn = tuple[str, str, str]  # the last entry, the words, the right entry or NOTHING
Choice = tuple[NDArray[np.float64], int]  # the candidates' features, the index of the right one


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
    for last, rights in read.items():
        yield from ((last, text, right) for right, texts in rights.items() for text in texts)


def learned_followups(entries: Mapping[str, Entry], scorer: Scorer) -> dict[str, object]:
    """Learn how to read a few words after an answer; return the weights and thresholds, for `decision.json`."""
    choices = [_choice(turn, entries, scorer) for turn in turns(sorted(entries))]
    random.Random(0).shuffle(choices)
    shares: list[tuple[float, float, bool, bool]] = []
    for fold in range(FOLDS):
        weights = fit([one for i, one in enumerate(choices) if i % FOLDS != fold])
        shares += [_judged(weights, one) for one in choices[fold::FOLDS]]
    return {
        "learned_on": {
            "turns": len(choices),
            "top_1": round(sum(one[2] for one in shares) / len(shares), 3),
            "top_3": round(sum(one[3] for one in shares) / len(shares), 3),
        },
        "weights": [round(float(weight), 4) for weight in fit(choices)],
        "answer_from": _threshold([(one[0], one[2]) for one in shares], WRONG_ANSWER),
        "suggest_from": _threshold([(one[1], one[3]) for one in shares], VAIN_SUGGESTION),
    }


def fit(choices: Sequence[Choice]) -> NDArray[np.float64]:
    """Return the weights of FollowUp that make the right candidate of each example as likely as possible."""

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, slope = PULL * float(weights @ weights), 2 * PULL * weights
        for rows, right in choices:
            shares = FollowUp(tuple(weights), 0, 0).probabilities(rows)
            total -= float(np.log(shares[right] + 1e-12))
            slope = slope + rows.T @ shares - rows[right]
        return total, slope

    found: NDArray[np.float64] = minimize(loss, np.zeros(choices[0][0].shape[1]), jac=True, method="L-BFGS-B").x
    return found


def _choice(turn: Turn, entries: Mapping[str, Entry], scorer: Scorer) -> Choice:
    last, text, right = turn
    alone, with_topic = scorer.score([text, f"{topic(last, entries)} {text}"])
    names, rows = candidates(alone, with_topic, entries[last], entries)
    return rows, list(names).index(right)


def _judged(weights: NDArray[np.float64], choice: Choice) -> tuple[float, float, bool, bool]:
    """Return the probability of the best candidate, that of the best three, and whether either holds the right one."""
    rows, right = choice
    shares = FollowUp(tuple(weights), 0, 0).probabilities(rows)[:-1]
    best = np.argsort(-shares)[:3]
    return float(shares[best[0]]), float(shares[best].sum()), bool(best[0] == right), bool(right in best)


def _threshold(judged: Sequence[tuple[float, bool]], cost: float) -> float:
    """Return the probability from which saying yes gains most: 1 for each right yes, less `cost` for each wrong one.

    It is the mean of those that gain nearly the most. `judged` holds probabilities, and whether a yes is right.
    """
    tried = [round(0.05 + 0.01 * step, 2) for step in range(91)]
    gains = [sum(1.0 if right else -cost for share, right in judged if share >= one) for one in tried]
    best = [one for one, gain in zip(tried, gains, strict=True) if gain >= max(gains) - PLATEAU * len(judged)]
    return round(sum(best) / len(best), 2)
