"""The actions of people about their own data."""

from handlers.talk.permissions import EVERYBODY, Action

READ_NOTICE = Action("read_notice", "read what is kept", EVERYBODY)
CONSENT = Action("consent", "agree to a place being kept, or not", EVERYBODY)
EXPORT_OWN_DATA = Action("export_own_data", "receive what is kept of oneself", EVERYBODY)
ERASE_OWN_DATA = Action("erase_own_data", "erase what is kept of oneself", EVERYBODY)
