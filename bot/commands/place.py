"""`aiguilleur place`: find the place in a text and its delegate."""

import argparse
from functools import partial

from bot.commands.lines import add_text_or_lines, print_reply, read_text_or_lines
from bot.commands.loading import load_knowledge
from bot.settings import Settings
from handlers.places.compose import reply_about_place
from knowledge.places.finder import Places
from knowledge.snapshot import Knowledge
from storage.base import Json


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `aiguilleur place` to its parser."""
    parser.epilog = 'example: aiguilleur place "je suis à St-Junien"'
    add_text_or_lines(parser)


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the place and the delegate found in a text or, with --json, in each line of standard input."""
    knowledge = load_knowledge(settings)
    read_text_or_lines(arguments, partial(_print, knowledge), partial(_found, knowledge.places), "text")
    return 0


def _print(knowledge: Knowledge, text: str) -> None:
    print_reply(reply_about_place(knowledge.places.find(text), knowledge))


def _found(places: Places, asked: Json) -> Json:
    found = places.find(str(asked["text"]))
    return {
        "id": asked.get("id"),
        "outcome": found.outcome,
        "departments": list(found.departments),
        "delegate": found.delegate,
        "place": found.place,
    }
