"""What people read, receive and erase of what is kept of them."""

from handlers.privacy import actions, texts
from handlers.privacy.consent import answer_consent
from handlers.privacy.export import export, send_export
from handlers.privacy.notice import show_notice
from handlers.talk import buttons
from handlers.talk.capability import Capability, Command, Press, whatever_was_said

CAPABILITY = Capability(
    "privacy",
    actions=(actions.READ_NOTICE, actions.CONSENT, actions.EXPORT_OWN_DATA),
    commands=(
        Command("confidentialite", actions.READ_NOTICE, show_notice, texts.MENU_NOTICE),
        Command("mesdonnees", actions.EXPORT_OWN_DATA, export, texts.MENU_EXPORT),
    ),
    presses=(Press(buttons.CONSENT, actions.CONSENT, answer_consent),),
    services={"export_data": whatever_was_said(send_export)},
)
