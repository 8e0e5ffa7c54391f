"""`aiguilleur questions list|add|drop`: questions that found no answer or a bad one, similar ones together."""

import argparse
import asyncio
import json
import re
from collections.abc import Awaitable, Callable

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.commands.failure import Failure, cause_of
from bot.commands.loading import load_knowledge
from bot.commands.operator import operator_act
from bot.settings import Settings
from handlers.curation.acts import Curation, answer_questions, drop
from handlers.curation.groups import NOWHERE, Group, group_of, grouped
from handlers.curation.overlay import as_changed
from handlers.curation.reasons import NotNow, NoWording
from handlers.curation.texts import BY_COMMAND_LINE
from handlers.talk.act import Act
from handlers.talk.refusal import Refusal
from storage.base import Json
from storage.database import DatabaseAway
from storage.kept_questions import kept_questions

_DEPARTMENT = re.compile(r"|none|2[AB]|\d{2,3}")
_REFUSALS = {
    NoWording.SHORT: "the question is too short to be a wording",
    NoWording.LONG: "the question is too long to be a wording",
    NoWording.TAKEN: "the wording stands already in the entry '{}'",
    NoWording.PERSONAL: "the question holds a name, a number or an address",
    NotNow.ENTRY_GONE: "the entry is there no more",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `aiguilleur questions` to its parser."""
    parser.epilog = "example: aiguilleur questions add 12 --to ami-depot"
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|add|drop")
    shown = actions.add_parser("list", help="the groups, the largest first")
    shown.epilog = "example: aiguilleur questions list --department 79"
    shown.add_argument(
        "--department", default="", metavar="CODE", help="only what was asked there, as 79; none: nowhere"
    )
    shown.add_argument("--json", action="store_true", help="one JSON object a group")
    add = actions.add_parser("add", help="make a group a wording of an entry")
    add.epilog = "example: aiguilleur questions add 12 --to ami-depot"
    add.add_argument("id", type=int, metavar="ID", help="as in the list")
    add.add_argument("--to", required=True, metavar="ENTRY", help="the id of the entry")
    drop = actions.add_parser("drop", help="forget a group")
    drop.epilog = "example: aiguilleur questions drop 12"
    drop.add_argument("id", type=int, metavar="ID", help="as in the list")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """List the questions without a good answer, make a group of them a wording of an entry, or drop a group."""
    doing: dict[str, Callable[[Act], Awaitable[str]]] = {
        "list": lambda act: _list(act.session, arguments.json, arguments.department),
        "add": lambda act: _add(act, arguments.id, arguments.to, settings),
        "drop": lambda act: _drop(act, arguments.id),
    }
    try:
        said = asyncio.run(_as_operator(settings, doing[arguments.action]))
    except (DBAPIError, OSError, DatabaseAway) as trouble:
        raise Failure(f"the database at {settings.database} cannot be opened ({cause_of(trouble)})") from trouble
    if said:
        print(said)
    return 0


async def _as_operator(settings: Settings, do: Callable[[Act], Awaitable[str]]) -> str:
    async with operator_act(settings) as act:
        return await do(act)


async def _list(session: AsyncSession, as_json: bool, department: str) -> str:
    if not _DEPARTMENT.fullmatch(department):
        raise Failure(f"'{department}' is not a department: write its code, as 79, or none", code=2)
    found = grouped(await kept_questions(session), NOWHERE if department == "none" else department)
    if as_json:
        return "\n".join(json.dumps(_as_object(group), ensure_ascii=False) for group in found)
    if not found:
        return "no question waits"
    return "\n".join(
        f"{group.first.id}\t{len(group.rows)} ×\t{group.first.reason}\t{' '.join(group.departments) or '-'}\t"
        f"{group.first.text}"
        for group in found
    )


def _as_object(group: Group) -> Json:
    return {
        "id": group.first.id,
        "count": len(group.rows),
        "text": group.first.text,
        "reason": group.first.reason,
        "departments": dict(group.departments),
        "texts": [row.text for row in group.rows],
    }


async def _add(act: Act, number: int, entry: str, settings: Settings) -> str:
    group = await _group(act.session, number)
    knowledge = await as_changed(act.session, load_knowledge(settings), settings.timezone)
    if entry not in knowledge.entries:
        raise Failure(f"there is no entry '{entry}'", code=2)
    curation = Curation(**act.fields, knowledge=knowledge, by=BY_COMMAND_LINE)
    made = await answer_questions(curation, [row.id for row in group.rows], group.wording, entry)
    if isinstance(made, Refusal):
        raise Failure(_REFUSALS[made.reason].format(made.about))
    return f"« {group.wording} » is a wording of {entry}; {len(group.rows)} questions dropped"


async def _drop(act: Act, number: int) -> str:
    group = await _group(act.session, number)
    await drop(act, [row.id for row in group.rows])
    return f"{len(group.rows)} questions dropped"


async def _group(session: AsyncSession, number: int) -> Group:
    group = group_of(await kept_questions(session), number)
    if group is None:
        raise Failure(f"no question has the number {number}: see aiguilleur questions list", code=2)
    return group
