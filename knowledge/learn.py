"""`python -m knowledge.learn`: learns the weights of the decision from the base alone, and prints what it saw.

Every wording and every out-of-scope text is scored by a classifier trained on the other four fifths of the base.
"""

import json
from collections.abc import Sequence

from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from knowledge.base import Knowledge
from knowledge.decision import FEATURES, KEPT, features
from knowledge.finder import labelled_texts
from knowledge.scores import OUT_OF_SCOPE, Scorer

FOLDS = 5
# A wrong answer harms more than a question asked again: see the table that `main` prints.
ANSWER_FROM, SUGGEST_FROM = 0.55, 0.18


def cross_validated(texts: Sequence[str], classes: Sequence[str]) -> list[tuple[Sequence[float], bool, str]]:
    """For each text: its features, whether the best entry is right, and its class; each scored unseen."""
    seen = []
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    for learned, left_out in folds.split(texts, classes):
        scorer = Scorer([texts[i] for i in learned], [classes[i] for i in learned])
        for i in left_out:
            scores = scorer.score(texts[i])
            seen.append((features(scores), scores.ranked[0][0] == classes[i], classes[i]))
    return seen


def main() -> None:
    knowledge = Knowledge.load()
    texts, classes = labelled_texts(knowledge.entries.values(), knowledge.out_of_scope)
    seen = cross_validated(texts, classes)
    model = LogisticRegression(C=1.0, max_iter=1000).fit([one[0] for one in seen], [one[1] for one in seen])
    inside = [right for _, right, label in seen if label != OUT_OF_SCOPE]
    kept = {
        "learned_on": {"wordings": len(inside), "out_of_scope": len(seen) - len(inside), "folds": FOLDS,
                       "top_1": round(sum(inside) / len(inside), 3)},
        "features": FEATURES,
        "weights": [round(float(weight), 4) for weight in model.coef_[0]],
        "bias": round(float(model.intercept_[0]), 4),
        "answer_from": ANSWER_FROM,
        "suggest_from": SUGGEST_FROM,
    }  # fmt: skip
    KEPT.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(kept["learned_on"]))
    probabilities = model.predict_proba([one[0] for one in seen])[:, 1]
    for threshold in (0.3, 0.4, 0.5, 0.55, 0.6, 0.7, 0.8):
        served = [
            right for probability, (_, right, _) in zip(probabilities, seen, strict=True) if probability >= threshold
        ]
        print(
            f"served from {threshold}: {sum(served) / len(inside):.3f} right, {(len(served) - sum(served)) / len(seen):.3f} wrong"
        )


if __name__ == "__main__":
    main()
