"""Our modules run as processes forked from one that has imported the bot: they begin at once, and die as any other.

Starting Python and importing the bot takes longer than most of what such a process is asked. That the program starts
by itself is for the tests that do without this: test_processes.py, test_image.py, test_demo.py. Run as a process, the
module is the parent, and forks what it is asked to on a socket.
"""

import asyncio
import atexit
import gc
import json
import os
import runpy
import signal
import socketserver
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NoReturn

import bot.commands.run  # noqa: F401
from knowledge.snapshot import Knowledge

ROOT = Path(__file__).parents[1]
PARENT = "FORKED_BY"  # the setting of the socket, for what is forked and forks in turn


class Forked:
    """A running process, with what `asyncio.subprocess.Process` has too. `written` is a file with what it wrote."""

    def __init__(self, pid: int, end: asyncio.StreamReader, connection: asyncio.StreamWriter, written: Path) -> None:
        self.pid = pid
        self.written = written
        self.returncode: int | None = None
        self._connection = connection
        self._ending = asyncio.create_task(self._end(end))

    async def _end(self, end: asyncio.StreamReader) -> None:
        self.returncode = int(await end.readline())
        self._connection.close()

    async def wait(self) -> int:
        await asyncio.shield(self._ending)
        assert self.returncode is not None
        return self.returncode

    async def communicate(self) -> tuple[None, bytes]:
        await self.wait()
        return None, self.written.read_bytes()

    def kill(self) -> None:
        self._signal(signal.SIGKILL)

    def terminate(self) -> None:
        self._signal(signal.SIGTERM)

    def _signal(self, number: signal.Signals) -> None:
        if self.returncode is None:
            with suppress(ProcessLookupError):  # it has ended, and we are about to read so
                os.kill(self.pid, number)


async def fork(module: str, *arguments: str, environ: Mapping[str, str], written: Path | None = None) -> Forked:
    """Run a module as `python -m` does. Its standard output and error go to the file `written`, else where ours go."""
    parent = os.environ.get(PARENT) or _parent()
    end, connection = await asyncio.open_unix_connection(parent)
    given = {**environ, PARENT: parent}
    order = {"module": module, "arguments": arguments, "environ": given, "written": written and str(written)}
    connection.write(json.dumps(order).encode() + b"\n")
    return Forked(int(await end.readline()), end, connection, written or Path(os.devnull))


@cache
def _parent() -> str:
    """Start the process that forks, and return the path of its socket; it ends with this process."""
    folder = tempfile.TemporaryDirectory(prefix="aiguilleur-forked-")
    path = str(Path(folder.name, "socket"))
    parent = subprocess.Popen(
        [sys.executable, "-m", "tests.forked", path], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    parent.stdout.readline()

    def end() -> None:
        parent.kill()
        parent.wait()
        folder.cleanup()

    atexit.register(end)
    return path


class _Order(socketserver.StreamRequestHandler):
    """Starts one process, tells its number, and in the end its exit code."""

    def handle(self) -> None:
        order = json.loads(self.rfile.readline())
        pid = os.fork()
        if not pid:
            _live(**order)
        self.wfile.write(f"{pid}\n".encode())
        _, status = os.waitpid(pid, 0)
        self.wfile.write(f"{os.waitstatus_to_exitcode(status)}\n".encode())


class _Parent(socketserver.ForkingMixIn, socketserver.UnixStreamServer):
    block_on_close = False


def _live(module: str, arguments: list[str], environ: dict[str, str], written: str | None) -> NoReturn:
    """Be the process that was asked for, to its end."""
    code = 1
    try:
        if written is not None:
            file = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            os.dup2(file, 1)
            os.dup2(file, 2)
        os.environ.clear()
        os.environ.update(environ)
        sys.argv = [module, *arguments]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _end_with_who_asks() -> None:
    os.read(0, 1)
    os._exit(0)


def _fork_what_is_asked(path: str) -> None:
    Knowledge.load()  # the tables of places, which a process loads once
    gc.freeze()
    with _Parent(path, _Order) as parent:
        threading.Thread(target=_end_with_who_asks, daemon=True).start()
        print("ready", flush=True)
        parent.serve_forever()


if __name__ == "__main__":
    _fork_what_is_asked(sys.argv[1])
