"""A day at the desk: who does what, by chance, with what stands on the phone at that moment."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from handlers.cases.core import buttons
from handlers.cases.core.rules import Why
from handlers.cases.core.staff_texts import refused
from handlers.talk.codes import code_for, read
from handlers.talk.limits import FLOOR_LASTS
from storage.base import Json
from storage.case_messages import message_written
from tests.reliability.days.phone import TOKEN, Line, Phone
from tests.reliability.days.town import SAID, STAFF, Town

ACTS_A_DAY, DAYS_TOGETHER = 40, 10
YES = ("oui", "D'accord")
OWN_ALREADY = refused(Why.OWN, "", "")
PRESSED = (buttons.REPLY, buttons.TAKE, buttons.SHOW, buttons.REOPEN)


@dataclass
class Days(Town):
    """Days one after the other, all of it from a seed. `run` returns what went wrong, a sentence each."""

    async def run(self, days: int, acts: int = ACTS_A_DAY) -> list[str]:
        await self.begin()
        for _ in range(days):
            await self.fill_up()
            for _ in range(acts):
                self.town.later(seconds=self.chance.choice((20, 60, 300, 900, 2400)))
                await self._act()
                await self.town.carries(self.chance.choice((0.0, 0.5, 1.0, 1.0)))
                if self.witness.problems:
                    return [f"seed {self.seed}: {problem}" for problem in self.witness.problems]
            await self.town.carries()
            self.witness.look_at_the_end(self.town.phones.values())
            self.town.later(hours=14)
        self.witness.counts |= {"deaths": self.town.deaths, "questions": self.town.questions}
        return [f"seed {self.seed}: {problem}" for problem in self.witness.problems]

    async def _act(self) -> None:
        of_staff = self.chance.random() < 0.65
        phones = [phone for owner, phone in self.town.phones.items() if (owner in STAFF) is of_staff]
        phone = self.chance.choice(phones)
        weights = _OF_STAFF if of_staff else _OF_PEOPLE
        asked = [line for line in phone.lines.values() if line.is_question]
        act = self.chance.choices(list(weights), weights=list(weights.values()))[0]
        if asked and self.chance.random() < 0.5:
            act = Days.answer
        self.witness.told.append(f"{phone.name} {act.__name__}")
        await act(self, phone)

    # What a thumb can do.

    async def type(self, phone: Phone) -> None:
        await self._send(phone, {"text": self.chance.choice(SAID)})

    async def reply(self, phone: Phone) -> None:
        """Reply to a message of the bot or of one's own that is about a case."""
        line = self._any(phone, lambda one: one.case is not None or one.reply_to is not None or one.own)
        if line is not None:
            await self._send(phone, {"text": self.chance.choice(SAID)}, line)

    async def photo(self, phone: Phone) -> None:
        await self._send(phone, self._picture())

    async def album(self, phone: Phone) -> None:
        """Send two or three pictures, between which others are heard."""
        name, aims = f"album{self.town.number()}", self._named(phone)
        for _ in range(self.chance.choice((2, 3))):
            await self._send(phone, self._picture() | {"media_group_id": name}, aims=aims)
            await self.town.carries(self.chance.choice((0.0, 0.5)))

    def _picture(self) -> Json:
        size = {"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}
        return {"photo": [size], "caption": "La façade"}

    async def _send(self, phone: Phone, content: Json, to: Line | None = None, aims: set[int] | None = None) -> None:
        token = self.token(phone)
        for words in ("text", "caption"):
            if words in content:
                content = content | {words: f"{content[words]} {token}"}
        if to is not None:
            case = await self._case_replied_to(phone, to)
            aims = {case} if case is not None else aims
        self.witness.wrote(token, phone.owner, self._named(phone) if aims is None else aims)
        self.witness.counts["messages"] += 1
        self._say_yes(phone, str(content.get("text", "")), to)
        await self.town.writes(phone, content, to.id if to is not None else None)

    def _say_yes(self, phone: Phone, words: str, to: Line | None) -> None:
        """Note that a yes in words passes on the message of which the bot has just asked for whom it was."""
        told = [to] if to is not None else [line for line in phone.lines.values() if not line.own]
        asked = list(told[-1].codes(buttons.PASS_ON)) if told and "Était-il pour" in told[-1].text else []
        for _, code in asked if words.startswith(YES) else ():
            case, message = read(code).number(0), read(code).number(1)
            for token in TOKEN.findall(phone.lines[message or 0].text) if case is not None else ():
                self.witness.chose(token, case or 0)

    async def _case_replied_to(self, phone: Phone, line: Line) -> int | None:
        """Return the case of a message: what it names, else where it went or what it answers."""
        read: Line | None = line
        while read is not None and not read.own:
            if read.case is not None:
                return read.case
            read = phone.lines.get(read.reply_to or 0)
        if read is None:
            return None
        async with self.database.reading() as session:
            written = await message_written(session, phone.owner, read.id)
        return written[-1].case_id if written else None

    def _named(self, phone: Phone) -> set[int]:
        """Return the case that the screen names as the one that the next words are for; several where it is open."""
        if phone.aim is not None:
            return {phone.aim}
        return set() if phone.owner in STAFF else self._heard_from(phone)

    def _heard_from(self, phone: Phone) -> set[int]:
        """Return the case in which staff have spoken on a person's screen, if it is only one.

        Of several, the one in which either side wrote within the day, as the words and the receipts show.
        """
        heard = {line.case: line for line in phone.lines.values() if " · demande n° " in line.text}
        since, lately = self.town.now - FLOOR_LASTS, set()
        for line in phone.lines.values():
            sent = [read(code).number(0) for _, code in line.codes(buttons.TAKE_BACK)]
            case = sent[0] if sent else line.case if " · demande n° " in line.text else None
            if case in heard and line.at is not None and line.at > since:
                lately.add(case)
        cases = {case for case in lately or heard if case is not None}
        return cases if len(cases) == 1 else set()

    async def press(self, phone: Phone) -> None:
        """Press `Répondre`, `Je prends`, `Voir le dossier` or `Rouvrir`, or as a person « Répondre à … »."""
        verbs = PRESSED if phone.owner in STAFF else (buttons.WRITE,)
        line, code = self._button(phone, *verbs)
        if line is None:
            return
        notice = await self.town.taps(phone, line, code)
        self.witness.counts["taps"] += phone.owner in STAFF
        if notice in (None, OWN_ALREADY) and read(code).word(0) != "0":  # 0 lists them all
            phone.touch(read(code).number(0))

    async def be_cut_off(self, phone: Phone) -> None:
        """Turn to somebody, hear from somebody else or look at another card, and write on, as a thumb does."""
        await self.press(phone)
        await self.town.carries(self.chance.choice((0.5, 1.0, 1.0)))
        for _ in range(self.chance.choice((0, 1, 1, 2))):
            await self.press(phone) if self.chance.random() < 0.3 else await self._hear_from_somebody(phone)
            await self.town.carries(self.chance.choice((0.0, 0.5, 1.0)))
        self.town.later(seconds=self.chance.choice((5, 60, 600)))
        await self.chance.choice((self.type, self.type, self.photo, self.album))(phone)

    async def _hear_from_somebody(self, phone: Phone) -> None:
        """Let somebody write whose case stands on this phone."""
        cases = {line.case for line in phone.lines.values()}
        theirs = [
            (other, line)
            for other in self.town.phones.values()
            if other.owner not in STAFF
            for line in other.lines.values()
            if not line.own and line.case in cases and line.case is not None
        ]
        if theirs:
            other, line = self.chance.choice(theirs)
            await self._send(other, {"text": self.chance.choice(SAID)}, line)

    async def note(self, phone: Phone) -> None:
        line, code = self._button(phone, buttons.NOTE)
        if line is not None and await self.town.taps(phone, line, code) is None:
            await self._send(phone, {"text": "Note"}, aims={read(code).number(0) or 0})

    async def transfer(self, phone: Phone) -> None:
        line, code = self._button(phone, buttons.TRANSFER)
        if line is None or await self.town.taps(phone, line, code) is not None:
            return
        await self.town.carries()
        choice, code = self._button(phone, buttons.TRANSFER, parts=2)
        if choice is not None:
            await self.town.taps(phone, choice, code)

    async def close(self, phone: Phone) -> None:
        line, code = self._button(phone, buttons.CLOSE)
        if line is not None:
            await self.town.taps(phone, line, code)

    async def give_up(self, phone: Phone) -> None:
        """Take the whole demand back, as below /mesdemandes."""
        line = self._any(phone, lambda one: not one.own and one.case is not None)
        if line is not None:
            await self.town.taps(phone, line, code_for(buttons.WITHDRAW, line.case, "oui"))

    async def stop(self, phone: Phone) -> None:
        line, code = self._button(phone, buttons.STOP_WRITING)
        if line is not None:
            await self.town.taps(phone, line, code)
            phone.touch(None)

    async def edit(self, phone: Phone) -> None:
        line = self._any(phone, lambda one: one.own and bool(TOKEN.search(one.text)))
        if line is not None:
            token = TOKEN.findall(line.text)[-1]
            await self.town.edits(phone, line, f"Plutôt jeudi {token}")

    async def withdraw(self, phone: Phone) -> None:
        line, code = self._button(phone, buttons.TAKE_BACK)
        answered = phone.lines.get(line.reply_to or 0) if line is not None else None
        if line is None or answered is None:
            return
        if await self.town.taps(phone, line, code) is None and "media_group_id" not in answered.content:
            self.witness.counts["taken back"] += 1

    async def answer(self, phone: Phone) -> None:
        """Answer a question « Pour qui ? », by a name, `Une autre…` or `Question au robot`."""
        line = self._any(phone, lambda one: one.is_question)
        if line is None:
            return
        keys = list(line.codes(buttons.WHICH, buttons.WHICH_OWN)) or list(line.codes(buttons.OTHERS))
        if self.chance.random() < 0.2:
            keys = list(line.codes(buttons.OTHERS, buttons.ASK_ROBOT, buttons.FOR_ROBOT)) or keys
        if not keys:
            return
        _, code = self.chance.choice(keys)
        pressed = read(code)
        self.witness.counts["taps"] += phone.owner in STAFF
        if pressed.verb in (buttons.WHICH, buttons.WHICH_OWN):
            await self._choose(phone, pressed.number(1) or 0, pressed.number(0) or 0)
        if await self.town.taps(phone, line, code) is None and pressed.verb in (buttons.WHICH, buttons.WHICH_OWN):
            phone.touch(pressed.number(0))

    async def _choose(self, phone: Phone, message: int, case: int) -> None:
        """Note that a message may go where its author has just said, unless it has gone somewhere before."""
        async with self.database.reading() as session:
            if await message_written(session, phone.owner, message):
                return
        asked = phone.lines[message]
        album = asked.content.get("media_group_id")
        for line in phone.lines.values():
            if line is asked or (album is not None and line.content.get("media_group_id") == album):
                for token in TOKEN.findall(line.text):
                    self.witness.chose(token, case)

    def _any(self, phone: Phone, wanted: Callable[[Line], bool]) -> Line | None:
        found = [line for line in phone.lines.values() if wanted(line)][-12:]
        return self.chance.choice(found) if found else None

    def _button(self, phone: Phone, *verbs: str, parts: int = 0) -> tuple[Line | None, str]:
        """Choose one of the latest buttons of these verbs, with so many parts in its code at the least."""
        found = [
            (line, code)
            for line in phone.lines.values()
            for _, code in line.codes(*verbs)
            if len(read(code).parts) >= parts
        ]
        return self.chance.choice(found[-12:]) if found else (None, "")


Act = Callable[[Days, Phone], Awaitable[None]]
_OF_STAFF: dict[Act, int] = {
    Days.type: 8,
    Days.reply: 8,
    Days.press: 6,
    Days.be_cut_off: 16,
    Days.photo: 2,
    Days.album: 2,
    Days.note: 2,
    Days.transfer: 2,
    Days.close: 2,
    Days.edit: 3,
    Days.withdraw: 3,
    Days.stop: 1,
    Days.answer: 2,
}
_OF_PEOPLE: dict[Act, int] = {
    Days.type: 8,
    Days.reply: 8,
    Days.press: 4,
    Days.photo: 1,
    Days.album: 1,
    Days.edit: 2,
    Days.withdraw: 2,
    Days.answer: 2,
    Days.give_up: 1,
}
