"""Once a case is closed: did it help, in one tap."""

from handlers.cases.core import buttons
from handlers.talk.replies import Button


def rating_rows(case_id: int) -> list[list[Button]]:
    return [
        [
            buttons.of_case(buttons.RATE, "Oui, merci", case_id, "oui"),
            buttons.of_case(buttons.RATE, "Non", case_id, "non"),
        ]
    ]
