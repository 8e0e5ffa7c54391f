"""Messages about meetings, with a calendar file where the agenda changes."""

from typing import TypeAlias

from handlers.meetings.calendar import FILE_NAME, event_file
from handlers.meetings.rules import is_link_given
from handlers.talk.act import Act
from handlers.talk.replies import Reply, as_params
from handlers.talk.turn import Turn
from storage.base import Json
from storage.meetings import Meeting
from storage.outbox import OutboxMessage, Priority

LONGEST_CAPTION = 1024
Call: TypeAlias = tuple[str, Json]  # a method of Telegram with its parameters


def with_file(reply: Reply, content: str, name: str = FILE_NAME) -> Call:
    """Return the Telegram call (method, parameters) that sends a file with this text, and the reply as its caption."""
    params = as_params(reply)
    caption = params.pop("text")
    del params["link_preview_options"]
    return "send_document", {"document": {"name": name, "content": content}, "caption": caption, **params}


def event_call(act: Act, reply: Reply, meeting: Meeting, *, cancelled: bool = False) -> Call:
    """Return the Telegram call (method, parameters) that sends the reply with the meeting's calendar file.

    From the day before on, the file has the link of the video call; with `cancelled` it removes the meeting from the
    agenda. Raises ValueError where the reply is too long for a caption.
    """
    link = not cancelled and is_link_given(meeting, act.hours, act.now)
    content = event_file(meeting, act.hours, act.now, link=link, cancelled=cancelled)
    if len(reply.plain) > LONGEST_CAPTION:
        raise ValueError("too long for the caption of a file")
    return with_file(reply, content)


async def reply_with_event(turn: Turn, reply: Reply, meeting: Meeting, *, cancelled: bool = False) -> None:
    """Send the person the reply with the meeting's calendar file; with `cancelled` it removes the meeting."""
    method, params = event_call(turn, reply, meeting, cancelled=cancelled)
    await turn.call(method, params)


async def send_once(act: Act, chat_id: int, call: Call, key: str) -> None:
    """Queue a message about a meeting that nobody asked for, such as a reminder; at night it makes no sound.

    Nothing is queued where a message with this `key` was before. `call` is a Telegram method with its parameters.
    """
    silent = act.hours.is_quiet(act.now)
    await act.sender.send_once(chat_id, call, priority=Priority.REMINDER, key=key, silent=silent)


def is_about_meeting(message: OutboxMessage) -> bool:
    """Whether an outbox row is a reminder or other news of a meeting, queued by `send_once`.

    Nothing else gives a key to a message of this priority.
    """
    return message.priority == Priority.REMINDER and message.key is not None


def words_call(reply: Reply) -> Call:
    """Return the Telegram call (method, parameters) that sends the reply as a message of text."""
    return "send_message", as_params(reply)
