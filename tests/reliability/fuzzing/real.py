"""Updates that Telegram could send, however unlikely: every kind and sort of chat, forged buttons, odd commands."""

import random
from collections.abc import Callable, Sequence
from functools import partial

from telegram import CallbackQuery, Chat, ChatMemberUpdated, InaccessibleMessage, Message, User
from telegram.ext import CommandHandler

from handlers.privacy.buttons import ERASE
from handlers.reception.router import routes
from knowledge.snapshot import Knowledge
from tests.handlers.verbs import VERBS
from tests.reliability.fuzzing.bot_api import Json, Maker, kinds_of_update
from tests.reliability.fuzzing.words import PLANTED, cut, question, words

BOT_ID, BOT_NAME = 4242, "AiguilleurDemoBot"
LONGEST_CODE = 64  # in bytes
GROUPS = ("group", "supergroup", "channel")


class RealUpdates:
    """A maker of such updates in the private chats of `people`, of whom `erasers` press the button that erases all."""

    def __init__(
        self, chance: random.Random, knowledge: Knowledge, people: Sequence[int], erasers: Sequence[int] = ()
    ) -> None:
        self._chance = chance
        self._maker = Maker(chance, partial(words, chance))
        self._people = people
        self._erasers = erasers
        self._entries = list(knowledge.entries)
        self._commands = [name for route in routes() if isinstance(route, CommandHandler) for name in route.commands]
        self._kinds = kinds_of_update()
        self._ways: Sequence[tuple[int, Callable[[], Json]]] = (
            (30, self._said), (10, self._edited), (30, self._pressed), (3 if erasers else 0, self._erased),
            (15, self._message), (4, self._membership), (8, self._any_kind),
        )  # fmt: skip

    def one(self) -> Json:
        """Make the body of an update, without its id."""
        return self._chance.choices([make for _, make in self._ways], [weight for weight, _ in self._ways])[0]()

    def _said(self) -> Json:
        return {"message": self._in_a_chat(self._written())}

    def _edited(self) -> Json:
        edit = {"edit_date": self._maker.moment()}
        body = self._written() if self._chance.random() < 0.7 else self._maker.make(Message)
        return {"edited_message": self._in_a_chat(body) | edit}

    def _message(self) -> Json:
        """Make a message that holds any of the things that a message may hold."""
        return {"message": self._in_a_chat(self._maker.make(Message))}

    def _written(self) -> Json:
        said = self._chance.choice((question, words))(self._chance)
        message = self._maker.make(Message, share=0.01)
        if self._chance.random() < 0.4:
            command = self._command()
            return message | {"text": f"{command} {said}".strip()[:4096], "entities": [_command_of(command)]}
        return message | {"text": said}

    def _command(self) -> str:
        name = self._chance.choice((*self._commands, "inconnue", "START"))
        start = self._chance.choice((f"/{name}", f"/{name}@{BOT_NAME}", f"/{name}@UnAutreBot"))
        if name != "start":
            return start
        entry = self._chance.choice(self._entries)
        links = ("inscription", "i-3-affiche", f"q-{entry}", "q-", f"s-{PLANTED}", "s-é", "-", f"{PLANTED} {entry}")
        return f"{start} {self._chance.choice(links)}"

    def _pressed(self) -> Json:
        verb = self._chance.choice((*VERBS, PLANTED))
        argument = self._chance.choice((
            self._chance.choice(self._entries), "79", "97", "non", "", ":", "::79:", "²", "-1", "\x00", "9" * 60,
            "é" * 30, PLANTED, words(self._chance), f"{self._chance.choice(self._entries)}:{PLANTED}",
        ))  # fmt: skip
        code = self._chance.choice((verb, f"{verb}:", f"{verb}:{argument}", f"{verb}:{argument}", argument or verb))
        return self._press(cut(code, LONGEST_CODE), self._chance.choice(self._people))

    def _erased(self) -> Json:
        return self._press(f"{ERASE}:oui", self._chance.choice(self._erasers))

    def _press(self, code: str, person: int) -> Json:
        press = self._maker.make(CallbackQuery, share=0) | {"from": self._user(person), "data": code}
        private = self._maker.make(Chat) | {"id": person, "type": "private"}
        where = self._chance.random()
        if where < 0.1:  # under a message sent inline, or to a game, so that no chat is told
            press |= {"inline_message_id": PLANTED}
        elif where < 0.2:
            press |= {"message": self._maker.make(InaccessibleMessage) | {"chat": private}}
        else:
            chat = private if where < 0.9 else self._group()
            press |= {"message": self._maker.make(Message, share=0.02) | {"chat": chat, "from": self._user(BOT_ID)}}
        if self._chance.random() < 0.02:
            press |= {"game_short_name": press.pop("data")}
        return {"callback_query": press}

    def _membership(self) -> Json:
        return {"my_chat_member": self._in_a_chat(self._maker.make(ChatMemberUpdated), always_from=True)}

    def _any_kind(self) -> Json:
        kind = self._chance.choice(list(self._kinds))
        return {kind: self._maker.make(self._kinds[kind], share=0.2)}

    def _in_a_chat(self, body: Json, *, always_from: bool = False) -> Json:
        """Put it in a private chat mostly; in a group or a channel it may come from nobody."""
        if self._chance.random() < 0.85:
            person = self._chance.choice(self._people)
            chat = self._maker.make(Chat) | {"id": person, "type": "private"}
            return body | {"chat": chat, "from": self._user(person)}
        body = body | {"chat": self._group()}
        if always_from or self._chance.random() < 0.6:
            body |= {"from": self._user(self._chance.choice(self._people))}
        return body

    def _group(self) -> Json:
        return self._maker.make(Chat) | {"id": -self._maker.number(), "type": self._chance.choice(GROUPS)}

    def _user(self, user_id: int) -> Json:
        return self._maker.make(User) | {"id": user_id, "is_bot": user_id == BOT_ID}


def _command_of(command: str) -> Json:
    return {"type": "bot_command", "offset": 0, "length": len(command.split()[0])}
