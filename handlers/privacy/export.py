"""The export in the chat, /mesdonnees: what is kept of the person, as a text file and as a JSON file."""

from dataclasses import dataclass

from telegram import Update

from handlers.privacy import texts
from handlers.privacy.own_data import Collector
from handlers.talk.replies import plain_text
from handlers.talk.turn import Context, Turn
from storage.base import Json


@dataclass(frozen=True)
class Export:
    """The handler of data exports; `collector` makes them."""

    collector: Collector

    async def command(self, update: Update, context: Context) -> None:
        """Handle the command /mesdonnees: send the person their data export."""
        await self.send(context.turn)

    async def send(self, turn: Turn) -> None:
        """Send the person all that is stored about them, in two files whose content is deleted once they were sent."""
        own = await self.collector.collect(turn, turn.known().telegram_id)
        readable = _document("mes-donnees.txt", own.readable, texts.YOUR_DATA)
        await turn.call("send_document", readable, forget=True)
        await turn.call("send_document", _document("mes-donnees.json", own.machine), forget=True)


def _document(name: str, content: str, caption: str = "") -> Json:
    return {"document": {"name": name, "content": content}, "caption": plain_text(caption)}
