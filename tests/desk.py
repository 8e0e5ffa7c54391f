"""A case desk in a test: the real bot, people and staff with phones, the business clock on a working morning."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select, update

from bot.clock import machine_now
from bot.demo import gifts
from bot.demo.people import Person
from bot.demo.shown import Shown
from handlers.roles.tokens import new_invitation
from knowledge.snapshot import Knowledge
from storage.address import Address
from storage.announcements import Progress, all_announcements
from storage.backup.restore import restore
from storage.backup.write import write_backup
from storage.case_events import history_of
from storage.cases import Case
from storage.clock import move_ahead
from storage.outbox import OutboxMessage
from storage.people import Person as PersonRow
from storage.rates import Rate
from storage.records import METADATA
from storage.registrations import Registration, Status
from tests.handlers.meetings.ground import a_meeting
from tests.house import Ground, do_now, is_unsettled, local_telegram, running, settings_for, settled
from tests.lasting import Lasting

PARIS = ZoneInfo("Europe/Paris")
TUESDAY = datetime(2030, 12, 3, 10, 0, tzinfo=PARIS)  # far ahead, since the business clock only goes forward
KARINE, ELODIE, SOPHIE, CHLOE = "Karine Machat", "Elodie Truong", "Sophie Jadin", "Chloé Rivolet"
NO_CASE = "Aucun dossier en cours. Pour en retrouver un, clos ou non : « Chercher »."
IDS = {KARINE: 201, ELODIE: 202, SOPHIE: 203, CHLOE: 204}


def receipt(name: str, at: str = "10 h") -> str:
    """Return the receipt of words that have reached somebody."""
    return f"✓ Remis à {name} à {at}.\nSi vous le modifiez, la correction suit."


class Desk:
    def __init__(self, here: Ground, knowledge: Knowledge, house: AsyncExitStack) -> None:
        self.here = here
        self._knowledge = knowledge
        self._house = house
        self._now = TUESDAY

    async def at(self, moment: datetime) -> None:
        """Move business time to this moment, and do what is due then."""
        self._now = moment
        async with self.here.house.database.transaction() as session:
            await move_ahead(session, moment - machine_now())
        await self.calm()

    async def later(self, **much: float) -> None:
        await self.at(self._now + timedelta(**much))

    async def calm(self) -> None:
        """Wait until all is taken, done, sent, and all outcomes are recorded."""
        async with self.here.house.database.transaction() as session:
            await session.execute(delete(Rate))  # these people act faster than anybody could
        await settled(self.here)
        await self.here.house.ticker.tick()
        while await is_unsettled(self.here):
            await settled(self.here)
            await self.here.house.ticker.tick()

    async def staff(self, name: str, role: str = "delegate") -> "Voice":
        first, _, last = name.partition(" ")
        person = self.here.telegram.person(id=IDS[name], first_name=first, last_name=last)
        async with self.here.house.database.transaction() as session:
            token, invitation = new_invitation(role, name, self._now)
            session.add(invitation)
        await person.open_link(token)
        return await self.arrives(person)

    async def person(self, first_name: str = "Aïcha", last_name: str = "Morel") -> "Voice":
        person = self.here.telegram.person(first_name=first_name, last_name=last_name)
        return await self.arrives(person)

    async def arrives(self, person: Person) -> "Voice":
        await self.calm()
        voice = Voice(self, person)
        voice.news()
        return voice

    async def meeting(self) -> None:
        """Publish a meeting in ten days, open to all."""
        await a_meeting(self.here, capacity=None)
        await self.calm()

    async def stop(self) -> None:
        await self._house.aclose()

    async def start(self) -> None:
        self.here.house = await self._house.enter_async_context(running(self.here.settings, self._knowledge))

    async def case(self, number: int = 1) -> Case:
        async with self.here.house.database.reading() as session:
            found = await session.scalar(select(Case).where(Case.id == number))
        assert found is not None
        return found

    async def cases(self) -> Sequence[Case]:
        async with self.here.house.database.reading() as session:
            return (await session.scalars(select(Case).order_by(Case.id))).all()

    async def history(self, number: int = 1) -> list[str]:
        async with self.here.house.database.reading() as session:
            return [event.what for event in await history_of(session, number)]

    async def everything_kept(self) -> list[str]:
        """Return every column of every row of every table, a line each."""
        lines = []
        async with self.here.house.database.reading() as session:
            for table in METADATA.sorted_tables:
                for row in (await session.execute(table.select())).mappings():
                    lines += [f"{table.name}.{name} = {value}" for name, value in row.items()]
        return lines

    async def backup(self, path: Path) -> Path:
        await write_backup(self.here.house.database, path, machine_now())
        return path

    async def restore(self, path: Path) -> None:
        await restore(self.here.house.database, path, machine_now())
        await self.calm()

    async def keeps_of_people(self, **values: str) -> None:
        """Change what is kept of everybody, as if another release had written it."""
        async with self.here.house.database.transaction() as session:
            await session.execute(update(PersonRow).values(**values))

    async def offers_again(self, person: Person) -> None:
        """Offer somebody their seat again, as if they had not answered."""
        async with self.here.house.database.transaction() as session:
            offered = update(Registration).where(Registration.telegram_id == person.id)
            await session.execute(offered.values(status=Status.OFFERED))

    async def standing(self, person: Person) -> str | None:
        """Return the status of somebody's only registration."""
        async with self.here.house.database.reading() as session:
            found = await session.scalars(select(Registration).where(Registration.telegram_id == person.id))
            return found.one().status

    async def registered(self) -> Sequence[Registration]:
        async with self.here.house.database.reading() as session:
            rows = await session.scalars(select(Registration).where(Registration.status == Status.REGISTERED))
            return rows.all()

    async def communes_become(self, code: str) -> None:
        """Give every person's place this code, as a merging of communes does."""
        async with self.here.house.database.transaction() as session:
            await session.execute(update(PersonRow).values(commune=code))

    async def until_announced(self) -> None:
        """Wait until every announcement decided has left."""
        async with asyncio.timeout(20):
            while await self._leaving():
                await do_now(self.here, "announcements")
        await self.calm()

    async def _leaving(self) -> bool:
        async with self.here.house.database.reading() as session:
            return any(one.state in (Progress.SCHEDULED, Progress.SENDING) for one in await all_announcements(session))

    async def outbox(self) -> Sequence[OutboxMessage]:
        async with self.here.house.database.reading() as session:
            return (await session.scalars(select(OutboxMessage))).all()


