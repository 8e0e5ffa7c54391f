"""The actions of the reception itself."""

from handlers.talk.permissions import EVERYBODY, Action, Actor

ASK = Action("ask", "write, read the help", EVERYBODY)
GIVE_OPINION = Action("give_opinion", "say whether an answer helped", EVERYBODY)
RECEIVE_ALERTS = Action("receive_alerts", "be told what needs a look", frozenset({Actor.TEAM}))
RUN_COMMANDS = Action("run_commands", "use the command line", frozenset({Actor.OPERATOR}))
