"""`aiguilleur meetings` as an operator uses it: published at once, refused in one line."""

import json
from pathlib import Path

import pytest

from tests.bot.commands.console import Shown, console


def meetings(folder: Path, *arguments: str) -> Shown:
    return console("meetings", *arguments, DATA_DIR=str(folder))


def test_meeting_is_added_listed_moved_and_cancelled(tmp_path: Path) -> None:
    added = meetings(tmp_path, "add", "visio-porteurs", "2035-12-06T12:30", "--capacity", "40", "--json")
    assert added.returncode == 0, added.stderr
    made = json.loads(added.stdout)
    assert (made["state"], made["start"], made["capacity"]) == ("published", "2035-12-06T12:30+01:00", 40)
    moved = json.loads(meetings(tmp_path, "move", str(made["id"]), "2035-12-13T12:30", "--json").stdout)
    assert (moved["uid"], moved["sequence"], moved["start"]) == (made["uid"], 1, "2035-12-13T12:30+01:00")
    listed = json.loads(meetings(tmp_path, "list", "--json").stdout)
    assert [(one["id"], one["registered"]) for one in listed] == [(made["id"], 0)]
    assert meetings(tmp_path, "cancel", str(made["id"])).returncode == 0
    again = meetings(tmp_path, "cancel", str(made["id"]))
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("add", "autre", "2020-12-06T12:30"), 1, "this time is past"),
        (("add", "autre", "bientôt"), 2, "is not a time such as"),
        (("add", "autre", "2035-03-25T02:30"), 2, "the clocks skip it"),
        (("add", "fête", "2035-12-06T12:30"), 2, "invalid choice"),
        (("add", "autre", "2035-12-06T12:30", "--capacity", "0"), 2, "--capacity"),
        (("add", "autre", "2035-12-06T12:30", "--link", "visio"), 2, "--link"),
        (("move", "7", "2035-12-06T12:30"), 1, "no meeting of that number"),
    ],
)
def test_wrong_use_is_one_line(tmp_path: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    refused = meetings(tmp_path, *arguments)
    assert (refused.returncode, refused.stderr.count("\n")) == (code, 1)
    assert words in refused.stderr


def test_two_meetings_at_once_are_refused(tmp_path: Path) -> None:
    assert meetings(tmp_path, "add", "autre", "2035-12-06T12:30").returncode == 0
    refused = meetings(tmp_path, "add", "rencontre", "2035-12-06T13:00")
    assert (refused.returncode, "at the same time" in refused.stderr) == (1, True)
