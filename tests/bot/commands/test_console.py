"""The console as people use it: exit codes, one line for an error, help with an example, JSON lines."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.__main__ import COMMANDS
from storage.address import Address
from storage.database import Database
from storage.schema import migrate
from tests.bot.commands.console import KEPT, console
from tests.knowledge.base_of_one import write_base

ROOT = Path(__file__).parents[3]


def aiguilleur(*arguments: str, given: str = "", **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a process."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments], input=given, capture_output=True, text=True, cwd=ROOT,
        env=kept | environ, timeout=240, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    shown = console(command, "--help")
    assert (shown.returncode, "example" in shown.stdout) == (0, True)


def test_help_names_every_command() -> None:
    shown = aiguilleur("--help")
    assert shown.returncode == 0
    assert COMMANDS.keys() - shown.stdout.split() == set()


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["fly"], "aiguilleur: argument COMMAND: invalid choice: 'fly'"),
        (["clock", "+2d"], "aiguilleur: the clock can be moved only where DEMO_CLOCK=1 is set"),
        (["run"], "aiguilleur: settings: TELEGRAM_TOKEN is missing: put the token that BotFather gave in it"),
        (["knowledge", "eval", "/nowhere"], "aiguilleur: /nowhere is not a folder"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_two(arguments: list[str], line: str, tmp_path: Path) -> None:
    shown = console(*arguments, DATA_DIR=str(tmp_path))
    assert shown.returncode == 2
    assert shown.stderr.startswith(line)
    assert shown.stderr.count("\n") == 1


def test_wrong_settings_are_one_line_and_exit_code_two() -> None:
    shown = console("place", "Niort", PORT="none", TELEGRAM_TOKEN="hello")
    assert shown.returncode == 2
    assert shown.stderr.startswith("aiguilleur: settings: TELEGRAM_TOKEN: expected")
    assert "; PORT: expected" in shown.stderr


def test_ask_answers_as_the_bot_would_and_explains_its_choice() -> None:
    plain, why = (run("ask", *more, "combien paie l'AMI de la Région ?").stdout for run, more in
                  ((aiguilleur, []), (console, ["--why"])))  # fmt: skip
    assert "Cela répond-il à votre question ?" in plain
    assert plain.rstrip().endswith("[ Oui, merci ] [ Non ]")
    assert why.startswith(plain.rstrip())
    assert len(why) > len(plain)


def test_ask_reads_json_lines_in_order_until_one_is_no_json() -> None:
    lines = [{"id": "q1", "text": "c'est quoi le FDVA ?"}, {"id": "f1", "turns": ["c'est quoi l'AMI ?", "Niort"]}]
    shown = console("ask", "--json", given="\n".join([*(json.dumps(line) for line in lines), "hello"]))
    first, second = (json.loads(line) for line in shown.stdout.splitlines())
    assert list(first) == ["id", "outcome", "entry", "suggestions", "confidence", "intent", "departments", "delegate",
                           "danger", "also", "care", "text", "ms"]  # fmt: skip
    assert (first["id"], first["outcome"], first["entry"]) == ("q1", "answer", "fdva")
    assert (second["id"], second["outcome"], second["delegate"]) == ("f1", "delegate", "Elodie Truong")
    assert (shown.returncode, shown.stderr) == (2, "aiguilleur: line 3 of standard input is not a JSON object\n")


def test_place_gives_the_delegate_as_json() -> None:
    shown = console("place", "--json", given='{"id": "r1", "text": "Niort"}\n')
    assert json.loads(shown.stdout) == {
        "id": "r1", "outcome": "delegate", "departments": ["79"], "delegate": "Elodie Truong", "place": "Niort",
    }  # fmt: skip


def test_knowledge_check_counts_what_is_good(tmp_path: Path) -> None:
    """The base is small: test_doubts.py tries the wordings of the shipped one."""
    shown = console("knowledge", "check", KNOWLEDGE_DIR=str(write_base(tmp_path / "base")))
    assert shown.returncode == 0
    assert shown.stdout.endswith(": no fault, 6 warnings (--warnings shows them)\n")
    assert "warning:" not in shown.stdout


def test_knowledge_check_names_each_fault_in_a_line(tmp_path: Path) -> None:
    subprocess.run(["cp", "-r", *(str(ROOT / "knowledge" / "base" / name) for name in ("entries", "team.yaml",
                    "outofscope.txt")), str(tmp_path)], check=True)  # fmt: skip
    broken = tmp_path / "entries" / "fdva.md"
    broken.write_text(broken.read_text().replace("referent: delegate", "referent: nobody"))
    shown = console("knowledge", "check", KNOWLEDGE_DIR=str(tmp_path))
    assert shown.returncode == 1
    assert "fdva.md" in shown.stderr
    assert "nobody" in shown.stderr


@pytest.mark.parametrize(
    ("file", "broken", "line"),
    [("entries/fdva.md", "referent: [", "fdva.md"), ("team.yaml", "members: [", "team.yaml")],
)
def test_run_refuses_a_faulty_base_in_one_line(tmp_path: Path, file: str, broken: str, line: str) -> None:
    folder = tmp_path / "base"
    shutil.copytree(ROOT / "knowledge" / "base", folder)
    (folder / file).write_text(broken)
    shown = console("run", TELEGRAM_TOKEN="4242:test-token", DATA_DIR=str(tmp_path), KNOWLEDGE_DIR=str(folder))
    assert (shown.returncode, shown.stderr.count("\n")) == (1, 1)
    assert shown.stderr.startswith("aiguilleur: knowledge: ")
    assert line in shown.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["base"]


def test_clock_moves_forward_only_in_the_demo(tmp_path: Path) -> None:
    demo = {"DATABASE_URL": f"sqlite:///{tmp_path}/a.db", "DEMO_CLOCK": "1"}
    early = console("clock", **demo)
    assert (early.returncode, list(tmp_path.iterdir())) == (1, [])
    assert early.stderr == (
        f"aiguilleur: the database at sqlite:///{tmp_path}/a.db has no tables yet: start aiguilleur run once\n"
    )
    asyncio.run(_make_tables(tmp_path / "a.db"))
    moved = console("clock", "set", "2030-01-05T12:30", **demo)
    assert moved.stdout.startswith("2030-01-05T12:30:0")
    assert console("clock", **demo).stdout.startswith("2030-01-05T12:30:")
    back = console("clock", "set", "2029-01-05T12:30", **demo)
    assert (back.returncode, back.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    ("command", "line"),
    [
        (
            ["announcements", "list"],
            "the database was made before the first release of aiguilleur, and this version cannot read it",
        ),
        (["clock"], "the database at sqlite:///{} has tables made before the first release"),
    ],
)
def test_tables_never_released_are_a_line(tmp_path: Path, command: list[str], line: str) -> None:
    asyncio.run(_make_tables(tmp_path / "a.db", "0012"))
    told = console(*command, DATABASE_URL=f"sqlite:///{tmp_path}/a.db", DEMO_CLOCK="1")
    fix = ": move it away, or name an empty one in DATABASE_URL"
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr == f"aiguilleur: {line.format(tmp_path / 'a.db')}{fix}\n"


async def _make_tables(path: Path, revision: str | None = None) -> None:
    database = Database(Address(path, None))
    await migrate(database)
    if revision is not None:
        async with database.transaction() as session:
            await session.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})
    await database.close()
