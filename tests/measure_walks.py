"""How far an update walks through the house: `python -m tests.measure_walks`. Three updates are handled for real.

Printed for each: the files of production entered while it was handled, and how often the walk came back to a file that
it had left, by a call and not by a return. Libraries, tests and the server of the demo are not counted.
"""

import asyncio
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from knowledge.snapshot import Knowledge
from storage.address import Address
from tests.desk import KARINE, Voice, at_the_desk
from tests.house import settled

ROOT = str(Path(__file__).parent.parent)
ROOMS = tuple(f"{ROOT}/{room}/" for room in ("bot", "handlers", "knowledge", "storage"))


class Walk:
    """The files that one task enters, in order; a file follows itself only once."""

    def __init__(self) -> None:
        self.files: list[str] = []
        self._task = asyncio.current_task()

    def follow(self, frame: FrameType, event: str, _: object) -> None:
        """Note the file of a call; `sys.setprofile` calls this."""
        file = frame.f_code.co_filename
        is_of_ours = event == "call" and file.startswith(ROOMS) and "/bot/demo/" not in file
        if is_of_ours and asyncio.current_task() is self._task and self.files[-1:] != [file]:
            self.files.append(file)

    @property
    def returns(self) -> Counter[str]:
        """How often a call leads back to a file that was left, by room; storage is mostly entered by SQLAlchemy."""
        entered, returns = set[str](), Counter[str]()
        for file in self.files:
            returns[Path(file).relative_to(ROOT).parts[0]] += file in entered
            entered.add(file)
        return returns


async def walk_of(voice: Voice, words: str) -> Walk:
    """Follow the handling of what somebody writes."""
    here, walks = voice.desk.here, list[Walk]()
    take: Callable[..., object] = here.house.ingress.take

    async def followed(payload: object) -> object:
        walk = Walk()
        sys.setprofile(walk.follow)
        try:
            return await take(payload)  # type: ignore[misc]
        finally:
            sys.setprofile(None)
            walks.append(walk)

    here.house.ingress.take = followed  # type: ignore[method-assign, assignment]
    await voice.person.send(words)
    await settled(here)
    here.house.ingress.take = take  # type: ignore[method-assign, assignment]
    return walks[0]


async def measure() -> None:
    """Print the walks."""
    with tempfile.TemporaryDirectory() as folder:
        knowledge = Knowledge.load().ready()
        async with at_the_desk(Address(Path(folder) / "aiguilleur.db", None), knowledge) as desk:
            karine, aicha = await desk.staff(KARINE), await desk.person()
            await aicha.opens_case("On cherche un local à Saint-Junien, qui peut nous aider ?")
            await karine.presses("Je prends")
            beside = await walk_of(aicha, "Le propriétaire est d'accord, on peut visiter quand ?")
            await karine.says("Qui peut venir avec vous ?", to=karine.card)
            case = await walk_of(aicha, "Le propriétaire viendra, avec deux voisins")
            await desk.meeting()
            registration = await walk_of(await desk.person("Bao", "Tran"), "/start inscription")
    for name, walk in (
        ("words that the bot answers beside a case", beside),
        ("a message into a case", case),
        ("a registration", registration),
    ):
        by_room = ", ".join(f"{room} {count}" for room, count in sorted(walk.returns.items()))
        print(f"{name:40} {len(set(walk.files))} files entered, {walk.returns.total()} returns ({by_room})")


if __name__ == "__main__":
    asyncio.run(measure())
