"""`aiguilleur ask`: print what the bot would answer to a text."""

import argparse
import time
from datetime import date
from functools import partial

from bot.commands.failure import Failure
from bot.commands.lines import add_text_or_lines, print_reply, read_text_or_lines
from bot.commands.loading import load_served_knowledge
from bot.settings import Settings
from handlers.reception.compose import whole_reply
from knowledge.finder.reading import Conversation, Reading
from knowledge.snapshot import Knowledge
from storage.base import Json


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `aiguilleur ask` to its parser."""
    parser.epilog = 'example: aiguilleur ask "c\'est quoi le FDVA ?"'
    add_text_or_lines(parser)
    parser.add_argument("--why", action="store_true", help="explain the choice in a few lines")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print what the bot would answer to a text or, with --json, to each line of standard input."""
    knowledge = load_served_knowledge(settings)
    show, answer = partial(_print, knowledge, why=arguments.why), partial(_answer, knowledge)
    read_text_or_lines(arguments, show, answer, "text", "turns")
    return 0


def _print(knowledge: Knowledge, text: str, *, why: bool) -> None:
    reading = knowledge.understand(text)
    for reply in whole_reply(reading, knowledge, date.today()):
        print_reply(reply)
    if why:
        print("", *reading.why, sep="\n")


def _answer(knowledge: Knowledge, asked: Json) -> Json:
    turns = asked.get("turns", [asked.get("text")])
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        raise Failure(f'"text" must be a text and "turns" a list of texts (id {asked.get("id")})', code=2)
    began = time.perf_counter()
    conversation = Conversation()
    for turn in turns[:-1]:
        conversation = conversation.after(knowledge.understand(turn, conversation))
    reading = knowledge.understand(turns[-1], conversation)
    took = (time.perf_counter() - began) * 1000
    said = "\n\n".join(reply.plain for reply in whole_reply(reading, knowledge, date.today()))
    return _as_line(asked.get("id"), reading, said, took)


def _as_line(identifier: object, reading: Reading, text: str, milliseconds: float) -> Json:
    place = reading.place
    return {
        "id": identifier,
        "outcome": reading.outcome,
        "entry": reading.entry,
        "suggestions": list(reading.suggestions),
        "confidence": round(reading.confidence, 3),
        "intent": reading.intent,
        "departments": list(place.departments) if place else [],
        "delegate": place.delegate if place else None,
        "danger": next(iter(reading.heard.kinds), None),
        "also": list(reading.also),
        "care": reading.heard.doubt is not None,
        "text": text,
        "ms": round(milliseconds, 1),
    }
