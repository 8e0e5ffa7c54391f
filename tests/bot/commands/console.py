"""The console in this process, where a command answers the same as a process, which takes a second to start.

test_console.py, test_backup.py, test_demo.py and reliability/ start commands as processes, where it matters.
"""

import io
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass

import pytest

from bot.__main__ import main

KEPT = ("PATH", "HOME", "LANG")


@dataclass(frozen=True)
class Shown:
    returncode: int
    stdout: str
    stderr: str


def console(*arguments: object, given: str = "", **environ: str) -> Shown:
    """Run `aiguilleur` with these words; it sees no more of the environment than a process of its own would."""
    out, errors = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(errors):
        patch.setattr(sys, "stdin", io.StringIO(given))
        patch.setattr(os, "environ", {name: os.environ[name] for name in KEPT if name in os.environ} | environ)
        try:
            code = main([str(each) for each in arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Shown(code, out.getvalue(), errors.getvalue())
