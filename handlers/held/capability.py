"""The declaration of what is done with messages held after a restore."""

from handlers.held.actions import SETTLE_HELD
from handlers.held.buttons import HELD
from handlers.held.settle import settle_held
from handlers.talk.capability import Capability, Press

CAPABILITY = Capability("held", actions=(SETTLE_HELD,), presses=(Press(HELD, SETTLE_HELD, settle_held),))
