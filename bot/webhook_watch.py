"""A look at the webhook now and then: somebody else may have changed it, or Telegram may not reach it."""

import asyncio
from contextlib import suppress
from datetime import timedelta

from telegram import Bot, WebhookInfo
from telegram.error import TelegramError

from bot.alerts import Alerts
from bot.clock import machine_now
from bot.loops import Beat
from bot.ways import Way, why

EVERY = 30.0  # seconds
RECENT = timedelta(minutes=2)


class WebhookWatch:
    """The loop that asks Telegram where it delivers updates, and whether that works."""

    def __init__(self, bot: Bot, address: str, hearing: Way, alerts: Alerts, beat: Beat) -> None:
        self._bot = bot
        self._address = address
        self._hearing = hearing
        self._alerts = alerts
        self._beat = beat

    async def run(self, stopping: asyncio.Event) -> None:
        """Look every half minute until `stopping` is set."""
        while not stopping.is_set():
            self._beat.now()
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), EVERY)
                return
            await self.look()

    async def look(self) -> None:
        """Ask Telegram once, and tell the team where updates have not come for a minute."""
        try:
            trouble = trouble_of(await self._bot.get_webhook_info(), self._address)
        except TelegramError as refusal:
            trouble = why(refusal)
        if trouble:
            self._hearing.fails(trouble)
        else:
            self._hearing.works()
        if alert := self._hearing.to_tell():
            await self._alerts.tell(alert)


def trouble_of(info: WebhookInfo, address: str) -> str:
    """Return why updates do not come by the webhook at this address, with what to do; "" where they do."""
    if info.url != address:
        return f"the webhook is set to '{info.url}' instead of '{address}': start aiguilleur run again, alone"
    is_recent = info.last_error_date is not None and machine_now() - info.last_error_date < RECENT
    if is_recent and info.pending_update_count:
        return f"Telegram cannot deliver to the webhook: {info.last_error_message}: check PUBLIC_URL"
    return ""
