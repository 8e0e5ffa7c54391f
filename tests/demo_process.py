"""`aiguilleur demo` as a process, which ends with the test even when it is slow to start."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bot.commands.demo import free_port
from tests.forked import fork

ROOT = Path(__file__).parents[1]
READY, STOPPED = 150, 30  # in seconds


@asynccontextmanager
async def demo(data: Path, ready: float = READY) -> AsyncIterator[str]:
    """Start a demo, yield its address once it is ready, and check that it ends well."""
    port = await free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--port", str(port), cwd=ROOT, stdout=asyncio.subprocess.PIPE,
        env=_environ() | {"DATA_DIR": str(data)}, start_new_session=True,
    )  # fmt: skip
    try:
        assert process.stdout
        line = (await asyncio.wait_for(process.stdout.readline(), ready)).decode()
        assert line == _ready(port)
        yield f"http://127.0.0.1:{port}"
        process.terminate()
        assert await asyncio.wait_for(process.wait(), STOPPED) == 0
    finally:
        await _end_all(process)


@asynccontextmanager
async def forked_demo(data: Path, **settings: str) -> AsyncIterator[str]:
    """Fork a demo, yield its address once it is ready, and check that it ends well."""
    port, written = await free_port(), data / "written"
    environ = _environ() | {"DATA_DIR": str(data)} | settings
    process = await fork("tests.forked_demo", "--port", str(port), environ=environ, written=written)
    try:
        async with asyncio.timeout(READY):
            while not written.exists() or _ready(port) not in written.read_text():
                await asyncio.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
        process.terminate()
        assert await asyncio.wait_for(process.wait(), STOPPED) == 0
    finally:
        process.kill()
        await process.wait()


def _environ() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}


def _ready(port: int) -> str:
    return f"Aiguilleur demo: open http://127.0.0.1:{port}  (Ctrl-C ends it)\n"


async def _end_all(process: asyncio.subprocess.Process) -> None:
    """End the demo and the bot that it started, which share a session."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.wait()
