"""What people of the simulated year do on their phone; each act ends with the answer to it."""

import random
from collections.abc import Callable, Collection

from bot.demo.people import Person
from bot.demo.shown import Shown
from tests.reliability.year.messages import read
from tests.reliability.year.phone import Phone

PLACES = ("Guéret", "Niort", "Bayonne", "23000", "Je ne sais pas encore")
SOURCES = ("affiche", "incubateur-bdx", "lettre")
SETTLED = ("registered", "waiting", "again", "too late")


class Somebody:
    def __init__(self, person: Person, chance: random.Random, kills: Callable[[], int]) -> None:
        self.person = person
        self._phone = Phone(person, kills)
        self.id = person.id
        self.meeting = 0  # the one that the present act is about
        self._chance = chance

    @property
    def can_write(self) -> bool:
        return not self.person.has_blocked

    async def register(self, meeting: int) -> None:
        """Register by the link of a poster, or from /visio where the meeting is shown; then fill in the form, once."""
        self.meeting = meeting
        if self._chance.random() < 0.7:
            asked = f"/start i-{meeting}-{self._chance.choice(SOURCES)}"
            answer = await self._send(asked, (*SETTLED, "other"))
        else:
            answer = await self._from_visio(meeting)
        if read(answer).kind == "other" and answer.button("reg:cancel"):
            await self._fill(answer)

    async def _from_visio(self, meeting: int) -> Shown:
        which = await self._send("/visio", ("other",))
        for button in (one for row in which.buttons for one in row):
            card = await self._press(which, button.text, ("other",))
            if card.button(f"ins:{meeting}"):
                return await self._press(card, f"ins:{meeting}", (*SETTLED, "other"))
        return await self._send(f"/start i-{meeting}", (*SETTLED, "other"))

    async def _fill(self, asked: Shown) -> None:
        """Give a name, a place, a phase and a yes, where each is asked."""
        for _ in range(6):
            if asked.button("reg:send"):
                await self._press(asked, "reg:send", SETTLED)
                return
            if asked.button("reg:place:-"):
                asked = await self._say_where(asked)
            else:
                chosen = asked.button("reg:phase:idee") or asked.button(self.person.user.first_name)
                assert chosen is not None, asked.text
                asked = await self._press(asked, chosen.text, ("other",))
        raise AssertionError(f"the form does not end: {asked.text}")

    async def _say_where(self, asked: Shown) -> Shown:
        place = self._chance.choice(PLACES)
        if asked.button(place):
            return await self._press(asked, place, ("other",))
        return await self._send(place, ("other",))

    async def leave(self, meeting: int) -> None:
        self.meeting = meeting
        mine = await self._send("/mesinscriptions", ("other",))
        if mine.button(f"mesins:{meeting}") is None:
            return
        one = await self._press(mine, f"mesins:{meeting}", ("other",))
        sure = await self._press(one, f"desins:{meeting}", ("other",))
        await self._press(sure, f"desins:{meeting}:oui", ("left",))

    async def answers(self, message: Shown, code: str) -> None:
        """Press a button of a message of the bot: a reminder, an offer, thanks."""
        self.meeting = int(code.split(":")[1])
        await self._press(message, code, ("see you", "left", "kept", "muted", *SETTLED))

    async def _press(self, message: Shown, button: str, wanted: Collection[str]) -> Shown:
        return await self._phone.press(message, button, lambda one: read(one).kind in wanted)

    async def _send(self, words: str, wanted: Collection[str]) -> Shown:
        return await self._phone.send(words, lambda one: read(one).kind in wanted)
