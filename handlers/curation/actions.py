"""Actions on the base."""

from handlers.talk.permissions import Action, Actor

CURATE = Action("curate", "correct and approve the base, sort the questions", frozenset({Actor.TEAM, Actor.OPERATOR}))
