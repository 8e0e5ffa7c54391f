"""A phone, as its owner sees it: the messages on it, their buttons, and whom it says that the next words are for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from handlers.talk.codes import read
from handlers.talk.replies import plain_text
from storage.base import Json

TOKEN = re.compile(r"zq\d+x\d+")  # stands in the words of one message of one author, and nowhere else
_CASE = re.compile(r"n° (\d+)")
YOU_WRITE_TO, ASKED = "✍️ Vous écrivez à", ("Rien n'est encore parti.",)
NO_MORE = ("vous n'écrivez plus à", "D'accord", "Vous n'écriviez plus")


@dataclass
class Line:
    """One message on a phone."""

    id: int
    text: str
    buttons: list[list[tuple[str, str]]]
    reply_to: int | None
    own: bool
    content: Json = field(default_factory=dict)
    at: datetime | None = None  # when the bot showed it
    is_unknown: bool = False  # the bot died before it had written down that it arrived

    @property
    def case(self) -> int | None:
        """The case that it names, where it names one."""
        named = {int(number) for number in _CASE.findall(self.text)}
        return named.pop() if len(named) == 1 else None

    @property
    def is_question(self) -> bool:
        return self.text.endswith(ASKED)

    def codes(self, *verbs: str) -> Iterator[tuple[str, str]]:
        """Yield the label and the code of its buttons of these verbs."""
        for row in self.buttons:
            yield from ((label, code) for label, code in row if read(code).verb in verbs)

    def json(self, chat_id: int, date: int, others: "dict[int, Line] | None" = None) -> Json:
        """Return it as Telegram shows it to the bot, with the message that it answers."""
        told: Json = {"message_id": self.id, "date": date, "chat": {"id": chat_id, "type": "private"}}
        told |= {"from": {"id": chat_id if self.own else 1, "is_bot": not self.own, "first_name": "X"}}
        told |= self.content or {"text": self.text}
        if self.buttons:
            rows = [[{"text": label, "callback_data": code} for label, code in row] for row in self.buttons]
            told["reply_markup"] = {"inline_keyboard": rows}
        answered = (others or {}).get(self.reply_to or 0)
        return told | ({"reply_to_message": answered.json(chat_id, date)} if answered is not None else {})


@dataclass
class Phone:
    """A phone of a person or of staff. `aim` is the case for whose other side the screen says the next words are."""

    owner: int
    name: str
    lines: dict[int, Line] = field(default_factory=dict)
    aim: int | None = None

    def write(self, line: Line) -> Line:
        self.lines[line.id] = line
        return line

    def touch(self, case: int | None) -> None:
        """Note that its owner has tapped a button that names this case."""
        self.aim = case

    def show(self, number: int, params: Json, content: Json) -> Line:
        """Show a message of the bot, which may change whom the screen names."""
        line = self.write(
            Line(number, _words(params, content), _rows(params), _answered(params), own=False, content=content)
        )
        of_another = not line.is_question and line.case not in (None, self.aim)
        if line.text.startswith(YOU_WRITE_TO):
            self.aim = line.case
        elif of_another or (not TOKEN.search(line.text) and any(words in line.text for words in NO_MORE)):
            self.aim = None
        return line

    def edit(self, number: int, params: Json) -> Line | None:
        line = self.lines.get(number)
        if line is not None:
            line.buttons = _rows(params)
            if "text" in params or "caption" in params:  # else only the buttons change
                line.text = _words(params, line.content)
            if "caption" in params and line.content:
                line.content = line.content | {"caption": params["caption"]}
        return line


def _words(params: Json, content: Json) -> str:
    html = params.get("text") or params.get("caption")
    return plain_text(html) if html else str(content.get("text") or content.get("caption") or "")


def _rows(params: Json) -> list[list[tuple[str, str]]]:
    rows = params.get("reply_markup", {}).get("inline_keyboard", [])
    return [[(key["text"], key.get("callback_data", "")) for key in row] for row in rows]


def _answered(params: Json) -> int | None:
    answered = params.get("reply_parameters", {}).get("message_id")
    return int(answered) if answered is not None else None
