"""The memory of the process: what loading has freed goes back to the system."""

import ctypes
import gc
from contextlib import suppress


def give_back() -> None:
    """Give back to the system what was freed, some 25 MB after the base was learned. Only glibc does it when asked."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def settle() -> None:
    """Give back what was freed, and let the collector look no more at what stays as long as the process."""
    gc.collect()
    gc.freeze()
    give_back()
