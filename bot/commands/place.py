"""`aiguilleur place`: find the place in a text and its delegate."""

import argparse
import sys

from bot.commands.lines import objects_from_standard_input, write_line
from bot.commands.loading import load_knowledge
from bot.settings import Settings
from handlers.places.compose import reply_about_place
from knowledge.places.finder import Places
from storage.base import Json


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `aiguilleur place` to its parser."""
    parser.epilog = 'example: aiguilleur place "je suis à St-Junien"'
    parser.add_argument("text", nargs="?", metavar="TEXT", help="the text; without it, standard input is read")
    parser.add_argument("--json", action="store_true", help="one JSON object a line, in and out")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the place and the delegate found in a text or, with --json, in each line of standard input."""
    knowledge = load_knowledge(settings)
    if arguments.json and arguments.text is None:
        for asked in objects_from_standard_input("text"):
            write_line(_found(knowledge.places, asked))
    elif arguments.json:
        write_line(_found(knowledge.places, {"text": arguments.text}))
    else:
        text = sys.stdin.read() if arguments.text is None else arguments.text
        reply = reply_about_place(knowledge.places.find(text), knowledge)
        print(reply.plain)
        for row in reply.rows:
            print(" ".join(f"[ {button.label} ]" for button in row))
    return 0


def _found(places: Places, asked: Json) -> Json:
    found = places.find(str(asked["text"]))
    return {
        "id": asked.get("id"),
        "outcome": found.outcome,
        "departments": list(found.departments),
        "delegate": found.delegate,
        "place": found.place,
    }