class Voice:
    """Somebody with a phone. Each act returns once the bot has nothing more to say; `news` is what came since."""

    def __init__(self, desk: Desk, person: Person) -> None:
        self.desk = desk
        self.person = person
        self._read = 0

    async def says(self, words: str, *, to: Shown | int | None = None) -> list[str]:
        """Write, or reply to a message; return what came."""
        target = to.message_id if isinstance(to, Shown) else to
        await self.person.send(words, reply_to=target)
        return await self._hears()

    async def sends(self, words: str) -> int:
        """Write, and return the id of the message, to edit it later."""
        number = await self.person.send(words)
        await self.desk.calm()
        return number

    async def bursts(self, words: Sequence[str], answers: Sequence[str] = (), *, to: Shown | None = None) -> list[str]:
        """Forward all words before any is answered, then send `answers` in reply to a message."""
        for one in words:
            await self.person.send(one)
        for one in answers:
            await self.person.send(one, reply_to=to.message_id if to is not None else None)
        await settled(self.desk.here)
        return await self._hears()

    async def send_documents(self, count: int, album: str = "") -> list[int]:
        """Send documents of one album, which is called by their number unless it is named."""
        files = [gifts.document(self.desk.here.telegram.world.files, b"%PDF", f"plan-{rank}.pdf", "application/pdf")
                 for rank in range(count)]  # fmt: skip
        return [await self.person.send_other(one | {"media_group_id": album or f"plans-{count}"}) for one in files]

    async def presses(self, label: str, *, under: Shown | None = None) -> str:
        """Press the latest button of this name, and return the notice shown."""
        target = under or next(said for said in reversed(self.person.received) if said.button(label))
        answer = await self.person.press(target.message_id, label)
        await self.desk.calm()
        return answer.text

    async def closes(self, *, under: Shown | None = None) -> None:
        """Close a case, and say so again where the bot asks because nobody has replied."""
        await self.presses("Clore", under=under)
        if "clore quand même ?" in self.last().text:
            await self.presses("Clore", under=self.last())

    async def does(self, act: object) -> list[str]:
        await act  # type: ignore[misc]
        return await self._hears()

    async def _hears(self) -> list[str]:
        await self.desk.calm()
        return [said.text for said in self.news()]

    def news(self) -> list[Shown]:
        fresh = [said for said in self.person.received if said.message_id > self._read]
        self._read = max((said.message_id for said in fresh), default=self._read)
        return fresh

    @property
    def heard(self) -> list[str]:
        """Return the first lines of what came since the last look."""
        return [said.text.split("\n")[0] if said.text else said.kind for said in self.news()]

    def last(self, beginning: str = "") -> Shown:
        return next(said for said in reversed(self.person.received) if beginning in said.text)

    @property
    def card(self) -> Shown:
        return next(said for said in reversed(self.person.received) if " n° " in said.text and " · " in said.text
                    and said.text.removeprefix("⚠️ ").startswith(("Nouvelle demande", "Demande")))  # fmt: skip

    async def exports(self) -> tuple[str, str]:
        """Return both files of /mesdonnees: the one in words, and the one for machines."""
        await self.says("/mesdonnees")
        ids = [said.content["document"]["file_id"] for said in self.person.received[-2:]]
        files = [self.desk.here.telegram.world.files.by_id(one) for one in ids]
        readable, machine = (one.data.decode() for one in files if one is not None)
        return readable, machine

    async def opens_case(self, words: str, place: str = "Saint-Junien") -> int:
        """Open a case, from the button to the sending, and return its number."""
        await self.says("/contact")
        if "Où est votre projet ?" in self.last().text:
            await self.says(place)
        await self.says(words)
        await self.presses("Envoyer")
        return (await self.desk.cases())[-1].id

    async def subscribes(self, subject: str = "Les visios") -> None:
        await self.says("/abonnements")
        await self.presses(f"{subject} : non")

    async def announces(self, words: str, to: str = "Les visios") -> None:
        """Announce these words as the team, to those of the button whose label begins so."""
        await self.says("/annonce")
        await self.presses("Nouvelle annonce")
        await self.presses(next(row[0] for row in self.last().labels if row[0].startswith(to)))
        await self.says(words)
        await self.presses("Envoyer maintenant")
        await self.presses("Oui, envoyer")
        await self.desk.until_announced()


async def lasting_desk(lasting: Lasting, knowledge: Knowledge) -> Desk:
    """Return a desk as new, whose bot other tests may have used before."""
    desk = Desk(await lasting.as_new(), knowledge, lasting.bot)
    await desk.at(TUESDAY)
    return desk


@asynccontextmanager
async def at_the_desk(address: Address, knowledge: Knowledge, knowledge_dir: Path | None = None) -> AsyncIterator[Desk]:
    """Yield a desk; with `knowledge_dir`, its bot takes up changes of that folder."""
    async with local_telegram() as telegram, AsyncExitStack() as house:
        settings = await settings_for(telegram, address, webhook=True, knowledge_dir=knowledge_dir)
        ready = await house.enter_async_context(running(settings, knowledge))
        desk = Desk(Ground(telegram, ready, settings), knowledge, house)
        await desk.at(TUESDAY)
        yield desk
