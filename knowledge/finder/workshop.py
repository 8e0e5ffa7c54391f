"""The workshop, where a finder gets what it learned: shipped with the program, kept from before, or learned now.

Learning runs in a process of its own, `python -m knowledge.learning.teach`: its libraries take more memory than the
rest of the bot, and it may die or hang without harm. Its result is checked before use, and then kept.
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
LONGEST = 120.0  # in seconds, the longest that learning may take
_MOST_KEPT = 6  # files, of some 3 MB each
_LOOK_SECONDS = 0.05
_ROOT = Path(__file__).parents[2]
Tell = Callable[[str, Path, Exception], None]
log = logging.getLogger("aiguilleur.learned")


class NotLearned(RuntimeError):
    """The wordings could not be learned; the message says why, in a line."""


class Dropped(NotLearned):
    """The learning of wordings was ended because the bot stops."""


class Workshop:
    """Where a finder gets what is learned of its wordings: from a file, else from a process that learns now.

    Results are kept as files in `folder`; with None, nothing is kept. `teach` is the command of the process, which is
    given at most `longest` seconds.
    """

    def __init__(self, folder: Path | None = None, teach: Sequence[str] = TEACH, longest: float = LONGEST) -> None:
        self._folder = folder
        self._teach = teach
        self._longest = longest
        self._dropped = Event()
        self._at_work: set[subprocess.Popen[bytes]] = set()
        self._in_service: WeakValueDictionary[tuple[str, bool], Scorer] = WeakValueDictionary()

    def scorer(self, lesson: Lesson, vectors: Vectors | None = None) -> Scorer:
        """Return the trained classifier for the texts of a lesson. Raises NotLearned.

        It comes from memory or a file where it was trained before; else it is trained now, in some seconds, and kept.
        """
        dropped = self._dropped
        name = (lesson.key, vectors is not None)
        made = self._in_service.get(name) or _scorer_of_file(SHIPPED / NAME, lesson, vectors, log.warning)
        made = made or self._kept(lesson, vectors, log.debug)
        if made is None:
            with self._locked(dropped):
                made = self._kept(lesson, vectors, log.warning) or self._learned(lesson, vectors, dropped)
        self._in_service[name] = made
        return made

    def drop(self) -> None:
        """Kill the processes that are learning, since the bot stops; who waits for them gets Dropped."""
        self._dropped.set()
        for process in tuple(self._at_work):
            process.kill()
        self._dropped = Event()

    def _kept(self, lesson: Lesson, vectors: Vectors | None, tell: Tell) -> Scorer | None:
        if self._folder is None:
            return None
        path = self._folder / f"{lesson.key}.npz"
        with suppress(OSError):
            os.utime(path)  # the files unused for longest are deleted first
        return _scorer_of_file(path, lesson, vectors, tell)

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
        """Write what was learned to the folder's file `<key>.npz`, whole or not at all; log the reason if it fails."""
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
        """Delete files of what was learned from the folder; keep the `_MOST_KEPT` that were used last."""
        kept = sorted(Path(self._folder or "").glob("*.npz"), key=lambda path: path.stat().st_mtime)
        for path in kept[:-_MOST_KEPT]:
            path.unlink()

    @contextmanager
    def _locked(self, dropped: Event) -> Iterator[None]:
        """Hold the lock of the folder, so that only one process at a time learns among those that share it.

        Where it cannot be had, go on without it after a while. Raises Dropped where the bot stops meanwhile.
        """
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


def _scorer_of_file(path: Path, lesson: Lesson, vectors: Vectors | None, tell: Tell) -> Scorer | None:
    """Return the scorer made from this file; None where the file is missing, damaged or of other texts.

    `tell` is called with the reason where the file is damaged or cannot be read.
    """
    try:
        return lesson.scorer(path.read_bytes(), vectors)
    except (FileNotFoundError, OfOtherTexts):
        return None
    except (OSError, Unfit) as trouble:
        tell("%s is of no use, it is learned again: %s", path, trouble)
        return None
