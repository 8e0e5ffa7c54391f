"""The actions of models."""

from handlers.talk.permissions import STAFF, Action, Actor

KEEP_MODELS = Action("keep_models", "keep answers ready, share them, propose them to the team", STAFF)
SETTLE_MODELS = Action("settle_models", "share a proposed answer, change those of others", frozenset({Actor.TEAM}))
