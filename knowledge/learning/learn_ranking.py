"""Learning of a ranking from examples of which the right candidate is known."""

import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from knowledge.finder.ranking import Ranking

FOLDS, PULL = 5, 0.1
PLATEAU = 0.01  # gains that differ by less for each example count as equal

Choice = tuple[NDArray[np.float64], int]  # the candidates' features, the index of the right one


def learned_ranking(choices: Sequence[Choice], wrong_answer: float, vain_suggestion: float) -> dict[str, object]:
    """Learn a ranking; return its weights and thresholds, for `decision.json`, and how often it was right.

    Thresholds come from examples that the weights had not seen. A mistake costs as many right answers as is said.
    """
    mixed = list(choices)
    random.Random(0).shuffle(mixed)
    shares: list[tuple[float, float, bool, bool]] = []
    for fold in range(FOLDS):
        weights = fit([one for i, one in enumerate(mixed) if i % FOLDS != fold])
        shares += [_judged(weights, one) for one in mixed[fold::FOLDS]]
    return {
        "learned_on": {
            "examples": len(mixed),
            "top_1": round(sum(one[2] for one in shares) / len(shares), 3),
            "top_3": round(sum(one[3] for one in shares) / len(shares), 3),
        },
        "weights": [round(float(weight), 4) for weight in fit(mixed)],
        "answer_from": _threshold([(one[0], one[2]) for one in shares], wrong_answer),
        "suggest_from": _threshold([(one[1], one[3]) for one in shares], vain_suggestion),
    }


def fit(choices: Sequence[Choice]) -> NDArray[np.float64]:
    """Return the weights of Ranking that make the right candidate of each example as likely as possible."""

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, slope = PULL * float(weights @ weights), 2 * PULL * weights
        for rows, right in choices:
            shares = Ranking(tuple(weights), 0, 0).probabilities(rows)
            total -= float(np.log(shares[right] + 1e-12))
            slope = slope + rows.T @ shares - rows[right]
        return total, slope

    found: NDArray[np.float64] = minimize(loss, np.zeros(choices[0][0].shape[1]), jac=True, method="L-BFGS-B").x
    return found


def _judged(weights: NDArray[np.float64], choice: Choice) -> tuple[float, float, bool, bool]:
    """Return the probability of the best candidate, that of the best three, and whether either holds the right one."""
    rows, right = choice
    shares = Ranking(tuple(weights), 0, 0).probabilities(rows)[:-1]
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
