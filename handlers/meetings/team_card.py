"""The card of a meeting for the team, with buttons for what may be done with it."""

from handlers.meetings import buttons, staff_texts
from handlers.talk.buttons import LABEL_BACK
from handlers.talk.replies import Button, Reply, paragraphs
from handlers.talk.turn import Turn
from storage.meetings import Meeting, MeetingState
from storage.registrations import counts_by_source, counts_by_status


async def card_of(turn: Turn, found: Meeting, said: str = "") -> Reply:
    """Return the card of a meeting for the team, with buttons for what may be done; `said` is HTML to put above it."""
    counts = await counts_by_status(turn.session, found.id)
    sources = await counts_by_source(turn.session, found.id)
    html = staff_texts.card(found, counts, sources, turn.now, turn.hours)
    return Reply(paragraphs(said, html), _rows(found, turn))


def _rows(found: Meeting, turn: Turn) -> list[list[Button]]:
    back = [buttons.team(LABEL_BACK)]
    if found.state == MeetingState.CANCELLED:
        return [back]
    if found.state == MeetingState.PROPOSED:
        changes = [act_on(staff_texts.LABEL_DATE, found, "move"), act_on(staff_texts.LABEL_CHANGE, found, "edit")]
        return [
            [act_on(staff_texts.LABEL_PUBLISH, found, "pub")],
            changes,
            [act_on(staff_texts.LABEL_DROP, found, "drop")],
            back,
        ]
    lists = [act_on(staff_texts.LABEL_LIST, found, "list"), act_on(staff_texts.LABEL_FILE, found, "csv")]
    if found.starts_at <= turn.now:
        return [
            lists,
            [
                act_on(staff_texts.LABEL_PRESENCE, found, "pres"),
                act_on(staff_texts.LABEL_DOCUMENTATION, found, "f", "documentation"),
            ],
            back,
        ]
    return [
        lists,
        [act_on(staff_texts.LABEL_MOVE, found, "move"), act_on(staff_texts.LABEL_CHANGE, found, "edit")],
        [act_on(staff_texts.LABEL_LINK, found, "qr"), act_on(staff_texts.LABEL_CANCEL, found, "cancel")],
        back,
    ]


def act_on(label: str, found: Meeting, act: str, value: str = "") -> Button:
    return buttons.team(label, found.id, act, value)
