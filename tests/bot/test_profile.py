"""What the bot says of itself on Telegram: set where it is other than it should be, and only there."""

from typing import Any

from telegram import Bot, BotCommand

from bot.profile import show_profile
from bot.telegram_request import AiohttpRequest
from handlers.talk.texts import DESCRIPTION
from tests.house import TOKEN, local_telegram


class Noted(AiohttpRequest):
    """The HTTP of the bot, with the methods of the Bot API that it called."""

    def __init__(self) -> None:
        super().__init__()
        self.called: list[str] = []

    async def do_request(self, url: str, *arguments: Any, **options: Any) -> tuple[int, bytes]:
        self.called.append(url.rpartition("/")[2])
        return await super().do_request(url, *arguments, **options)


async def test_profile_is_set_only_where_it_is_another() -> None:
    async with local_telegram() as telegram:
        noted = Noted()
        async with Bot(TOKEN, base_url=f"{telegram.url}/bot", request=noted) as bot:
            await show_profile(bot)
            first = [name for name in noted.called if name.startswith("set")]
            noted.called.clear()
            await show_profile(bot)
            assert first == ["setMyCommands", "setMyDescription", "setMyShortDescription"]
            assert not [name for name in noted.called if name.startswith("set")]
            await bot.set_my_commands([BotCommand("start", "Commencer")])
            noted.called.clear()
            await show_profile(bot)
            assert [name for name in noted.called if name.startswith("set")] == ["setMyCommands"]
            assert (await bot.get_my_description()).description == DESCRIPTION
