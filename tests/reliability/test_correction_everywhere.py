"""Two processes by webhook on one PostgreSQL: both serve a correction of the team at the next question."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from bot.clock import machine_now
from bot.commands.demo import free_port
from bot.demo.people import Person
from handlers.roles.tokens import new_invitation
from storage.address import Address
from storage.database import Database
from tests.house import SECRET, local_telegram
from tests.reliability.test_processes import process, up

SENTENCE = "L'AMI, l'aide de la Région, n'est pas automatique."
CORRECTED = "L'AMI, l'aide de la Région, n'est jamais acquise d'avance."
MOST_ROUNDS = 40


class Balancer:
    """A load balancer, which gives each update to the next process; `took` counts those of each."""

    def __init__(self, ports: list[int]) -> None:
        self.ports = ports
        self.took: Counter[int] = Counter()
        self._turn = 0

    async def take(self, request: web.Request) -> web.Response:
        self._turn += 1
        port = self.ports[self._turn % len(self.ports)]
        body = await request.read()
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"http://127.0.0.1:{port}/telegram", data=body, headers=request.headers) as answer,
        ):
            if answer.status == 200:
                self.took[port] += 1
            return web.Response(status=answer.status)


@asynccontextmanager
async def balancing(ports: list[int]) -> AsyncIterator[tuple[Balancer, str]]:
    balancer, own = Balancer(ports), await free_port()
    application = web.Application()
    application.router.add_post("/telegram", balancer.take)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", own).start()
    try:
        yield balancer, f"http://127.0.0.1:{own}"
    finally:
        await runner.cleanup()


async def invited(address: Address) -> str:
    database = Database(address)
    try:
        async with database.transaction() as session:
            token, invitation = new_invitation("team", "Chloé Rivolet", machine_now())
            session.add(invitation)
            return token
    finally:
        await database.close()


async def press(person: Person, label: str) -> str:
    message = person.received[-1]
    await person.press(message.message_id, label)
    return (await person.wait_for(1, 60, after=message.message_id))[-1].text


async def amounts(person: Person) -> str:
    """Ask what the amounts of the AMI are, as a new person, and return the answer."""
    return (await person.ask("/start q-ami-montants", timeout=60))[-1].text


async def go_on_asking(person: Person, until: asyncio.Event) -> list[str]:
    said: list[str] = []
    while not until.is_set() and len(said) < MOST_ROUNDS // 2:  # fewer than one person may in a minute
        said.append(await amounts(person))
    return said


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
async def test_correction_is_served_at_the_next_question_by_both_processes(address: Address) -> None:
    ports = [await free_port(), await free_port()]
    async with local_telegram() as telegram, balancing(ports) as (balancer, url):
        environ = {"DATABASE_URL": str(address.dsn), "PUBLIC_URL": url, "WEBHOOK_SECRET": SECRET}
        async with (
            process(telegram, **environ, PORT=str(ports[0])),
            process(telegram, **environ, PORT=str(ports[1])),
        ):
            await asyncio.gather(*(up(str(port)) for port in ports))
            chloe = telegram.person(id=204, first_name="Chloé")
            askers = [telegram.person(id=301 + number, first_name=f"Bao{number}") for number in range(8)]
            await chloe.open_link(await invited(address))
            await chloe.wait_for(1, 60)
            published = asyncio.Event()
            asking = [asyncio.create_task(go_on_asking(person, published)) for person in askers[:2]]
            await press_to_correction(chloe)
            before = Counter(balancer.took)
            after = await asyncio.gather(*(amounts(person) for person in askers[2:]))
            published.set()
            said = [text for task in asking for text in await task]
    assert [CORRECTED in text and SENTENCE not in text for text in after] == [True] * 6
    assert all((SENTENCE in text) != (CORRECTED in text) for text in said)
    assert said[0].count(SENTENCE) == 1
    assert min((balancer.took - before)[port] for port in ports) >= 2


async def press_to_correction(chloe: Person) -> None:
    await chloe.ask("/base ami-montants", timeout=60)
    for label in ("Combien l'AMI Tiers-Lieux peut payer", "Corriger", SENTENCE):
        await press(chloe, label)
    shown = (await chloe.ask(CORRECTED, timeout=60))[-1]
    assert shown.text.startswith("Voici la réponse corrigée.")
    assert (await press(chloe, "Publier")).startswith("C'est en service dès la prochaine question.")
