"""What may be done about subscriptions."""

from handlers.talk.permissions import EVERYBODY, Action

SUBSCRIBE = Action("subscribe", "choose what announcements one gets, stop them", EVERYBODY)
