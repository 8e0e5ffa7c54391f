"""The action on messages held after a restore."""

from handlers.talk.permissions import Action, Actor

SETTLE_HELD = Action("settle_held", "send or drop messages held after a restore", frozenset({Actor.TEAM}))
