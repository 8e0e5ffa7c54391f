"""The local server that speaks like Telegram: the scene on an address. Listens on loopback only."""

from aiohttp import web

from bot.demo.api import BotApi
from bot.demo.control import Control
from bot.demo.door import loopback_only, refuse_other_hosts
from bot.demo.pages import page_routes
from bot.demo.scene import Scene

BODY_BYTES = 64 * 1024 * 1024


class LocalTelegram(Scene):
    url = ""
    _runner: web.AppRunner | None = None

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        refuse_other_hosts(host)
        app = web.Application(client_max_size=BODY_BYTES, middlewares=[loopback_only])
        app.add_routes(BotApi(self.world).routes())
        self._control = Control(self)
        app.add_routes([*self._control.routes(), *page_routes()])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        bound = self._runner.addresses[0][1]
        self.url = f"http://{'[::1]' if ':' in host else host}:{bound}"

    async def stop(self) -> None:
        self.world.updates.end_poll()
        await self.world.webhook.stop()
        if self._runner is not None:
            self._control.close()
            await self._runner.cleanup()
            self._runner = None
