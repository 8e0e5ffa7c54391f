"""The action of the office itself; each of its pages names that of what it does."""

from handlers.talk.permissions import STAFF, Action

USE_OFFICE = Action("use_office", "open the office, and see there what waits for oneself", STAFF)
