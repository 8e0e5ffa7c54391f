"""The messages of a case as gestures: the pictures of an album, or files sent in one go, are one."""

from collections.abc import Sequence
from datetime import timedelta

from handlers.cases.core.piece import MessageKind
from storage.case_messages import CaseMessage

WITHIN = timedelta(minutes=1)
_FILES = (MessageKind.PHOTO, MessageKind.DOCUMENT, MessageKind.VIDEO)


def gestures_of(messages: Sequence[CaseMessage]) -> list[list[CaseMessage]]:
    """Return the messages of a case, in order, grouped by gesture; a text, a voice and the like are alone."""
    found: list[list[CaseMessage]] = []
    for message in messages:
        if found and _belongs(found[-1][-1], message):
            found[-1].append(message)
        else:
            found.append([message])
    return found


def _belongs(before: CaseMessage, message: CaseMessage) -> bool:
    is_alike = (before.author, before.telegram_id) == (message.author, message.telegram_id)
    are_files = before.kind in _FILES and message.kind in _FILES
    are_there = before.withdrawn_at is None and message.withdrawn_at is None
    return is_alike and are_files and are_there and message.written_at - before.written_at < WITHIN
