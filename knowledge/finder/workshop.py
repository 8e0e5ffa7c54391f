"""Where a finder gets what it learned: shipped with the program, kept from before, or learned now.

Who learns is a process of its own, `python -m knowledge.learning.teach`: its libraries weigh more than all the rest of
the bot, and it may die or hang without harm. What comes of it is tried before it is taken, whole, and then kept.
"""

import fcntl
import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from weakref import WeakValueDictionary

from knowledge.base.watch import SHIPPED
from knowledge.finder.learned import OfOtherTexts, Unfit
from knowledge.finder.lesson import Lesson
from knowledge.finder.scorer import Scorer
from knowledge.finder.vectors import Vectors

NAME = "learned.npz"
TEACH = (sys.executable, "-m", "knowledge.learning.teach")
LONGEST = 120.0  # seconds that learning may take
_MOST_KEPT = 6  # some 3 MB each
_LOOK_SECONDS = 0.05
_ROOT = Path(__file__).parents[2]
Tell = Callable[[str, Path, Exception], None]
log = logging.getLogger("aiguilleur.learned")


class NotLearned(RuntimeError):
    """Why, in a line."""


class Dropped(NotLearned):
    """Nobody waits for it any more."""


class Workshop:
    """`folder`: where what was learned is kept from one start to the next; None: nowhere."""

    def __init__(self, folder: Path | None = None, teach: Sequence[str] = TEACH, longest: float = LONGEST) -> None:
        self._folder = folder
        self._teach = teach
        self._longest = longest
        self._dropped = Event()
        self._at_work: set[subprocess.Popen[bytes]] = set()
        self._in_service: WeakValueDictionary[tuple[str, bool], Scorer] = WeakValueDictionary()

    def scorer(self, lesson: Lesson, vectors: Vectors | None = None) -> Scorer:
        """At once where it was learned before, else in some seconds. Raises NotLearned."""
        dropped = self._dropped
        name = (lesson.key, vectors is not None)
        made = self._in_service.get(name) or _at_hand(SHIPPED / NAME, lesson, vectors, log.warning)
        made = made or self._kept(lesson, vectors, log.debug)
        if made is None:
            with self._alone(dropped):
                made = self._kept(lesson, vectors, log.warning) or self._learned(lesson, vectors, dropped)
        self._in_service[name] = made
        return made

    def drop(self) -> None:
        """End what is being learned: the bot stops."""
        self._dropped.set()
        for process in tuple(self._at_work):
            process.kill()
        self._dropped = Event()

    def _kept(self, lesson: Lesson, vectors: Vectors | None, tell: Tell) -> Scorer | None:
        if self._folder is None:
            return None
        path = self._folder / f"{lesson.key}.npz"
        with suppress(OSError):
            os.utime(path)  # the longest unused goes first
        return _at_hand(path, lesson, vectors, tell)

    def _learned(self, lesson: Lesson, vectors: Vectors | None, dropped: Event) -> Scorer:
        began = time.monotonic()
        data = self._taught(lesson, dropped)
        try:
            scorer = lesson.scorer(data, vectors)
        except Unfit as unfit:
            raise NotLearned(f"what was learned is of no use: {unfit}") from None
        log.info("%s texts learned in %.1f s", len(lesson.texts), time.monotonic() - began)
        self._keep(lesson.key, data)
        return scorer

    def _taught(self, lesson: Lesson, dropped: Event) -> bytes:
        pipe = subprocess.PIPE
        try:
            process = subprocess.Popen(self._teach, cwd=_ROOT, stdin=pipe, stdout=pipe, stderr=pipe)
        except OSError as trouble:
            raise NotLearned(f"no process can be started: {trouble.strerror}") from trouble
        with process:
            self._at_work.add(process)
            try:
                if dropped.is_set():
                    raise Dropped("the bot stops")
                data, said = process.communicate(lesson.as_json(), self._longest)
            except subprocess.TimeoutExpired:
                raise NotLearned(f"it took more than {self._longest:.0f} seconds") from None
            finally:
                self._at_work.discard(process)
                process.kill()
        if dropped.is_set():
            raise Dropped("the bot stops")
        if process.returncode:
            last = said.decode(errors="replace").strip().rpartition("\n")[2]
            raise NotLearned(f"the process that learns ended with code {process.returncode}: {last or 'not a word'}")
        return data

    def _keep(self, key: str, data: bytes) -> None:
        """Whole or not at all. Raises nothing: what is not kept is learned again at the next start."""
        if self._folder is None:
            return
        new = self._folder / f"{key}.{os.getpid()}.new"
        try:
            new.write_bytes(data)
            new.replace(self._folder / f"{key}.npz")
            self._clear()
        except OSError as trouble:
            log.warning("what was learned cannot be kept in %s: %s", self._folder, trouble.strerror)
            with suppress(OSError):
                new.unlink()

    def _clear(self) -> None:
        """Drop what nobody used for long."""
        kept = sorted(Path(self._folder or "").glob("*.npz"), key=lambda path: path.stat().st_mtime)
        for path in kept[:-_MOST_KEPT]:
            path.unlink()

    @contextmanager
    def _alone(self, dropped: Event) -> Iterator[None]:
        """One at a time among those who share the folder; each for itself where it cannot be locked."""
        if self._folder is None:
            yield
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            file = (self._folder / "lock").open("w")
        except OSError:
            yield
            return
        with file:
            until = time.monotonic() + self._longest
            while not _is_locked(file.fileno()) and time.monotonic() < until:
                if dropped.wait(_LOOK_SECONDS):
                    raise Dropped("the bot stops")
            yield


def _is_locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _at_hand(path: Path, lesson: Lesson, vectors: Vectors | None, tell: Tell) -> Scorer | None:
    """What the file holds of this lesson; None where it holds nothing of use."""
    try:
        return lesson.scorer(path.read_bytes(), vectors)
    except (FileNotFoundError, OfOtherTexts):
        return None
    except (OSError, Unfit) as trouble:
        tell("%s is of no use, it is learned again: %s", path, trouble)
        return None
