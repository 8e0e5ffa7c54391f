"""Delivery to the bot's webhook: one update at a time in a lane, lanes side by side, again and again until a 2xx."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp

from bot.demo.chats import Json
from bot.demo.faults import Faults
from bot.demo.updates import SHUFFLE_GATHERS, Update, UpdateQueue

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_DELAY = 60.0
ANSWER_WITHIN = 60.0


@dataclass(frozen=True)
class Address:
    url: str
    secret: str | None
    max_connections: int


class Webhook:
    def __init__(self, queue: UpdateQueue, faults: Faults, now: Callable[[], float], retry_delay: float) -> None:
        self._queue = queue
        self._faults = faults
        self._now = now
        self._retry_delay = retry_delay
        self.longest_delay = LONGEST_DELAY
        self._waiting: dict[str, deque[Update]] = {}
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._session: aiohttp.ClientSession | None = None
        self._places = asyncio.Semaphore(1)
        self._started_lanes = 0
        self.address: Address | None = None
        self.last_error: tuple[int, str] | None = None

    async def point_to(self, address: Address) -> bool:
        """Deliver there from now on, starting with all that waits; False when nothing changed."""
        if address == self.address:
            return False
        await self.stop()
        self.address = address
        self.last_error = None
        self._places = asyncio.Semaphore(address.max_connections)
        connector = aiohttp.TCPConnector(limit=0)
        self._session = aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(ANSWER_WITHIN))
        for update in self._queue.pending():
            self.notice(update)
        return True

    async def stop(self) -> None:
        """Deliver nowhere; what waits stays in the queue."""
        self.address = None
        lanes = list(self._lanes.values())
        for lane in lanes:
            lane.cancel()
        await asyncio.gather(*lanes, return_exceptions=True)
        self._lanes.clear()
        self._waiting.clear()
        if self._session is not None:
            await self._session.close()
            self._session = None

    def notice(self, update: Update) -> None:
        if self.address is None:
            return
        self._waiting.setdefault(update.lane, deque()).append(update)
        if update.lane not in self._lanes:
            self._lanes[update.lane] = asyncio.create_task(self._run_lane(update.lane))

    async def _run_lane(self, lane: str) -> None:
        self._started_lanes += 1
        if self._faults.shuffle and self._started_lanes % 2:
            # Every other lane is held back, so that a chat which wrote later overtakes it.
            await asyncio.sleep(SHUFFLE_GATHERS)
        waiting = self._waiting[lane]
        while waiting:
            await self._deliver(waiting[0])
            waiting.popleft()
        del self._lanes[lane], self._waiting[lane]

    async def _deliver(self, update: Update) -> None:
        delay = self._retry_delay
        while self._queue.holds(update):
            async with self._places:
                failure = await self._post(update)
            if failure is None:
                self._queue.done(update)
                return
            self.last_error = (int(self._now()), failure)
            await asyncio.sleep(delay)
            delay = min(2 * delay, self.longest_delay)

    async def _post(self, update: Update) -> str | None:
        """One attempt; None when the bot said 2xx, else what went wrong, in Telegram's words."""
        assert self.address is not None
        assert self._session is not None
        headers = {SECRET_HEADER: self.address.secret} if self.address.secret else {}
        try:
            async with self._session.post(
                self.address.url, json=update.shown(), headers=headers, allow_redirects=False
            ) as answer:
                await answer.read()
                if 200 <= answer.status < 300:
                    return None
                return f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except TimeoutError:
            return "Read timeout expired"
        except aiohttp.ClientConnectorError:
            return "Connection refused"
        except aiohttp.ClientError as error:
            return f"Connection broken: {type(error).__name__}"

    def shown(self) -> Json:
        """The answer of getWebhookInfo."""
        shown: Json = {
            "url": self.address.url if self.address else "",
            "has_custom_certificate": False,
            "pending_update_count": self._queue.count(),
        }
        if self.address is not None:
            shown |= {"max_connections": self.address.max_connections, "ip_address": "127.0.0.1"}
        if self._queue.allowed is not None:
            shown["allowed_updates"] = sorted(self._queue.allowed)
        if self.last_error is not None:
            shown["last_error_date"], shown["last_error_message"] = self.last_error
        return shown
