"""The actions of absences."""

from handlers.talk.permissions import STAFF, Action

SAY_ABSENCE = Action("say_absence", "say when one is away, and who stands in", STAFF)
