"""A bot of a few lines that polls over HTTP, so that the page has somebody to talk to."""

import asyncio
from typing import Any

from tests.bot.demo.demo_client import Api

BUTTONS = {
    "inline_keyboard": [
        [{"text": "Puis-je y prétendre ?", "callback_data": "a"}, {"text": "Combien ?", "callback_data": "b"}],
        [{"text": "Oui, merci", "callback_data": "yes"}, {"text": "Non", "callback_data": "no"}],
    ]
}
ANSWER = (
    "<b>L'AMI Tiers-Lieux est une aide de la Région.</b>\nVous avez écrit : « {text} »\n"
    '<i>Source : <a href="https://coop.tierslieux.net">le site</a>.</i>\nCela répond-il à votre question ?'
)


async def run(api: Api) -> None:
    await api.ok("setMyCommands", commands=[{"command": "aide", "description": "Ce que je sais faire"}])
    offset = 0
    while True:
        for update in await api.ok("getUpdates", offset=offset, timeout=20):
            offset = update["update_id"] + 1
            await _answer(api, update)


async def _answer(api: Api, update: dict[str, Any]) -> None:
    if "callback_query" in update:
        query = update["callback_query"]
        message = query["message"]
        await api("answerCallbackQuery", callback_query_id=query["id"], text="C'est noté")
        text = "Merci, c'est noté." if query["data"] == "yes" else "D'accord."
        await api("editMessageText", chat_id=message["chat"]["id"], message_id=message["message_id"], text=text)
    elif "message" in update:
        message = update["message"]
        safe = message.get("text", "autre chose").replace("&", "&amp;").replace("<", "&lt;")
        here = {"chat_id": message["chat"]["id"], "parse_mode": "HTML", "reply_markup": BUTTONS}
        await api("sendMessage", text=ANSWER.format(text=safe), **here)


def start(api: Api) -> asyncio.Task[None]:
    return asyncio.create_task(run(api))
