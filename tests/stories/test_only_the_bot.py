"""Stories know the bot as people do: they import nothing of it but what every test needs."""

import ast
from pathlib import Path

STORIES = Path(__file__).parent
INSIDE = ("handlers", "knowledge", "storage", "bot")


def test_stories_import_nothing_of_the_house() -> None:
    broken = [
        f"{path.name}: {node.module}"
        for path in sorted(STORIES.glob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in INSIDE
    ]
    assert broken == [], "a story must stand when the house moves"
