"""Learning of the decision from the base alone: `python -m knowledge.learning decision`.

Every text is scored by a classifier that learned nothing of its author. The weights are written and printed.
With the `semantic` extra the decision with vectors is learned too; run `python -m knowledge.learning vectors` before.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from knowledge.finder.decision import FEATURES, SERVICE_FEATURES, features, service_features
from knowledge.finder.finder import labelled_texts
from knowledge.finder.scorer import Scorer
from knowledge.finder.scores import DISTRESS, MANNER, OUT_OF_SCOPE, SERVICE
from knowledge.finder.services import read_services
from knowledge.finder.vectors import Vectors
from knowledge.learning.hands import hand_of
from knowledge.learning.held_out import HeldOut, hands_apart
from knowledge.learning.learn_followups import learned_followups
from knowledge.learning.learn_ranking import Choice
from knowledge.learning.learn_stories import learned_stories, read_stories, story_examples
from knowledge.learning.train import train
from knowledge.snapshot import Knowledge
from knowledge.text.meanings import Meanings

# Costs of a mistake, counted in right answers. A vain suggestion is three entries that do not help.
WRONG_ANSWER, VAIN_SUGGESTION, WRONG_SERVICE = 2.0, 0.4, 0.7


def judge(values: Sequence[Sequence[float]], truth: Sequence[bool], cost: float) -> dict[str, object]:
    """Train a logistic model, and return its weights with the best probability from which to say yes.

    A right yes gains 1, a wrong one loses `cost`; the probability chosen is the one with the highest total.
    """
    model = LogisticRegression(C=1.0, max_iter=2000).fit(values, truth)
    probabilities: NDArray[np.float64] = model.predict_proba(values)[:, 1]
    thresholds = [round(float(one), 2) for one in np.arange(0.05, 0.96, 0.01)]
    right = np.array(truth)
    gains = [
        float((right & (probabilities >= t)).sum() - cost * (~right & (probabilities >= t)).sum()) for t in thresholds
    ]
    weights = [round(float(weight), 4) for weight in model.coef_[0]]
    return {
        "weights": weights,
        "bias": round(float(model.intercept_[0]), 4),
        "yes_from": thresholds[int(np.argmax(gains))],
    }


def decision_learned_from(seen: Sequence[HeldOut]) -> dict[str, object]:
    """Return what `decision.json` holds, all but the part on follow-ups, learned from these scored texts."""
    known = [one for one in seen if not one.label.startswith((SERVICE, DISTRESS, MANNER))]
    inside = [one for one in known if one.label != OUT_OF_SCOPE]
    values = [features(one.scores) for one in known]
    ahead = [one for one in seen if one.scores.services[0][1] > one.scores.ranked[0][1]]
    texts = {
        "wordings": len(inside),
        "out_of_scope": len(known) - len(inside),
        "services_and_danger": len(seen) - len(known),
    }
    return {
        "learned_on": {
            **texts,
            "hands": len({hand_of(one.text) for one in seen}),
            "top_1": _share(one.right for one in inside),
            "top_3": _share(one.near for one in inside),
        },
        "features": FEATURES,
        "right": judge(values, [one.right for one in known], WRONG_ANSWER),
        "near": judge(values, [one.near for one in known], VAIN_SUGGESTION),
        "service_features": SERVICE_FEATURES,
        "served": judge(
            [service_features(one.scores) for one in ahead],
            [SERVICE + one.scores.services[0][0] == one.label for one in ahead],
            WRONG_SERVICE,
        ),
    }


def _share(right: Iterable[bool]) -> float:
    values = list(right)
    return round(sum(values) / len(values), 3)


def learn(path: Path, vectors: Vectors | None) -> None:
    """Learn from the shipped base when to answer, to suggest or to give up, and write it to `path`.

    `vectors` is None to learn it for a finder that reads by words alone.
    """
    knowledge = Knowledge.load(semantic=False)
    texts, classes = labelled_texts(knowledge.entries.values(), knowledge.out_of_scope, read_services())
    meanings = Meanings.load()
    scorer = Scorer(train(texts, classes, meanings), meanings, vectors)
    seen: list[HeldOut] = []
    stories: list[Choice] = []
    for apart in hands_apart(texts, classes, vectors):
        seen += apart.scored()
        stories += story_examples(apart, knowledge.entries, read_stories())
    kept = {
        **decision_learned_from(seen),
        "follow": learned_followups(knowledge.entries, scorer),
        "story": learned_stories(stories),
    }
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(path.name, json.dumps(kept, indent=1))
