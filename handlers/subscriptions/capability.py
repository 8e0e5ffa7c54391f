"""Declaration of subscriptions: what people asked to be told of, and how they stop it."""

from handlers.subscriptions import texts
from handlers.subscriptions.actions import SUBSCRIBE
from handlers.subscriptions.buttons import SUBSCRIPTION
from handlers.subscriptions.choose import change, show_choices, show_subscriptions, stop
from handlers.talk.capability import Capability, Command, Press, whatever_was_said

CAPABILITY = Capability(
    "subscriptions",
    actions=(SUBSCRIBE,),
    commands=(
        Command("abonnements", SUBSCRIBE, show_subscriptions, texts.MENU_SUBSCRIPTIONS),
        Command("stop", SUBSCRIBE, stop, texts.MENU_STOP),
    ),
    presses=(Press(SUBSCRIPTION, SUBSCRIBE, change),),
    services={"subscribe": whatever_was_said(show_choices)},
    kept=texts.KEPT,
    columns=texts.COLUMNS,
)
