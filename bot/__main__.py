"""The console: `aiguilleur COMMAND`. Reads the environment once and hands it down; each command is one file."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from dotenv import dotenv_values

from bot.commands.failure import Failure
from bot.settings import Settings, SettingsRefused
from handlers.announcements.actions import ANNOUNCE
from handlers.curation.actions import CURATE
from handlers.meetings.actions import MANAGE_MEETINGS
from handlers.reception.actions import RUN_COMMANDS
from handlers.roles.actions import INVITE, WITHDRAW
from handlers.talk.permissions import Actor, may

COMMANDS = {
    "run": "run the bot",
    "demo": "run everything here, without a token, with a page to chat in",
    "ask": "answer one text, or JSON lines from standard input",
    "place": "find the place and the delegate in one text, or JSON lines",
    "knowledge": "check, compare or score the knowledge base",
    "questions": "list what found no good answer, make it a wording, drop it",
    "invite": "print a one-time link that gives a role",
    "meetings": "list, add, move or cancel meetings",
    "announce": "queue an announcement to those who asked for its subject",
    "announcements": "list the announcements and how far they are",
    "withdraw": "end the roles of somebody at once",
    "office": "print a one-time link to the office for somebody of staff",
    "cases": "list the open cases of the case desk",
    "clock": "show or move business time (only with DEMO_CLOCK=1)",
    "backup": "write the whole database to one file, while the bot runs",
    "restore": "replace the whole database by a backup, while the bot runs",
    "doctor": "check token, address, webhook, clock, database, knowledge, mail",
}


# The permission that a command needs; commands that are not listed only read, or maintain the machine.
ACTIONS_OF = {
    "questions": CURATE,
    "invite": INVITE,
    "withdraw": WITHDRAW,
    "meetings": MANAGE_MEETINGS,
    "announce": ANNOUNCE,
    "announcements": ANNOUNCE,
}


class OneLineParser(argparse.ArgumentParser):
    """An argument parser that reports wrong use in one line on standard error, and ends with exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and which help to read, in one line on standard error, and exit with code 2."""
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command named in the arguments, by default those of the process, and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = OneLineParser(
        prog="aiguilleur",
        description="First reception on Telegram for a network of third places.",
        epilog="example: aiguilleur ask \"c'est quoi l'AMI ?\"",
    )
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=OneLineParser)
    for name, words in COMMANDS.items():
        # Only the command asked for is imported, so that `clock` does not wait for the finder.
        module = importlib.import_module(f"bot.commands.{name}") if name in given[:1] else None
        style = argparse.RawDescriptionHelpFormatter
        subparser = subparsers.add_parser(name, help=words, description=words, formatter_class=style)
        if module is not None:
            subparser.set_defaults(execute=module.execute)
            module.configure(subparser)
    chosen = parser.parse_args(given)
    return _execute(chosen)


def _execute(chosen: argparse.Namespace) -> int:
    try:
        if not may({Actor.OPERATOR}, ACTIONS_OF.get(chosen.command, RUN_COMMANDS)):
            raise Failure(f"{chosen.command} is not the operator's: see docs/permissions.md")
        settings = Settings.from_environment({**_dotenv(), **os.environ})
        return int(chosen.execute(chosen, settings))
    except SettingsRefused as refused:
        print(f"aiguilleur: settings: {refused}", file=sys.stderr)
        return 2
    except Failure as failure:
        print(f"aiguilleur: {failure}", file=sys.stderr)
        return failure.code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _dotenv() -> dict[str, str]:
    return {name: value for name, value in dotenv_values(".env").items() if value is not None}


if __name__ == "__main__":
    sys.exit(main())
