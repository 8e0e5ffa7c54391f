"""The services asked for in free text, each where its own commands lead; what stays is answered in words."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import Message

from handlers.cases.person.own import show_own_cases
from handlers.meetings.by_words import register_by_words
from handlers.meetings.mine import leave_one, show_own_registrations
from handlers.privacy.export import send_export
from handlers.subscriptions.choose import show_choices
from handlers.talk.turn import Turn

SERVICES: Mapping[str, Callable[[Turn], Awaitable[None]]] = {
    "subscribe": show_choices,
    "cancel_registration": leave_one,
    "my_registrations": show_own_registrations,
    "my_cases": show_own_cases,
    "export_data": send_export,
}


async def serve(turn: Turn, intent: str | None, message: Message | None = None) -> bool:
    """Whether a service took it."""
    if intent == "register":
        await register_by_words(turn, message)
        return True
    service = SERVICES.get(intent or "")
    if service is None:
        return False
    await service(turn)
    return True
