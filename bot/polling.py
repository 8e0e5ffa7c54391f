"""Long polling, into the same transaction as the webhook; an update is acknowledged only after its commit."""

import asyncio
import logging
import warnings
from collections.abc import Iterable

from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError
from telegram.warnings import PTBUserWarning

from bot.alerts import Alerts
from bot.application import ALLOWED_UPDATES
from bot.ingress import DatabaseAway, Ingress
from bot.loops import Beat
from bot.payload import private_chat_of
from bot.ways import Way, why
from storage.base import Json

POLL_SECONDS = 20
PAUSE_SECONDS = 1.0
log = logging.getLogger("aiguilleur.polling")


class Polling:
    """The loop that fetches updates by long polling, where there is no webhook."""

    def __init__(self, bot: Bot, ingress: Ingress, beat: Beat, hearing: Way, alerts: Alerts) -> None:
        self._bot = bot
        self._hearing = hearing
        self._alerts = alerts
        self._ingress = ingress
        self._beat = beat
        self._offset: int | None = None
        # The library warns that it would rather parse updates itself; one that it cannot read would block the others.
        warnings.filterwarnings("ignore", message=".*Bot.getUpdates.*", category=PTBUserWarning)

    async def run(self, stopping: asyncio.Event) -> None:
        """Fetch updates and hand them to the ingress until `stopping` is set; those fetched are handled first."""
        while not stopping.is_set():
            self._beat.now()
            fetching = asyncio.create_task(self._fetch())
            stop = asyncio.create_task(stopping.wait())
            await asyncio.wait({fetching, stop}, return_when=asyncio.FIRST_COMPLETED)
            stop.cancel()
            if not fetching.done():
                fetching.cancel()
                return
            await self._hand_over(fetching.result(), stopping)

    async def _fetch(self) -> list[Json]:
        """Return the next updates as Telegram wrote them; where it does not answer, wait a moment and return none."""
        arguments = {"offset": self._offset, "timeout": POLL_SECONDS, "allowed_updates": ALLOWED_UPDATES}
        try:
            raw: list[Json] = await self._bot.do_api_request(
                "getUpdates", {k: v for k, v in arguments.items() if v is not None}, read_timeout=POLL_SECONDS + 10
            )
            self._hearing.works()
            return raw
        except RetryAfter as flood:
            await asyncio.sleep(float(flood.retry_after))  # type: ignore[arg-type]
        except (Conflict, InvalidToken, EndPointNotFound) as refusal:
            log.error("Telegram refuses getUpdates: %s", why(refusal))
            await self._deaf(refusal)
            await asyncio.sleep(5 * PAUSE_SECONDS)
        except TelegramError as trouble:
            log.warning("Telegram does not answer [%s]", type(trouble).__name__)
            await self._deaf(trouble)
            await asyncio.sleep(PAUSE_SECONDS)
        return []

    async def _deaf(self, trouble: TelegramError) -> None:
        self._hearing.fails(why(trouble))
        if alert := self._hearing.to_tell():
            await self._alerts.tell(alert)

    async def _hand_over(self, updates: list[Json], stopping: asyncio.Event) -> None:
        """Handle these updates, in order within a chat, chats side by side; then tell polling to go on after the last.

        Where the database is away, all are tried again after a pause, until the stop. Any other failure is raised.
        """
        while updates and not stopping.is_set():
            queues = (self._in_order(queue) for queue in by_chat(updates))
            failures = [end for end in await asyncio.gather(*queues, return_exceptions=True) if end is not None]
            if any(not isinstance(failure, DatabaseAway) for failure in failures):
                raise failures[0]
            if failures:
                self._beat.now()
                await asyncio.sleep(PAUSE_SECONDS)  # updates done already will be recognised as repeated
                continue
            self._offset = max(update["update_id"] for update in updates) + 1
            return

    async def _in_order(self, updates: list[Json]) -> None:
        for update in updates:
            await self._ingress.take(update)


def by_chat(updates: Iterable[Json]) -> list[list[Json]]:
    """Return the updates in one list for each private chat, in order; those of no private chat share a list."""
    queues: dict[int | None, list[Json]] = {}
    for update in updates:
        queues.setdefault(private_chat_of(update), []).append(update)
    return list(queues.values())
