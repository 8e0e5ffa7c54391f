"""What is written passes on as it is, copied by Telegram, both ways; and its author sees what becomes of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from telegram import Message, Update

from handlers.cases import buttons, texts
from handlers.cases.desk import Desk
from handlers.replies import Button, Reply, as_answer_to, as_params, keyboard, person_words
from storage.case_copies import CARD, RECEIPT, RELAY, CaseCopy, cards_in, copies_of
from storage.case_messages import EXCERPT, NOTE, CaseMessage, messages_of
from storage.cases import Case
from storage.outbox import Priority

KINDS = {
    "photo": "photo", "document": "document", "voice": "message vocal", "audio": "message vocal",
    "video_note": "vidéo", "video": "vidéo", "location": "position", "venue": "position", "contact": "contact",
    "sticker": "autocollant", "poll": "sondage", "animation": "image animée",
}  # fmt: skip
WORDS = "texte"
MOST_ON_CARD = 6


@dataclass(frozen=True)
class Piece:
    """One message of somebody, to pass on: where it is, what it is, how its words begin."""

    message_id: int
    kind: str
    excerpt: str = ""
    is_cut: bool = False
    is_rest_of_album: bool = False

    def as_json(self) -> dict[str, Any]:
        return {"m": self.message_id, "k": self.kind, "t": self.excerpt, "c": self.is_cut}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Piece":
        return cls(kept["m"], kept["k"], kept["t"], kept["c"])


def piece_of(message: Message) -> Piece:
    words = person_words(message.text or message.caption or "")
    kind = next((word for name, word in KINDS.items() if getattr(message, name, None)), WORDS)
    rest = message.media_group_id is not None and not message.caption
    return Piece(message.message_id, kind, words[:EXCERPT], len(words) > EXCERPT, rest)


def piece_chosen(update: Update, message_id: int) -> Piece:
    """The message that a button is about: as the bot's message quotes it; else only where it is."""
    quoted = getattr(update.effective_message, "reply_to_message", None)
    if isinstance(quoted, Message) and quoted.message_id == message_id:
        return replace(piece_of(quoted), is_rest_of_album=False)
    return Piece(message_id, WORDS)


def on_card(messages: Sequence[CaseMessage]) -> list[CaseMessage]:
    """Those that the card of a case shows: what was asked first, for good, and the latest."""
    if len(messages) <= MOST_ON_CARD:
        return list(messages)
    return [messages[0], *messages[1 - MOST_ON_CARD :]]


async def _said_by_card(desk: Desk, case: Case) -> set[int]:
    """The messages of which a card made now says all: its copy is then the card itself."""
    shown = on_card(await messages_of(desk.session, case.id))
    return {one.id for one in shown if one.kind == WORDS and one.excerpt and not one.is_cut}


async def keep_message(desk: Desk, case: Case, author: str, telegram_id: int, name: str, piece: Piece) -> CaseMessage:
    message = CaseMessage(
        case_id=case.id, author=author, telegram_id=telegram_id, author_name=name, message_id=piece.message_id,
        kind=piece.kind, written_at=desk.now, excerpt=piece.excerpt, is_cut=piece.is_cut,
    )  # fmt: skip
    desk.session.add(message)
    await desk.session.flush()
    return message


async def pass_to_staff(
    desk: Desk, case: Case, messages: Sequence[CaseMessage], chats: Collection[int], *, with_card: bool = False
) -> None:
    """Each message as an answer to the card; `with_card`: the card was made with them, and says the short ones."""
    said = await _said_by_card(desk, case) if with_card else set()
    for chat_id in chats:
        card = await cards_in(desk.session, case.id, chat_id)
        for message in messages:
            if card is not None and message.id in said:
                desk.session.add(_relay(case, chat_id, card.outbox_id, message))
            else:
                await copy_to(desk, case, message, chat_id, answers=card, silent=desk.is_quiet)
    await desk.session.flush()


async def pass_to_person(desk: Desk, case: Case, message: CaseMessage, name: str) -> None:
    if case.telegram_id is not None:
        await copy_to(desk, case, message, case.telegram_id, rows=[[answer_button(case, name)]])


def answer_button(case: Case, name: str) -> Button:
    """Under a reply: who wrote it, and how to answer."""
    return buttons.of_case(buttons.WRITE, f"Répondre à {name}", case.id)


async def copy_to(
    desk: Desk, case: Case, message: CaseMessage, chat_id: int, *, answers: CaseCopy | None = None,
    silent: bool = False, rows: Sequence[Sequence[Button]] = (),
) -> None:  # fmt: skip
    params: dict[str, Any] = {"from_chat_id": message.telegram_id, "message_id": message.message_id}
    if rows:
        params["reply_markup"] = keyboard(rows)
    row = await desk.call(chat_id, "copy_message", params, aims=answers, silent=silent, watched=True)
    desk.session.add(_relay(case, chat_id, row.id, message))
    await desk.session.flush()


def _relay(case: Case, chat_id: int, outbox_id: int, message: CaseMessage) -> CaseCopy:
    return CaseCopy(case_id=case.id, chat_id=chat_id, kind=RELAY, outbox_id=outbox_id, case_message_id=message.id)


async def give_receipt(desk: Desk, case: Case, message: CaseMessage, whom: str) -> None:
    """Under what somebody has just written: on its way; corrected once it is known what became of it."""
    params = as_params(Reply(texts.on_its_way(whom)))
    if message.message_id is not None:
        params = params | as_answer_to(message.message_id)
    row = await desk.call(
        message.telegram_id, "send_message", params, priority=Priority.ANSWER, silent=True, watched=True
    )
    copy = CaseCopy(
        case_id=case.id, chat_id=message.telegram_id, kind=RECEIPT, outbox_id=row.id, case_message_id=message.id
    )
    desk.session.add(copy)
    await desk.session.flush()


async def correct_receipt(desk: Desk, case: Case, message: CaseMessage, html: str) -> None:
    for copy in await copies_of(desk.session, case.id, RECEIPT):
        if copy.case_message_id == message.id:
            params = {"text": html, "parse_mode": "HTML"}
            await desk.call(copy.chat_id, "edit_message_text", params, aims=copy, priority=Priority.ANSWER)


async def chats_with_card(desk: Desk, case: Case) -> list[int]:
    return sorted({copy.chat_id for copy in await copies_of(desk.session, case.id, CARD)})


async def recall_messages(desk: Desk, case: Case, chat_id: int) -> None:
    """What was written so far, for somebody who gets the case now: what the card does not say whole."""
    card, said = await cards_in(desk.session, case.id, chat_id), await _said_by_card(desk, case)
    for message in await messages_of(desk.session, case.id):
        if message.author != NOTE and message.telegram_id != chat_id and message.id not in said:
            await copy_to(desk, case, message, chat_id, answers=card, silent=True)
