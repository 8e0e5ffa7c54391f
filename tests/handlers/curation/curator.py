"""A member of the team at work on the base, for tests."""

from bot.demo.people import Person
from bot.demo.shown import Shown
from tests.house import Ground, settled


class Curator:
    def __init__(self, here: Ground, person: Person) -> None:
        self.here = here
        self.person = person

    @property
    def last(self) -> Shown:
        """Return the latest message about the base; what the team is told of meetings comes at any time."""
        return [said for said in self.person.received if ["Voir les réunions"] not in said.labels][-1]

    async def says(self, words: str) -> str:
        await self.person.send(words)
        await settled(self.here)
        return self.last.text

    async def presses(self, *labels: str) -> str:
        """Press each button in turn under the last message about the base, and return the words that come."""
        for label in labels:
            await self.person.press(self.last.message_id, label)
            await settled(self.here)
        return self.last.text

    async def waits(self, words: str) -> str:
        """Wait for a message that begins so, which another task computes."""
        after = self.last.message_id
        said = await self.person.wait_for(lambda one: one.text.startswith(words), 60, after=after - 1)
        return said.text

    def labels(self) -> list[str]:
        return [label for row in self.last.labels for label in row]
