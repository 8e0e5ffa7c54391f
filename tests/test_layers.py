"""Which room may import which. A broken rule fails with its sentence."""

import ast
import re
import subprocess
import sys
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "handlers", "knowledge", "storage")
MAY_IMPORT = {"knowledge": set(), "storage": set(), "handlers": {"knowledge", "storage"}, "bot": set(ROOMS)}
LONGEST_FILE = 300
# From the ground up: each may import those before it.
ROOMS_OF_KNOWLEDGE = ("text", "places", "base", "danger", "finder", "snapshot", "learning")
FLOORS_OF_HANDLERS = (
    "talk", "privacy", "places", "roles", "answers", "curation", "cases", "models", "absences", "subscriptions",
    "meetings", "announcements", "held", "office", "reception",
)  # fmt: skip
SESSION_ALONE = {"sqlalchemy.ext.asyncio", "sqlalchemy.ext.asyncio.AsyncSession"}
ROOMS_OF_CASES = ("core", "person", "staff", "clock")


def sources(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written whole, not relative"
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_room_imports_only_the_rooms_it_may(room: str) -> None:
    for path in sources(room):
        foreign = {name.partition(".")[0] for name in imported(path)} & set(ROOMS)
        broken = foreign - MAY_IMPORT[room] - {room}
        assert not broken, f"{path.relative_to(ROOT)}: {room}/ may not import {', '.join(broken)}/"


@pytest.mark.parametrize(
    ("folder", "order"),
    [("knowledge", ROOMS_OF_KNOWLEDGE), ("handlers", FLOORS_OF_HANDLERS), ("handlers/cases", ROOMS_OF_CASES)],
)
def test_rooms_import_only_those_below(folder: str, order: tuple[str, ...]) -> None:
    """A file beside the rooms of its folder is above them all."""
    prefix = f"{folder.replace('/', '.')}."
    for path in sources(folder):
        here = path.relative_to(ROOT / folder).parts[0].removesuffix(".py")
        above = order[order.index(here) + 1 :] if here in order else ()
        for name in imported_modules(path):
            broken = name.removeprefix(prefix).partition(".")[0] if name.startswith(prefix) else ""
            assert broken not in above, f"{path.relative_to(ROOT)}: {folder}/{here} may not import {folder}/{broken}"


@pytest.mark.parametrize(("folder", "order"), [("knowledge", ROOMS_OF_KNOWLEDGE), ("handlers", FLOORS_OF_HANDLERS)])
def test_every_room_has_its_place_in_the_order(folder: str, order: tuple[str, ...]) -> None:
    found = {path.relative_to(ROOT / folder).parts[0].removesuffix(".py") for path in sources(folder)} - {"__init__"}
    assert found == set(order), f"{folder}/: its order in tests/test_layers.py names each room, and nothing else"


def test_no_modules_import_each_other_in_a_circle() -> None:
    paths = {name_of(path): path for room in ROOMS for path in sources(room)}
    arrows = {name: imported_modules(path) & paths.keys() - {name} for name, path in paths.items()}
    try:
        tuple(TopologicalSorter(arrows).static_order())
    except CycleError as error:
        pytest.fail("modules in a circle: " + " imports ".join(reversed(error.args[1])))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported_modules(path: Path) -> set[str]:
    """Return the modules that a file imports, including by `from package import module`."""
    found = imported(path)
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_demo_imports_nothing_of_ours() -> None:
    for path in sources("bot/demo"):
        ours = {name for name in imported(path) if name.partition(".")[0] in ROOMS and not name.startswith("bot.demo")}
        assert not ours, f"{path.relative_to(ROOT)}: the local server shares no code with the bot ({', '.join(ours)})"


@pytest.mark.parametrize("room", [*ROOMS, "tests"])
def test_no_file_is_longer_than_a_reader_bears(room: str) -> None:
    long = [str(path.relative_to(ROOT)) for path in sources(room) if len(path.read_text().splitlines()) > LONGEST_FILE]
    assert long == [], "what is the second file called?"


def test_nothing_is_without_use() -> None:
    """A function, class or constant that stands nowhere but where it is defined is dead code."""
    texts = {path: path.read_text() for room in (*ROOMS, "tests") for path in sources(room)}
    texts |= {path: path.read_text() for path in (ROOT / "handlers").rglob("*.html")}
    named = Counter(word for words in texts.values() for word in re.findall(r"\w+", words))
    defined = re.compile(r"^(?:async def|def|class) (\w+)|^(\w+)(?:: [^=\n]+)? = ", re.MULTILINE)
    alone = {
        f"{path.relative_to(ROOT)}: {name}"
        for path, words in texts.items()
        if path.suffix == ".py" and not path.is_relative_to(ROOT / "tests") and "migrations" not in path.parts
        for name in (found[1] or found[2] for found in defined.finditer(words))
        if named[name] == 1
    }
    assert alone == set()


# A compiled module is written first under a name of its own, with a number at the end.
_IMPORT_ALL = r"""
import importlib, pkgutil, re, sys
done = []
def watch(event, given):
    if event == "open" and isinstance(given[0], str) and not re.search(r"\.py(c|c\.\d+)?$", given[0]):
        if any(f"{room}/" in given[0] for room in ROOMS):
            done.append(f"opens {given[0]}")
    elif event in ("socket.connect", "socket.bind", "subprocess.Popen", "sqlite3.connect"):
        done.append(event)
ROOMS = ("bot", "handlers", "knowledge", "storage")
sys.addaudithook(watch)
for room in ROOMS:
    for module in pkgutil.walk_packages([room], f"{room}."):
        if not module.name.startswith("storage.migrations.") and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
print(*done, sep="\n")
"""


def test_no_import_does_work() -> None:
    """Importing every module reads no file of ours, connects, starts and listens to nothing."""
    shown = subprocess.run([sys.executable, "-c", _IMPORT_ALL], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == ""


def test_only_the_console_reads_the_environment() -> None:
    readers = [
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in sources(room)
        if "os.environ" in path.read_text() or "getenv(" in path.read_text()
    ]
    assert readers == ["bot/__main__.py", "bot/commands/demo.py"], "settings are read once and handed down"


def test_messages_are_made_by_one_sender() -> None:
    """The class and its queries are in storage/outbox.py."""
    makers = [
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in sources(room)
        if called(path) & {"OutboxMessage", "enqueue"}
    ]
    assert makers == ["handlers/talk/sender.py"], "a message is made by a Sender, never by hand"


def test_questions_to_the_database_stand_in_storage() -> None:
    """A handler passes the session on, and adds, finds and deletes records; queries are named functions of storage."""
    for path in sources("handlers"):
        broken = {name for name in imported_modules(path) if name.startswith("sqlalchemy")} - SESSION_ALONE
        assert not broken, f"{path.relative_to(ROOT)}: a statement of SQL is a named question of storage/ ({broken})"


def called(path: Path) -> set[str]:
    """Return the names that a file calls, except for attributes and methods."""
    nodes = ast.walk(ast.parse(path.read_text()))
    return {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}


def test_commit_is_written_once() -> None:
    writers = [
        str(path.relative_to(ROOT)) for room in ROOMS for path in sources(room) if ".commit()" in path.read_text()
    ]
    assert writers == ["storage/database.py"]


def test_what_is_awaited_is_written_in_one_place() -> None:
    writers = [
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in sources(room)
        if re.search(r"\.awaiting\b[^=\n]*[^=!]=[^=]|\bvalues\([^)]*\bawaiting=", path.read_text())
    ]
    assert writers == ["storage/people.py"], "what the bot waits for is said by wait_for, never by hand"


# The one function that assigns the state of each record, beside the record's rules.
STATES_ASSIGNED_IN = {
    ("handlers/announcements/rules.py", "advance"),
    ("handlers/announcements/sending.py", "_enqueue"),
    ("handlers/cases/core/outcomes.py", "_note_outcomes_of"),
    ("handlers/cases/core/steps.py", "_move"),
    ("handlers/meetings/changes.py", "_set_state"),
    ("handlers/meetings/seats.py", "set_status"),
    ("bot/mailer.py", "_note"),
}


def test_each_state_is_assigned_in_one_place() -> None:
    """The rows of the machine itself (messages, mails, deliveries) change beside their queries, in storage/."""
    found = {
        (str(path.relative_to(ROOT)), function.name)
        for room in ("bot", "handlers")
        for path in sources(room)
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and assigns_state(function)
    }
    assert found == STATES_ASSIGNED_IN, "a state changes where its rules are, by the one function that assigns it"


def assigns_state(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Tell whether a function sets the state or the status of something that it was given."""
    targets = [
        name
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        for target in node.targets
        for name in (target.elts if isinstance(target, ast.Tuple) else [target])
    ]
    return any(isinstance(name, ast.Attribute) and name.attr in ("state", "status") for name in targets)


@pytest.mark.parametrize("room", ROOMS)
def test_no_constant_is_named_twice_in_a_module(room: str) -> None:
    """The second would silently be what both mean."""
    for path in sources(room):
        names = [
            target.id
            for node in ast.parse(path.read_text()).body
            if isinstance(node, ast.Assign | ast.AnnAssign)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
        ]
        twice = {name for name in names if names.count(name) > 1}
        assert not twice, f"{path.relative_to(ROOT)}: assigned twice: {', '.join(sorted(twice))}"
