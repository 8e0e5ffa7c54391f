"""Screens: the messages in which the team follows an announcement, edited while it goes out, then its report."""

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.announcements import buttons, staff_texts
from handlers.announcements.actions import ANNOUNCE
from handlers.announcements.report import figures_of
from handlers.announcements.rules import ENDS, Segment, segment_of
from handlers.talk.permissions import who_may
from handlers.talk.replies import Button, Reply, as_params
from handlers.talk.texts import PHASES
from handlers.talk.tick import Tick
from handlers.talk.turn import Turn
from knowledge.snapshot import Knowledge
from storage.announcements import (
    Announcement,
    AnnouncementScreen,
    Progress,
    in_progress,
    live_screens,
    screens_of,
)
from storage.outbox import OutboxMessage, Priority
from storage.roles import holders_of


def segment_name(segment: Segment, knowledge: Knowledge) -> str:
    """Return to whom a segment goes, in French words for the team."""
    if segment.kind == "department":
        return f"{knowledge.places.department(segment.value).name} ({segment.value})"
    if segment.kind == "phase":
        return staff_texts.of_phase(PHASES[segment.value])
    if segment.kind == "meeting":
        return staff_texts.registered_to(segment.value)
    return staff_texts.TO.get(segment.kind, staff_texts.of_territory(segment.value))


def rows_for(one: Announcement) -> list[list[Button]]:
    """Return the rows of buttons for what the team may do with the announcement in its present state."""
    correct = [buttons.act("corriger", staff_texts.LABEL_CORRECT, one.id)]
    stop = buttons.act("arreter", staff_texts.LABEL_STOP, one.id)
    rows: dict[str, list[list[Button]]] = {
        Progress.SCHEDULED: [
            [buttons.act("apercevoir", staff_texts.LABEL_PREVIEW, one.id)],
            [
                buttons.act("modifier", staff_texts.LABEL_CHANGE, one.id),
                buttons.act("retirer", staff_texts.LABEL_WITHDRAW, one.id),
            ],
        ],
        Progress.SENDING: [[buttons.act("suspendre", staff_texts.LABEL_SUSPEND, one.id), stop], correct],
        Progress.SUSPENDED: [[buttons.act("reprendre", staff_texts.LABEL_RESUME, one.id), stop], correct],
        Progress.HELD: [
            [buttons.act("apercevoir", staff_texts.LABEL_PREVIEW, one.id)],
            [
                buttons.act("liberer", staff_texts.LABEL_SEND, one.id),
                buttons.act("lacher", staff_texts.LABEL_DO_NOT_SEND, one.id),
            ],
        ],
        Progress.WITHDRAWN: [],
    }
    return rows.get(one.state, [correct, [buttons.act("voir", staff_texts.LABEL_REFRESH, one.id)]])


async def reply_about(session: AsyncSession, one: Announcement, tick: Tick | Turn) -> Reply:
    """Return the message in which the team follows an announcement: state, figures, and buttons to act on it."""
    figures, to = await figures_of(session, one), segment_name(segment_of(one), tick.knowledge)
    return Reply(staff_texts.screen(one, figures, to, tick.now, tick.hours.zone), rows_for(one))


async def show(turn: Turn, one: Announcement) -> None:
    """Show an announcement to the member who acts, in a new message that is edited as it goes out.

    A message in which they followed it before is no longer edited.
    """
    reply = await reply_about(turn.session, one, turn)
    row = await turn.reply(reply)
    screen = AnnouncementScreen(announcement_id=one.id, telegram_id=turn.known().telegram_id, outbox_id=row.id)
    screen.shown = reply.html
    await turn.session.merge(screen)


async def refresh(tick: Tick) -> None:
    """Edit the messages in which the team follows announcements, where what they show changed.

    Those of announcements that have ended are then no longer edited. Announcements held back after a backup was
    restored are first shown to the team.
    """
    await _tell_held(tick)
    for one in await live_screens(tick.session):
        reply = await reply_about(tick.session, one, tick)
        for screen in await screens_of(tick.session, one.id):
            if screen.shown != reply.html:
                screen.shown = reply.html
                await _edit(tick, screen, reply)
            if one.state in ENDS:
                await tick.session.delete(screen)


async def _edit(tick: Tick, screen: AnnouncementScreen, reply: Reply) -> None:
    """Edit the message in which a member follows an announcement; send a new one where the outbox has forgotten it."""
    known = await tick.session.get(OutboxMessage, screen.outbox_id) is not None
    if known:
        await tick.sender.send(
            screen.telegram_id,
            "edit_message_text",
            as_params(reply),
            priority=Priority.RELAY,
            aims_at=screen.outbox_id,
        )
    else:
        screen.outbox_id = (await tick.sender.say(screen.telegram_id, reply, priority=Priority.RELAY)).id


async def _tell_held(tick: Tick) -> None:
    """Show each announcement held back after a backup was restored, once, to all who may decide on its sending."""
    for one in await in_progress(tick.session, Progress.HELD):
        if await screens_of(tick.session, one.id):
            continue
        reply = await reply_about(tick.session, one, tick)
        for chat_id in await holders_of(tick.session, *who_may(ANNOUNCE)):
            row = await tick.sender.say(chat_id, reply, priority=Priority.RELAY)
            tick.session.add(
                AnnouncementScreen(announcement_id=one.id, telegram_id=chat_id, outbox_id=row.id, shown=reply.html)
            )
        await tick.session.flush()
