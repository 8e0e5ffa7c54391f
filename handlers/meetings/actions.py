"""Actions on meetings."""

from handlers.talk.permissions import EVERYBODY, Action, Actor

REGISTER = Action("register", "see dates, register, cancel, answer reminders", EVERYBODY)
MANAGE_MEETINGS = Action(
    "manage_meetings", "create, publish, move, cancel meetings, see who comes", frozenset({Actor.TEAM, Actor.OPERATOR})
)
