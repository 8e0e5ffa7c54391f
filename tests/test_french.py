"""French that people read is in `texts.py` files, not in the code that decides."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest

ROOT = Path(__file__).parent.parent
# Labels of one or two words are in `buttons.py`, beside their codes.
OF_WORDS = ("texts.py", "buttons.py")
_FRENCH = re.compile(r"[àâçéèêëîïôùûœÀÂÇÉÈÊËÎÏÔÙÛŒ]|\b[cdjlmnstCDJLMNST]['’][a-z]")
_COMMON = re.compile(
    r"\b(le|la|les|un|une|des|du|de|vous|votre|vos|je|est|sur|pour|pas|ne|plus|au|aux|ce|cette|il|par|sans|oui|et|ou|"
    r"avec|mes|ma)\b",
    re.IGNORECASE,
)
_SAYING = {"text", "bold", "italic", "paragraphs", "Reply", "Button"}
# Words that people write: lists and patterns by which they are understood, never said.
UNDERSTOOD = {
    "handlers/announcements/stop_words.py", "handlers/announcements/stopping.py", "handlers/cases/person/floor.py",
    "handlers/cases/capability.py", "handlers/cases/core/doubt.py", "handlers/cases/person/callback.py",
    "handlers/cases/person/answers_in_words.py", "handlers/cases/person/offering.py",
    "handlers/meetings/coming_in_words.py",
    "handlers/meetings/offer_in_words.py",
    "handlers/cases/person/form_answers.py", "handlers/cases/person/story.py", "handlers/meetings/form_names.py",
    "handlers/meetings/reading.py", "handlers/places/capability.py", "handlers/places/telling.py",
    "handlers/reception/capability.py", "handlers/talk/assent.py", "handlers/talk/moments/words.py",
    "handlers/talk/short_answers.py", "handlers/talk/thanks.py",
}  # fmt: skip
ELSEWHERE = {
    "handlers/cases/core/piece.py": "the kinds of a message, as they are kept and said",
    "handlers/talk/dates.py": "how moments are said: the names of days and months, and their grammar",
    "bot/demo/cast.py": "who the people of the demo are, and what they would ask",
    "bot/demo/control.py": "their names", "bot/demo/scene.py": "their names",
}  # fmt: skip


def literals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield each string that is no docstring and no list of words, with its line; a value in it is a mark."""
    lone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    lone |= {id(given) for node in ast.walk(tree) if is_list_of_words(node) for given in node.args}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            lone |= {id(part) for part in node.values}
            yield node.lineno, "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in lone:
            yield node.lineno, node.value


def is_list_of_words(node: ast.AST) -> TypeGuard[ast.Call]:
    """Whether a node is a call of `knowledge.text.lists`: words that people write."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("listed", "paired")


def said(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield each string passed as it is to what makes a message or a button, in whatever language."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SAYING:
            for given in node.args:
                if isinstance(given, ast.Constant) and isinstance(given.value, str) and re.search(r"\w", given.value):
                    yield given.lineno, given.value


def is_french(words: str) -> bool:
    if words.startswith("example: "):  # in the help of a command
        return False
    return bool(_FRENCH.search(words) or (" " in words.strip() and _COMMON.search(words)))


def sources(room: str) -> list[Path]:
    return sorted(path for path in (ROOT / room).rglob("*.py") if not path.name.endswith(OF_WORDS))


@pytest.mark.parametrize("room", ["handlers", "bot"])
def test_french_stands_in_texts_alone(room: str) -> None:
    found = []
    for path in sources(room):
        name, tree = str(path.relative_to(ROOT)), ast.parse(path.read_text())
        if name in ELSEWHERE:
            continue
        french = () if name in UNDERSTOOD else (one for one in literals(tree) if is_french(one[1]))
        found += [f"{name}:{line}: {words[:60]!r}" for line, words in (*french, *said(tree))]
    assert found == [], "what people read stands in a file of texts, beside the code that says it"


def test_files_let_off_are_there() -> None:
    assert [name for name in (*UNDERSTOOD, *ELSEWHERE) if not (ROOT / name).exists()] == []
