"""A bare echo bot on aiogram and aiohttp, a peer of the bench."""

import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

dispatcher = Dispatcher()


@dispatcher.message()
async def echo(message: Message) -> None:
    await message.answer(message.text or "")


async def announce(bot: Bot) -> None:
    await bot.set_webhook(f"{os.environ['PUBLIC_URL']}/telegram", secret_token=os.environ["WEBHOOK_SECRET"])


if __name__ == "__main__":
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["TELEGRAM_API_URL"]))
    bot = Bot(os.environ["TELEGRAM_TOKEN"], session=session)
    dispatcher.startup.register(announce)
    application = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=os.environ["WEBHOOK_SECRET"]).register(application, "/telegram")
    application.on_startup.append(lambda _: announce(bot))
    web.run_app(application, host="127.0.0.1", port=int(os.environ["PORT"]), print=None)
