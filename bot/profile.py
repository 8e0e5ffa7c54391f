"""The bot's profile on Telegram, and the choice between webhook and polling. Pending updates are never dropped."""

import asyncio
import logging
from contextlib import suppress

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.application import ALLOWED_UPDATES
from bot.settings import Settings
from handlers.reception.menu import menu_of
from handlers.talk.permissions import Actor
from handlers.talk.texts import DESCRIPTION, SHORT_DESCRIPTION

WEBHOOK_CONNECTIONS = 40
RETRY_SECONDS = 30.0
log = logging.getLogger("aiguilleur.profile")


async def keep_profile(bot: Bot, stopping: asyncio.Event) -> None:
    """Show the bot's profile on Telegram, trying again until Telegram has answered or `stopping` is set."""
    while not stopping.is_set():
        try:
            await show_profile(bot)
            return
        except TelegramError as trouble:
            log.warning("the bot's commands and descriptions are not shown yet [%s]", type(trouble).__name__)
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), RETRY_SECONDS)


async def show_profile(bot: Bot) -> None:
    """Set the bot's commands and descriptions on Telegram, as everybody sees them, where they are others."""
    commands = [BotCommand(name, words) for name, words in menu_of(frozenset({Actor.PERSON}))]
    if list(await bot.get_my_commands()) != commands:
        await bot.set_my_commands(commands)
    if (await bot.get_my_description()).description != DESCRIPTION:
        await bot.set_my_description(DESCRIPTION)
    if (await bot.get_my_short_description()).short_description != SHORT_DESCRIPTION:
        await bot.set_my_short_description(SHORT_DESCRIPTION)


async def choose_reception(bot: Bot, settings: Settings) -> None:
    """Set the webhook at Telegram where the settings have a public address; else delete any, for polling."""
    if settings.public_url is None or settings.webhook_secret is None:
        await bot.delete_webhook(drop_pending_updates=False)
        return
    await bot.set_webhook(
        f"{settings.public_url}/telegram",
        secret_token=settings.webhook_secret.reveal(),
        allowed_updates=ALLOWED_UPDATES,
        max_connections=WEBHOOK_CONNECTIONS,
        drop_pending_updates=False,
    )
