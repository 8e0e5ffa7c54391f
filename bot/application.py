"""The parts of python-telegram-bot that we use: its handlers and filters route updates, its `Bot` calls Telegram."""

from typing import Any

from telegram import Bot, Update
from telegram.ext import Application, ContextTypes

from bot.payload import storable
from bot.settings import Secret, Settings
from bot.telegram_request import AiohttpRequest
from handlers.reception.router import routes
from handlers.talk.turn import Context, OurApplication
from storage.base import Json

# The kinds of updates that we ask of Telegram. One of them that fits no handler is a failure.
ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]


class RaisingApplication(OurApplication):
    """An application of python-telegram-bot that lets the errors of handlers pass to its caller.

    The library's own catches them and goes on, so that the transaction around it would keep half a change. (Checked
    with version 22.8.)
    """

    async def process_error(
        self, update: object | None, error: Exception, job: object = None, coroutine: object = None
    ) -> bool:
        """Raise the error of a handler, instead of logging it as the library does."""
        raise error


class NotTaken(RuntimeError):
    """The error that no handler took an update, or that its context could not be built."""


class Connections:
    """The two HTTP sessions of a bot, one for sending and one for long polling, closed by whoever made them."""

    def __init__(self, proxy: Secret | None = None) -> None:
        self.sending = AiohttpRequest(proxy=proxy)
        self.receiving = AiohttpRequest(connections=2, proxy=proxy)

    async def close(self) -> None:
        """Close both HTTP sessions, also where Telegram refused the token."""
        await self.sending.shutdown()
        await self.receiving.shutdown()


def build_bot(settings: Settings, connections: Connections) -> Bot:
    """Return the Bot of python-telegram-bot for the token and the API address of the settings, not yet initialised."""
    if settings.token is None:
        raise ValueError("TELEGRAM_TOKEN is missing")
    return Bot(
        token=settings.token.reveal(),
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=connections.sending,
        get_updates_request=connections.receiving,
    )


def build_application(bot: Bot) -> OurApplication:
    """Return the application that routes updates to our handlers, without the library's own polling and job queue."""
    context_types: ContextTypes[Any, Any, Any, Any] = ContextTypes(context=Context)
    builder = Application.builder().application_class(RaisingApplication).bot(bot)
    application = builder.updater(None).job_queue(None).context_types(context_types).build()
    application.add_handlers(routes())
    return application


def read_update(payload: Json, bot: Bot) -> Update:
    """Parse an update as Telegram wrote it; raise whatever the library raises on a malformed one."""
    update = Update.de_json(storable(payload), bot)
    if update is None:
        raise NotTaken("empty update")
    return update
