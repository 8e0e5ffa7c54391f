"""The kinds of database on which conversations are tried: the files take them by turns, `--both` tries each on both.

What people read does not depend on the kind of database; the statements behind it do, and each kind sees half of the
files. Stories marked `both_databases`, and all tests outside of these folders, run on both whatever is asked.
"""

from zlib import crc32

import pytest

KINDS = ("sqlite", "postgresql")
BY_TURNS = ("tests/handlers/", "tests/stories/")


def is_left_out(test: pytest.Item) -> bool:
    """Whether a test is the one on the kind of database that is not its file's turn."""
    file, _, _ = test.nodeid.partition("::")
    if not file.startswith(BY_TURNS) or test.get_closest_marker("both_databases") is not None:
        return False
    other = KINDS[crc32(file.encode()) % len(KINDS)]
    return isinstance(test, pytest.Function) and hasattr(test, "callspec") and other in test.callspec.params.values()
