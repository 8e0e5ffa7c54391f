"""Actions on subscriptions."""

from handlers.talk.permissions import EVERYBODY, Action

SUBSCRIBE = Action("subscribe", "choose what announcements one gets, stop them", EVERYBODY)
