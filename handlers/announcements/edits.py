"""Edits by its author of the message in which an announcement was written.

A draft takes the new words. For an announcement already scheduled or sent, a change or a correction is offered.
"""

from dataclasses import replace

from telegram import Message, Update

from handlers.announcements import following, staff_texts, taking
from handlers.announcements.actions import ANNOUNCE
from handlers.announcements.draft import CORRECTION, DRAFT, TEXT, Draft, draft_from
from handlers.announcements.rules import Transition, can
from handlers.announcements.showing import follow_card, follow_previews, show_as_received, show_card
from handlers.talk.guard import Handler
from handlers.talk.permissions import may
from handlers.talk.replies import Reply
from handlers.talk.turn import Context, Turn
from storage.announcements import Announcement, Progress, in_progress, latest_ended

MOST_LOOKED_AT = 20


def unless_of_announcement(handler: Handler) -> Handler:
    """Wrap a handler of edited messages, so that it gets only those that are not the text of an announcement.

    An edit of such a text changes the author's draft, or offers to correct the announcement.
    """

    async def handle_edit_first(update: Update, context: Context) -> None:
        if not await _take_edit(context.turn, update.edited_message):
            await handler(update, context)

    return handle_edit_first


async def _take_edit(turn: Turn, message: Message | None) -> bool:
    if message is None or turn.person is None or not may(turn.actors, ANNOUNCE):
        return False
    current = await DRAFT.known(turn)
    if current is not None and current.written_in == message.message_id:
        await _change_draft(turn, message, current)
        return True
    one = await _decided(turn, message.message_id)
    if one is None:
        return False
    if current is not None or turn.known().awaiting is not None:
        await turn.reply(Reply(staff_texts.EDITED_TOO_LATE))
    else:
        await _open_draft_of(turn, message, one)
    return True


async def _change_draft(turn: Turn, message: Message, current: Draft) -> None:
    """Put the edited words of its author's message into the draft, and edit its card and previews in the chat."""
    before = current.content
    said = await taking.words_of(turn, message, current)
    if said is None:
        return
    asked = DRAFT.awaited(turn) in (TEXT, CORRECTION)
    if asked:
        DRAFT.wait_no_more(turn)
    changed = await DRAFT.keep(turn, replace(current, content=said, overflow_at=None))
    same = before is not None and (before["kind"], before["file_id"]) == (said["kind"], said["file_id"])
    if same:
        await follow_previews(turn, changed)
    if asked or before is None:
        await taking.show_first(turn, changed)
    elif not same:  # a message shown before cannot be edited to have another picture
        await show_card(turn, await show_as_received(turn, replace(changed, previews=()), silent=True))
    elif changed.corrects is None:
        await follow_card(turn, changed)


async def _decided(turn: Turn, message_id: int) -> Announcement | None:
    """Return the announcement whose text the person wrote in this message, None where there is none.

    It is looked for among those under way and the latest that have ended.
    """
    author = following.author_of(turn)
    known = [*await in_progress(turn.session), *await latest_ended(turn.session, MOST_LOOKED_AT)]
    return next((one for one in known if one.author == author and one.content.get("written_in") == message_id), None)


async def _open_draft_of(turn: Turn, message: Message, one: Announcement) -> None:
    """Open a draft with the edited words of an announcement, and show it.

    It changes a scheduled announcement, or corrects one that was received. In other states, tell the author that it is
    too late.
    """
    if one.state == Progress.SCHEDULED:
        current = draft_from(one)
    elif can(one, Transition.CORRECT):
        current = Draft(subject=one.subject, segment=one.segment, corrects=one.id, written_in=message.message_id)
    else:
        await turn.reply(Reply(staff_texts.EDITED_TOO_LATE))
        return
    said = await taking.words_of(turn, message, current)
    if said is None:
        await DRAFT.close(turn)
    else:
        await taking.show_first(turn, await DRAFT.keep(turn, replace(current, content=said)))
