"""Figures of the code: `python -m tests.measure_house`. Reads it, and runs nothing of it."""

import ast
import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "handlers", "knowledge", "storage")
Arrows = Mapping[str, set[str]]


def sources(*rooms: str) -> Iterator[Path]:
    """Yield the production files of these rooms, without the demo's local server."""
    for room in rooms or ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if not path.is_relative_to(ROOT / "bot" / "demo"):
                yield path


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported_modules(path: Path) -> set[str]:
    """Return every module that a file imports, and every name that it imports from a package, which may be one."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def arrows() -> Arrows:
    """Return, for each module of production, those that it imports."""
    paths = {name_of(path): path for path in sources()}
    return {name: imported_modules(path) & paths.keys() - {name} for name, path in paths.items()}


def capability(name: str) -> str:
    """Return the folder of handlers/ that holds the module, "" for a module of another room."""
    parts = name.split(".")
    return parts[1] if parts[0] == "handlers" and len(parts) > 2 else ""


def between_capabilities(of_modules: Arrows) -> Arrows:
    found: dict[str, set[str]] = {}
    for name, targets in of_modules.items():
        if here := capability(name):
            found.setdefault(here, set()).update(map(capability, targets))
    return {here: targets - {here, ""} for here, targets in found.items()}


def in_circles(graph: Arrows) -> set[str]:
    """Return the nodes from which an arrow leads back to themselves."""
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError:
        return {node for node in graph if node in _reached(graph, node)}
    return set()


def _reached(graph: Arrows, start: str) -> set[str]:
    seen: set[str] = set()
    left = list(graph.get(start, ()))
    while left:
        node = left.pop()
        if node not in seen:
            seen.add(node)
            left += graph.get(node, ())
    return seen


def outside_files_naming(of_modules: Arrows) -> Mapping[str, int]:
    """Count, for each capability, the files outside its folder that import it and were edited when it came."""
    found = {capability(name): set[str]() for name in of_modules}
    for name, targets in of_modules.items():
        for target in targets:
            if capability(target) != capability(name):
                found[capability(target)].add(name)
    return {here: len(names) for here, names in found.items() if here}


def count(pattern: str, *rooms: str) -> tuple[int, int]:
    """Return how often a pattern occurs in the code of these rooms, and in how many files."""
    each = [len(re.findall(pattern, path.read_text(encoding="utf-8"))) for path in sources(*rooms)]
    return sum(each), sum(many > 0 for many in each)


def lines() -> int:
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in sources())


def rows() -> Iterator[tuple[str, str]]:
    """Yield each fact with its figure."""
    of_modules = arrows()
    yield "capabilities of handlers/ in an import circle", str(len(in_circles(between_capabilities(of_modules))))
    yield "modules in an import circle", str(len(in_circles(of_modules)))
    named = sorted(outside_files_naming(of_modules).items(), key=lambda one: -one[1])
    yield "files outside a capability that import it", ", ".join(f"{here} {many}" for here, many in named)
    for fact, pattern, rooms in (
        ("`.awaiting =` and `values(awaiting=`", r"\.awaiting = |values\([^)]*\bawaiting=", ROOMS),
        ("`OutboxMessage(` outside storage/", r"\bOutboxMessage\(", ("bot", "handlers")),
        ("`isdecimal()`", r"\.isdecimal\(\)", ("handlers",)),
        ("statements of SQL in handlers/", r"\b(?:select|update|delete|insert|exists)\((?=[A-Z])", ("handlers",)),
        ("`understand(` in handlers/", r"\.understand\(", ("handlers",)),
        ("`places.find(` in handlers/", r"places\.find\(", ("handlers",)),
        ("`# fmt: skip`", r"# fmt: skip", ROOMS),
        ("`Any`", r"\bAny\b", ROOMS),
    ):
        many, files = count(pattern, *rooms)
        yield fact, f"{many} in {files} files"
    yield "lines of production, bot/demo apart", f"{lines():,}"


def main() -> None:
    for fact, figure in rows():
        print(f"{fact:48} {figure}")


if __name__ == "__main__":
    main()
