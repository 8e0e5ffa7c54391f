"""The actions of answers."""

from handlers.talk.permissions import EVERYBODY, Action

READ_ENTRY = Action("read_entry", "read an answer, the list of subjects", EVERYBODY)
