"""Somebody of the team at work on the base: presses, writes, and reads what comes last."""

from bot.demo.people import Person
from bot.demo.shown import Shown
from tests.house import Ground, settled


class Curator:
    def __init__(self, here: Ground, person: Person) -> None:
        self.here = here
        self.person = person

    @property
    def last(self) -> Shown:
        """The latest that is about the base: what the team is told of meetings comes when it comes."""
        return [said for said in self.person.received if ["Voir les réunions"] not in said.labels][-1]

    async def says(self, words: str) -> str:
        await self.person.send(words)
        await settled(self.here)
        return self.last.text

    async def presses(self, *labels: str) -> str:
        """One button after the other, each under the last message."""
        for label in labels:
            await self.person.press(self.last.message_id, label)
            await settled(self.here)
        return self.last.text

    async def waits(self, words: str) -> str:
        """For a message that begins so, which is computed beside."""
        after = self.last.message_id
        said = await self.person.wait_for(lambda one: one.text.startswith(words), 60, after=after - 1)
        return said.text

    def labels(self) -> list[str]:
        return [label for row in self.last.labels for label in row]
