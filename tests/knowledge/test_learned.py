"""The file of what the finder learned: checked before use, made anew where it cannot be used.

What learns is imported by the tests: its libraries take a second of each process that collects them.
"""

import logging
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from knowledge.finder.learned import OfOtherTexts, Unfit, from_bytes, to_bytes
from knowledge.finder.lesson import Lesson
from knowledge.finder.scores import OUT_OF_SCOPE
from knowledge.finder.workshop import Dropped, NotLearned, Workshop
from knowledge.text.meanings import Meanings

ROOT = Path(__file__).parents[2]
LESSON = Lesson(
    (
        "mon chat dort",
        "le chat mange",
        "un petit chat",
        "mon chien dort",
        "le chien mange",
        "la lune brille",
        "la nuit",
    ),
    ("cat", "cat", "cat", "dog", "dog", OUT_OF_SCOPE, OUT_OF_SCOPE),
)


@pytest.fixture(scope="module")
def learned() -> bytes:
    from knowledge.learning.train import taught

    return taught(LESSON)


def teacher(tmp_path: Path, data: bytes) -> tuple[str, ...]:
    """Return the command of a process that writes `data`, and records that it was started."""
    (tmp_path / "data").write_bytes(data)
    return ("sh", "-c", f"cat >/dev/null; echo asked >>{tmp_path / 'asked'}; sleep 0.2; cat {tmp_path / 'data'}")


def times_asked(tmp_path: Path) -> int:
    asked = tmp_path / "asked"
    return len(asked.read_text().splitlines()) if asked.exists() else 0


def finds_the_cat(workshop: Workshop) -> bool:
    return workshop.scorer(LESSON).score(["quel chat ?"])[0].ranked[0][0] == "cat"


