"""Actions on announcements."""

from handlers.talk.permissions import Action, Actor

ANNOUNCE = Action("announce", "write, send and correct announcements", frozenset({Actor.TEAM, Actor.OPERATOR}))
