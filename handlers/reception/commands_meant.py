"""The command that was meant by one typed with a slip."""

from collections.abc import Collection, Mapping

from rapidfuzz import fuzz, process

from handlers.reception.menu import menu_of
from handlers.talk.permissions import Actor
from knowledge.text.words import plain

NEAR = 75  # least likeness, of 100
# Words that people take for a command, and the command that does it.
MEANT: Mapping[str, str] = {
    "annonces": "abonnements",
    "desabonner": "stop",
    "aides": "aide",
    "inscription": "visio",
    "visios": "visio",
    "effacer": "supprimer",
    "rgpd": "confidentialite",
}


def near_command(typed: str, actors: Collection[Actor]) -> str | None:
    """Return the command most like a mistyped one, among those in the menu of these actors; None if none is near.

    A few words that people take for commands, such as "rgpd", lead to the one that does what they mean.
    """
    said = plain(typed).replace(" ", "")
    known = [name for name, _ in menu_of(frozenset(actors))]
    found = process.extractOne(said, known, scorer=fuzz.ratio, score_cutoff=NEAR)
    meant = MEANT.get(said)
    if found is not None and (meant is None or found[0].startswith(said[:-1])):
        return str(found[0])
    return meant
