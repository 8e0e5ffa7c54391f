"""The action of places."""

from handlers.talk.permissions import EVERYBODY, Action

SAY_WHERE = Action("say_where", "say where the project is", EVERYBODY)
