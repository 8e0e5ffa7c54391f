"""The declaration of privacy: what people read and receive of what is kept about them."""

from collections.abc import Sequence

from handlers.privacy import actions, buttons, texts
from handlers.privacy.consent import answer_consent
from handlers.privacy.export import Export
from handlers.privacy.kept_texts import COLUMNS, KEPT
from handlers.privacy.notice import show_notice
from handlers.privacy.own_data import Collector
from handlers.talk.capability import Capability, Command, Press, whatever_was_said


def capability(others: Sequence[Capability]) -> Capability:
    """Declare the capability of privacy; its data export uses the tables and columns that `others` declare."""
    export = Export(Collector(others))
    return Capability(
        "privacy",
        actions=(actions.READ_NOTICE, actions.CONSENT, actions.EXPORT_OWN_DATA),
        commands=(
            Command("confidentialite", actions.READ_NOTICE, show_notice, texts.MENU_NOTICE),
            Command("mesdonnees", actions.EXPORT_OWN_DATA, export.command, texts.MENU_EXPORT),
        ),
        presses=(Press(buttons.CONSENT, actions.CONSENT, answer_consent),),
        services={"export_data": whatever_was_said(export.send)},
        kept=KEPT,
        columns=COLUMNS,
    )
