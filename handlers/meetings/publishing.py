"""Publishing from /reunions: a link or a place is asked for where both are missing, and all months go in one act."""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Message, Update

from handlers.meetings import buttons, publishing_texts, staff_texts
from handlers.meetings.actions import MANAGE_MEETINGS
from handlers.meetings.changes import change, publish
from handlers.meetings.reading import read_address
from handlers.meetings.rules import Fault
from handlers.meetings.team_card import card_of
from handlers.talk.buttons import LABEL_BACK
from handlers.talk.forms import Form, NoAnswer, Question
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Reply, text
from handlers.talk.turn import Turn, words_in
from storage.meetings import Meeting, MeetingState, all_meetings_since, last_link_of, meeting

ALL, PUBLISH, WITHOUT, SAME, YES = "tout", "pub", "sans", "meme", "oui"
LONGEST_PLACE = 200


@dataclass(frozen=True)
class Publishing:
    """What is to be published once the team has written how people join it: a meeting, or all proposed ones."""

    meeting: int
    all: bool = False
    way: None = None


async def press_publish(turn: Turn, found: Meeting, value: str, update: Update) -> None:
    """Publish a meeting; one without link and place only at `sans`, or with the last link of its kind at `meme`."""
    last = await last_link_of(turn.session, found.kind)
    if value == SAME and last is not None and not has_way(found):
        await change(turn, found.id, link=last)
    if has_way(found) or value == WITHOUT or found.state != MeetingState.PROPOSED:
        await _say_published(turn, await publish(turn, found.id))
    else:
        await FORM.go_on(turn, Publishing(found.id))


def has_way(found: Meeting) -> bool:
    """Whether people will know how to join a meeting: it has a link or a place."""
    return bool(found.link or found.place)


async def proposed_ones(turn: Turn) -> Sequence[Meeting]:
    """Return the proposed meetings that have not begun, the next first."""
    found = await all_meetings_since(turn.session, turn.now)
    return [one for one in found if one.state == MeetingState.PROPOSED and one.starts_at > turn.now]


async def press_all(turn: Turn, value: str) -> None:
    """Ask whether to publish all proposed meetings, with the links of before; at `oui` publish them, in one act.

    A kind that never had a link is asked for it first, once, unless at `sans`.
    """
    found = await proposed_ones(turn)
    for one in found:
        last = await last_link_of(turn.session, one.kind)
        if not has_way(one) and last is not None:
            await change(turn, one.id, link=last)
    lacking = next((one for one in found if not has_way(one)), None)
    if not found:
        await turn.reply(Reply(publishing_texts.NOTHING_TO_PUBLISH, [[buttons.team(staff_texts.LABEL_ALL)]]))
    elif value in (YES, WITHOUT):
        await _publish_all(turn, found)
    elif lacking is not None:
        await FORM.go_on(turn, Publishing(lacking.id, all=True))
    else:
        rows = [[buttons.team(publishing_texts.yes_all(len(found)), ALL, YES)], [buttons.team(LABEL_BACK)]]
        await turn.reply(Reply(publishing_texts.ask_all(found, turn.now, turn.hours), rows))


async def _publish_all(turn: Turn, found: Sequence[Meeting]) -> None:
    await FORM.close(turn)
    outcomes = [(one, await publish(turn, one.id)) for one in found]
    refused = [(one, outcome) for one, outcome in outcomes if isinstance(outcome, Refusal)]
    done = [one for one, outcome in outcomes if not isinstance(outcome, Refusal)]
    words = publishing_texts.published_all(done, turn.now, turn.hours)
    faults = [text(f"{one.title} : {staff_texts.refused(outcome)}") for one, outcome in refused]
    await turn.reply(Reply("\n\n".join([words, *faults]), [[buttons.team(staff_texts.LABEL_ALL)]]))


async def _say_published(turn: Turn, outcome: Meeting | Refusal[Fault]) -> None:
    await FORM.close(turn)
    if isinstance(outcome, Refusal):
        await turn.reply(Reply(text(staff_texts.refused(outcome)), [[buttons.team(LABEL_BACK)]]))
    else:
        await turn.reply(await card_of(turn, outcome, staff_texts.PUBLISHED))


async def _ask_way(turn: Turn, asked: Publishing) -> Reply:
    found = await meeting(turn.session, asked.meeting)
    if found is None:
        return Reply(staff_texts.GONE)
    if asked.all:
        rows = [[buttons.team(publishing_texts.ALL_WITHOUT, ALL, WITHOUT)], [buttons.team(LABEL_BACK)]]
        return Reply(publishing_texts.ask_link_for_all(found), rows)
    last = await last_link_of(turn.session, found.kind)
    rows = [[buttons.team(publishing_texts.SAME_LINK, found.id, PUBLISH, SAME)]] if last else []
    rows += [[buttons.team(publishing_texts.WITHOUT, found.id, PUBLISH, WITHOUT)], [buttons.team(LABEL_BACK, found.id)]]
    return Reply(publishing_texts.ask_way(found, last), rows)


async def _read_way(turn: Turn, asked: Publishing, message: Message) -> Publishing | Reply | NoAnswer:
    """Read the link, or for one meeting the place; then publish it, or go on with all."""
    words = words_in(message).strip()
    address = read_address(words)
    if address is None and (asked.all or len(words) > LONGEST_PLACE):
        return Reply(text(staff_texts.FIELD_NOT_READ["link" if asked.all else "place"]))
    changed = await change(turn, asked.meeting, **{"place" if address is None else "link": address or words})
    await FORM.close(turn)
    if asked.all:
        await press_all(turn, "")
    else:
        outcome = changed if isinstance(changed, Refusal) else await publish(turn, asked.meeting)
        await _say_published(turn, outcome)
    return NoAnswer.TAKEN


FORM = Form(
    name="meetpub",
    action=MANAGE_MEETINGS,
    answers=Publishing,
    steps={"way": Question(_ask_way, _read_way, in_words=True)},
)
