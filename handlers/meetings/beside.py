"""What stands beside an answer about the meetings: the next dates, `M'inscrire`, and the latest documentation."""

from collections.abc import Mapping, Sequence

from handlers.meetings import buttons, texts
from handlers.replies import Button, Rows, text
from handlers.turn import Turn
from storage.meetings import Meeting, coming, latest_documented

KINDS_OF: Mapping[str, tuple[str, ...]] = {
    "visio-porteurs": ("visio-porteurs",),
    "visio-thematique": ("visio-thematique",),
    "visio-inscription": ("visio-porteurs", "visio-thematique"),
    "rencontres-territoriales": ("rencontre",),
    "dla-collectif": ("dla-collectif",),
}
WITH_DOCUMENTATION = "visio-replay"
_MOST_DOCUMENTED = 3


async def beside(turn: Turn, entry_id: str) -> tuple[str, Rows]:
    """Words and buttons to add to the team's own answer; none where there is nothing to add."""
    if entry_id == WITH_DOCUMENTATION:
        found = await latest_documented(turn.session, turn.now, _MOST_DOCUMENTED)
        return text("\n".join(f"📎 {one.title} : {one.documentation}" for one in found)), []
    lines, rows = [], []
    for kind in KINDS_OF.get(entry_id, ()):
        meetings = await coming(turn.session, turn.now, kind)
        if meetings:
            lines.append(f"📅 {texts.KINDS[kind]} : {texts.when(meetings[0], turn.now, turn.hours)}.")
        rows.append([_way_in(kind, meetings, len(KINDS_OF[entry_id]) == 1)])
    return text("\n".join(lines)), rows


def _way_in(kind: str, meetings: Sequence[Meeting], alone: bool) -> Button:
    """`M'inscrire`, or `Me prévenir`; with its kind where there are two."""
    of_kind = "" if alone else f" : {texts.KINDS[kind].lower()}"
    if meetings:
        return buttons.register(meetings[0].id, f"{buttons.LABEL_REGISTER}{of_kind}")
    return buttons.wish(kind, f"{buttons.LABEL_WISH}{of_kind}")
