"""`aiguilleur knowledge check|links|diff|eval`: check the base or its links, compare two bases, or score one."""

import argparse
import json
import sys
from pathlib import Path

from bot.commands.failure import Failure
from bot.commands.links import check_links
from bot.commands.loading import load_knowledge, made_ready, read_changes
from bot.settings import Settings
from knowledge.base.measures import findings, table
from knowledge.learning.diff import differences
from knowledge.learning.doubts import doubts
from knowledge.learning.evaluation import evaluate, own_wordings
from knowledge.snapshot import Knowledge, KnowledgeRefused


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `aiguilleur knowledge` to its parser."""
    parser.epilog = "example: aiguilleur knowledge check"
    actions = parser.add_subparsers(dest="action", required=True, metavar="check|links|diff|eval")
    check = actions.add_parser("check", help="validate every entry, the team, the territories")
    check.add_argument("--warnings", action="store_true", help="each warning in a line, too")
    check.epilog = "example: aiguilleur knowledge check --warnings"
    links = actions.add_parser("links", help="ask every link of the base, name those that do not answer")
    links.epilog = "example: aiguilleur knowledge links"
    diff = actions.add_parser("diff", help="name every known question whose answer differs")
    diff.epilog = "example: aiguilleur knowledge diff ./base-of-may ./base-of-june"
    diff.add_argument("old", type=Path, metavar="OLD")
    diff.add_argument("new", type=Path, metavar="NEW")
    evaluation = actions.add_parser("eval", help="score the labelled sets of a folder")
    evaluation.epilog = "example: aiguilleur knowledge eval tests/knowledge/sets"
    evaluation.add_argument("directory", type=Path, metavar="DIR")
    evaluation.add_argument("--json", action="store_true", help="the figures as one JSON object")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Do what is asked of the base, or of two, and print the result; return 1 for a faulty base or a dead link."""
    if arguments.action == "check":
        return _check(settings, arguments.warnings)
    if arguments.action == "links":
        return check_links(load_knowledge(settings).entries)
    if arguments.action == "diff":
        return _diff(_folder(arguments.old), _folder(arguments.new))
    knowledge = made_ready(load_knowledge(settings))
    report = evaluate(knowledge, _folder(arguments.directory))
    report.own = own_wordings(knowledge)
    print(json.dumps(report.as_dict(), ensure_ascii=False) if arguments.json else report.table())
    return 0


def _check(settings: Settings, show_warnings: bool) -> int:
    try:
        knowledge = Knowledge.load(settings.knowledge_dir)
    except KnowledgeRefused as refused:
        for fault in refused.faults:
            print(fault, file=sys.stderr)
        return 1
    held = knowledge.laid(read_changes(settings)).outdated
    warnings = [
        *doubts(knowledge),
        *(f"{one.entry}: a change of {one.by} is held: the file no longer takes it" for one in held),
        *findings(knowledge.entries, knowledge.glossary, len(knowledge.out_of_scope), knowledge.team),
    ]
    for warning in warnings if show_warnings else ():
        print(f"warning: {warning}")
    print(table(knowledge.entries, knowledge.glossary))
    wordings = sum(len(entry.wordings) for entry in knowledge.entries.values())
    end = f"no fault, {len(warnings)} warnings (--warnings shows them)" if warnings else "all good"
    print(f"{len(knowledge.entries)} entries, {wordings} wordings, {len(knowledge.team.members)} members: {end}")
    return 0


def _diff(old: Path, new: Path) -> int:
    for moved in differences(made_ready(_load(old)), made_ready(_load(new))):
        print(moved.as_line())
    return 0


def _load(directory: Path) -> Knowledge:
    try:
        return Knowledge.load(directory)
    except KnowledgeRefused as refused:
        raise Failure(f"knowledge: {refused.faults[0]}") from None


def _folder(path: Path) -> Path:
    if not path.is_dir():
        raise Failure(f"{path} is not a folder", code=2)
    return path