def test_question_is_answered_without_the_libraries_that_learn() -> None:
    ask = "from bot.__main__ import main; import sys; main(['ask', 'cest quoi le fdva']); "
    shown = subprocess.run(
        [sys.executable, "-c", ask + "print(*sys.modules)"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    said, _, modules = shown.stdout.rstrip("\n").rpartition("\n")
    assert "Fonds pour le développement de la vie associative" in said
    assert {"numpy"} == {"numpy", "sklearn", "scipy"} & set(modules.split())


def test_file_holds_what_was_learned(learned: bytes) -> None:
    from knowledge.learning.train import MADE_WITH, train

    before = train(LESSON.texts, LESSON.labels, Meanings.load())
    after = from_bytes(learned, LESSON.key, LESSON.texts, LESSON.labels)
    assert (after.read, after.letters, after.word_meanings, after.classes) == (
        before.read, before.letters, before.word_meanings, before.classes
    )  # fmt: skip
    for old, new in ((before.weights, after.weights), (before.found, after.found)):
        for part in ("starts", "columns", "values"):
            np.testing.assert_array_equal(getattr(new, part), getattr(old, part))
    assert to_bytes(after, LESSON.key, MADE_WITH) == learned


def test_change_of_one_wording_or_class_is_another_lesson() -> None:
    changed = Lesson((*LESSON.texts[:-1], "la nuit tombe"), LESSON.labels)
    moved = Lesson(LESSON.texts, ("dog", *LESSON.labels[1:]))
    assert len({LESSON.key, changed.key, moved.key, Lesson.from_json(LESSON.as_json()).key}) == 3


def test_file_of_other_texts_is_refused(learned: bytes) -> None:
    with pytest.raises(OfOtherTexts):
        Lesson(LESSON.texts, ("dog", *LESSON.labels[1:])).scorer(learned)


def test_file_that_scores_known_texts_otherwise_is_refused() -> None:
    from knowledge.learning.train import MADE_WITH, train

    whole = train(LESSON.texts, LESSON.labels, Meanings.load())
    whole.weights.values[:] += 0.01
    with pytest.raises(Unfit, match="scored otherwise"):
        LESSON.scorer(to_bytes(whole, LESSON.key, MADE_WITH))


def damages(data: bytes) -> Iterator[bytes]:
    """Yield the data cut short, empty, and with bytes changed here and there."""
    yield from (b"", b"no archive", data[:100], data[: len(data) // 2], data[:-1])
    for place in range(0, len(data), len(data) // 25):
        yield data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]


def test_damaged_file_is_refused(learned: bytes) -> None:
    for data in damages(learned):
        with pytest.raises(Unfit):
            LESSON.scorer(data)


def test_damaged_file_is_learned_again_and_told_once(
    tmp_path: Path, learned: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "learned"
    folder.mkdir()
    path = folder / f"{LESSON.key}.npz"
    path.write_bytes(learned[:500])
    assert finds_the_cat(Workshop(folder, teacher(tmp_path, learned)))
    assert [record.getMessage().split(":")[0] for record in caplog.records if record.levelno >= logging.WARNING] == [
        f"{path} is of no use, it is learned again"
    ]
    assert path.read_bytes() == learned


def test_what_was_learned_is_kept_for_the_next_start(tmp_path: Path, learned: bytes) -> None:
    for _ in range(2):
        assert finds_the_cat(Workshop(tmp_path / "learned", teacher(tmp_path, learned)))
    assert times_asked(tmp_path) == 1


def test_process_of_its_own_learns_what_is_not_kept(tmp_path: Path) -> None:
    """The lesson is larger than a pipe."""
    texts = [f"un texte numéro {number}" for number in range(6000)]
    lesson = Lesson((*LESSON.texts, *texts), (*LESSON.labels, *[OUT_OF_SCOPE] * len(texts)))
    workshop = Workshop(tmp_path / "learned")
    assert workshop.scorer(lesson).score(["quel chat ?"])[0].ranked[0][0] == "cat"
    assert [path.name for path in (tmp_path / "learned").glob("*.npz")] == [f"{lesson.key}.npz"]


def test_two_who_share_the_folder_learn_once(tmp_path: Path, learned: bytes) -> None:
    def start(_: int) -> bool:
        return finds_the_cat(Workshop(tmp_path / "learned", teacher(tmp_path, learned)))

    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(start, range(3))) == [True] * 3
    assert times_asked(tmp_path) == 1


def test_only_the_last_used_are_kept(tmp_path: Path, learned: bytes) -> None:
    folder = tmp_path / "learned"
    folder.mkdir()
    for number in range(9):
        old = folder / f"old-{number}.npz"
        old.write_bytes(learned)
        os.utime(old, (number, number))
    assert finds_the_cat(Workshop(folder, teacher(tmp_path, learned)))
    kept = {path.name for path in folder.glob("*.npz")}
    assert kept == {f"{LESSON.key}.npz", *(f"old-{number}.npz" for number in range(4, 9))}


@pytest.mark.parametrize(
    ("teach", "why"),
    [
        (("sh", "-c", "echo no memory >&2; exit 3"), "ended with code 3: no memory"),
        (("sh", "-c", "kill -9 $$"), "ended with code -9: not a word"),
        (("echo", "anything"), "of no use"),
        (("sleep", "60"), "more than 1 seconds"),
        (("/no/such/program",), "no process can be started"),
    ],
)
def test_process_that_fails_is_told_in_a_line(tmp_path: Path, teach: tuple[str, ...], why: str) -> None:
    began = time.monotonic()
    with pytest.raises(NotLearned, match=why) as failed:
        Workshop(tmp_path / "learned", teach, longest=1).scorer(LESSON)
    assert "\n" not in str(failed.value)
    assert time.monotonic() - began < 20
    assert list(tmp_path.glob("learned/*.npz")) == []


def test_stop_ends_what_is_being_learned(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "learned", ("sleep", "60"))
    with ThreadPoolExecutor(1) as thread:
        learning = thread.submit(workshop.scorer, LESSON)
        time.sleep(0.3)
        workshop.drop()
        with pytest.raises(Dropped):
            learning.result(20)


def test_folder_that_cannot_be_written_keeps_nobody_from_learning(
    tmp_path: Path, learned: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("no folder")
    assert finds_the_cat(Workshop(tmp_path / "file" / "learned", teacher(tmp_path, learned)))
    assert "cannot be kept" in caplog.text


def test_full_disk_keeps_nobody_from_learning(tmp_path: Path, learned: bytes, caplog: pytest.LogCaptureFixture) -> None:
    teach = teacher(tmp_path, learned)
    with files_of_at_most(len(learned) // 2):
        assert finds_the_cat(Workshop(tmp_path / "learned", teach))
    assert "cannot be kept" in caplog.text
    assert [path.name for path in (tmp_path / "learned").iterdir()] == ["lock"]


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let writes beyond this size fail, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
