"""The scene: the world of the Bot API, who has a phone in it, their groups, and what the page may do to the bot."""

import time
from collections.abc import Callable, Sequence

from bot.demo.chats import User
from bot.demo.controls import Controls
from bot.demo.faults import Faults
from bot.demo.groups import Group, new_group
from bot.demo.journal import Entry
from bot.demo.limits import Limits, Pace
from bot.demo.people import Person
from bot.demo.phone import Impossible
from bot.demo.world import World

FIRST_PERSON = 101
FIRST_GROUP = -1001


class Scene:
    def __init__(
        self,
        token: str = "4242:demo-token",
        username: str = "AiguilleurDemoBot",
        limits: Limits | None = None,
        now: Callable[[], float] = time.time,
        controls: Controls | None = None,
        retry_delay: float = 1.0,
    ) -> None:
        """`retry_delay`: seconds before a webhook is tried again; it doubles at each failure, up to a minute."""
        self.world = World(token, username, limits or Limits(), now, retry_delay)
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        self.controls = controls

    @property
    def faults(self) -> Faults:
        return self.world.faults

    @property
    def journal(self) -> list[Entry]:
        return self.world.journal

    @property
    def limits(self) -> Limits:
        return self.world.pace.limits

    @limits.setter
    def limits(self, limits: Limits) -> None:
        self.world.pace = Pace(limits)

    def person(
        self,
        id: int | None = None,
        first_name: str = "Aïcha",
        username: str | None = None,
        last_name: str | None = None,
        *,
        label: str = "",
        examples: Sequence[str] = (),
    ) -> Person:
        """Somebody with a phone, who has not written to the bot yet."""
        number = id if id is not None else max(self.people, default=FIRST_PERSON - 1) + 1
        if number in self.people:
            raise Impossible(f"person {number} exists already")
        user = User(number, first_name, last_name, username)
        self.people[number] = Person(self.world, user, label, examples)
        self.world.changes.note(number)
        return self.people[number]

    def group(
        self,
        id: int | None = None,
        title: str = "Le groupe",
        members: Sequence[Person] = (),
        *,
        reads_all: bool = False,
    ) -> Group:
        """A group that the bot has just joined; with `reads_all` it is given every message, as an administrator is."""
        number = id if id is not None else min(self.groups, default=FIRST_GROUP + 1) - 1
        if number in self.groups or number >= 0:
            raise Impossible(f"group {number} exists already, or is not negative")
        if not members:
            raise Impossible("a group has at least one member")
        users = [member.user for member in members]
        self.groups[number] = new_group(self.world, number, title, users, reads_all=reads_all)
        return self.groups[number]

    async def listened(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Wait until a bot listens: by a webhook, or in a long poll."""
        world = self.world

        def look() -> bool | None:
            return True if world.webhook.address or world.updates.is_polled else None

        if await world.changes.until(look, timeout) is None:
            raise TimeoutError(f"no bot listens after {timeout:g} s")

    async def idle(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Wait until the bot has confirmed every update."""
        world = self.world
        empty = await world.changes.until(lambda: True if world.updates.count() == 0 else None, timeout)
        if empty is None:
            raise TimeoutError(f"{world.updates.count()} updates are still unconfirmed after {timeout:g} s")
