"""The pages agree with the code: commands, settings, the files they name, the pictures they show."""

import re
from pathlib import Path

import pytest

from bot.__main__ import COMMANDS
from knowledge.base.entry import FIELDS

ROOT = Path(__file__).parent.parent
PAGES = [
    *(ROOT / name for name in ("README.md", "README.fr.md", "CHANGELOG.md", "CONTRIBUTING.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]


def test_every_command_stands_in_the_contract_and_no_other() -> None:
    table = (ROOT / "docs" / "contract.md").read_text().partition("## Settings")[0]
    documented = {match[1] for match in re.finditer(r"^\| `aiguilleur ([a-z]+)", table, re.MULTILINE)}
    assert documented == set(COMMANDS)


def test_every_field_of_an_entry_is_explained_and_no_other() -> None:
    table = (ROOT / "docs" / "entries.md").read_text()
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == FIELDS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", page.read_text())
    inside = [target for target in targets if not target.startswith(("http", "mailto:"))]
    assert [target for target in inside if not (page.parent / target).exists()] == []


def test_make_targets_named_by_the_readme_exist() -> None:
    named = set(re.findall(r"(?:^ {4}|`)make ([a-z]+)", (ROOT / "README.md").read_text(), re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert named <= targets


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/glossary.md", "docs/architecture.md", "docs/threats.md"])
def test_files_named_by_a_page_exist(page: str) -> None:
    named = re.findall(r"`((?:bot|handlers|knowledge|storage|tests|docs)/[\w/.-]*)`", (ROOT / page).read_text())
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_each_decision_has_a_number_of_its_own() -> None:
    numbers = [path.name[:4] for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_changelog_has_the_shape_of_keep_a_changelog() -> None:
    headings = re.findall(r"^(##+ .*)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert headings[0] == "## [Unreleased]"
    kinds = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
    versions = [heading for heading in headings if re.fullmatch(r"## \[.+\](?: - \d{4}-\d\d-\d\d)?", heading)]
    assert [heading for heading in headings if heading not in versions and heading[4:] not in kinds] == []


def test_pages_name_no_path_of_a_machine() -> None:
    told = [page.name for page in PAGES if re.search(r"/(work|home|root|tmp)/", page.read_text())]
    assert told == []


def test_unit_runs_the_command_that_make_installs() -> None:
    unit = (ROOT / "docs" / "aiguilleur.service").read_text()
    settings = dict(line.split("=", 1) for line in unit.splitlines() if "=" in line and not line.startswith("#"))
    assert settings["ExecStart"] == f"{settings['WorkingDirectory']}/.venv/bin/aiguilleur run"
    assert settings["ReadWritePaths"] == settings["Environment"].removeprefix("DATA_DIR=")
    assert settings["RestartPreventExitStatus"] == "2"
