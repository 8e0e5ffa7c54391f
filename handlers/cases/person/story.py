"""The story that a message may tell besides a place and the wish to speak to somebody."""

import re
from dataclasses import dataclass

from telegram import Message

from handlers.cases.core.piece import MessageKind, Piece, piece_of
from handlers.places.telling import tells_more_than_a_place, words_beside_places
from handlers.talk.turn import written_in
from knowledge.finder.understand import Reader
from knowledge.places.found import NOTHING, Found
from knowledge.text.lists import listed
from knowledge.text.words import plain

LONG = 8  # words: a question to the bot is shorter than a story with a question in it
_NO_PLACE = re.compile(
    r"\bpas encore( \w+){0,3} (lieu|local|endroit|commune|adresse)\b"
    r"|^(on |je |nous )?(n )?(a |ai |avons )?(pas|aucun|sans) (de )?(lieu|endroit|commune|adresse)\b"
)
_ASKS_FOR_A_HUMAN = re.compile(
    r"\b(parler|discuter|echanger|causer|joindre|contacter|passez moi|mettez moi en (contact|relation))\b( \w+){0,2}?"
    r" (quelqu un|une? (vraie? )?(personne|humaine?|conseill\w+))\b"
    r"|\bquelqu un\b( \w+){0,3}? (aider|repondre|rappeler|contacter|conseiller)\b"
)
_WISH = listed("""
    je, j, on, nous, vous, il, elle, y, a, ya, as, es, est, ce, que, qu, quelqu, un, une, quelqun, qqun, qq,
    kelkun, personne, gens, humain, humaine, humains, vrai, vraie, reel, reelle, conseiller, conseillere,
    conseil, equipe, membre, responsable, delegue, deleguee, interlocuteur, collegue, robot, bot, machine, de,
    d, du, des, la, le, l, les, chez, cooperative, avec, par, pour, en, au, aux, votre, vos, ta, mon, ma, me, m,
    moi, te, t, se, s, lui, leur, voudrais, veux, voudrait, souhaite, souhaiterais, aimerais, prefere, besoin,
    peut, peux, pouvez, pourrait, pourriez, pourrais, puis, possible, serait, ait, avoir, etre, parler,
    discuter, echanger, causer, contacter, contact, joindre, appeler, appel, rappeler, rappelle, rappelez,
    repondre, reponde, reponse, aider, aide, aidez, aiderait, passez, passer, mettez, mettre, relation,
    entretenir, demander, transmettre, transmettez, faire, question, message, telephone, tel, telephonique,
    rendez, rdv, vive, voix, vraiment, vite, rapidement, maintenant, urgent, svp, stp, plait, merci, bonjour,
    bonsoir, salut, slt, bjr, hello, coucou, madame, monsieur, ok, oui, non, alors, si, quand, comment, ou,
    directement, plutot, juste, simplement, quelque, chose, autre, avance, besoins, quelqu1, qqn, qlq,
    aiguilleur, ici, dispo, disponible, bien
""")
_OF_ANY_PROJECT = ("projet", "projets", "lieu", "tiers")


@dataclass(frozen=True)
class PlaceTold:
    """What a message answers to "où est votre projet ?".

    `found` is the place read; `piece` is the message where it tells more and is to be passed on to staff, else None;
    `has_none` means that the project has no place yet.
    """

    found: Found
    piece: Piece | None
    has_none: bool = False


def hear_place(reader: Reader, message: Message) -> PlaceTold | None:
    """Read a message as the answer to "où est votre projet ?"; None where it is a question to the bot instead."""
    words, piece = written_in(message), piece_of(message)
    found = reader.place(words) if words else NOTHING
    if piece.kind != MessageKind.TEXT:
        return PlaceTold(found, piece)
    reading, has_none = reader.reading(words).asked, has_no_place(words)
    if found.outcome == "unknown" and not has_none and _is_for_the_bot(reader, words, reading):
        return None
    is_told = tells_more_than_a_place(reader, words) if found.outcome != "unknown" else tells_a_story(words)
    has_none = has_none and found.outcome == "unknown"
    return PlaceTold(found, piece if is_told else None, has_none)


def _is_for_the_bot(reader: Reader, words: str, outcome: str) -> bool:
    """Whether a message that names no place is a question to the bot, rather than a message to pass on to staff.

    `outcome` is how the bot understood it.
    """
    if outcome in ("unknown", "suggest"):
        return False
    if outcome == "human":
        return not says_more_than_the_wish(reader, words)
    return not tells_a_story(words) or (outcome in ("intent", "language") and len(words.split()) <= 2 * LONG)


def has_no_place(words: str) -> bool:
    """Whether somebody writes that their project has no place yet, as « Pas encore de lieu »."""
    return _NO_PLACE.search(plain(words)) is not None


def tells_a_story(words: str) -> bool:
    """Whether a text is long enough to be a message to pass on rather than a question to the bot.

    That is more than 8 words; without a question mark, more than 4.
    """
    count = len(words.split())
    return count > LONG or (count > LONG // 2 and "?" not in words)


def asks_for_a_human(words: str) -> bool:
    """Whether a text plainly asks to speak to somebody, as « je veux parler à quelqu'un », whatever else it says."""
    return _ASKS_FOR_A_HUMAN.search(plain(words)) is not None


def says_more_than_the_wish(reader: Reader, words: str) -> bool:
    """Whether a message that asks for a human also says what about, if only in a word: « une ressourcerie »."""
    return any(word not in _WISH and word not in _OF_ANY_PROJECT for word in words_beside_places(reader, words))
