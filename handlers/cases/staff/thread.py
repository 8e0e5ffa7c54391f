"""« Tout le fil »: the whole exchange of a case, page by page, the latest page first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from telegram import Update

from handlers.cases.core import buttons, card_texts, taken_back_texts
from handlers.cases.core.cards import delivery_state_of
from handlers.cases.core.desk import Desk, desk_of
from handlers.cases.core.piece import MessageKind
from handlers.cases.core.piece_texts import attached
from handlers.cases.core.relay import say_of_case, show_again
from handlers.cases.staff import list_texts, thread_texts
from handlers.cases.staff.seeing import case_pressed
from handlers.talk.codes import pressed
from handlers.talk.dates import day_and_hour
from handlers.talk.pages import A_PAGE, page_of, turning
from handlers.talk.replies import LONGEST, Reply, as_params, paragraphs, units
from handlers.talk.turn import Context
from storage.case_copies import RELAY, CaseCopy, copies_of
from storage.case_events import CaseEvent, history_of
from storage.case_messages import NOTE, CaseMessage, messages_of
from storage.cases import Case
from storage.outbox import Priority

WHOLE = "tout"


@dataclass(frozen=True)
class Page:
    """A page of the exchange of a case: its number, from 0, how many there are, and its messages.

    `begin` and `end` are the moments between which it lies, None for the beginning and the end of all.
    """

    number: int
    pages: int
    messages: Sequence[CaseMessage]
    begin: datetime | None
    end: datetime | None


async def show_thread(update: Update, context: Context) -> None:
    """Handle « Tout le fil » and the buttons under it: to another page, shown in the place of the one above, or whole.

    The code is `dfil:<case>`, `dfil:<case>:<page>` or `dfil:<case>:tout:<page>`.
    """
    turn, code, message = context.turn, pressed(update), update.effective_message
    case = await case_pressed(update, turn)
    if case is None or message is None:
        return
    desk, chat_id, asked = desk_of(turn), turn.known().telegram_id, code.word(1)
    if asked == WHOLE:
        page = await _page(desk, case, code.word(2))
        for one in _not_whole(page.messages):
            await show_again(desk, case, one, chat_id)
        return
    shown = await _shown(desk, case, await _page(desk, case, asked))
    if asked:
        params = as_params(shown) | {"message_id": message.message_id}
        await desk.call(chat_id, "edit_message_text", params, priority=Priority.ANSWER, forget=True)
    else:
        await say_of_case(desk, case, chat_id, shown, priority=Priority.ANSWER)


async def _page(desk: Desk, case: Case, asked: str) -> Page:
    """Return a page of the exchange of a case, the last one where none is asked for."""
    messages = await messages_of(desk.session, case.id)
    _, pages = page_of("0", len(messages))
    number, _ = page_of(asked or f"{pages - 1}", len(messages))
    shown, after = messages[number * A_PAGE :][:A_PAGE], messages[(number + 1) * A_PAGE :]
    begin = shown[0].written_at if shown and number else None
    return Page(number, pages, shown, begin, after[0].written_at if after else None)


def _not_whole(messages: Sequence[CaseMessage]) -> list[CaseMessage]:
    """Return the messages whose words are cut or that are files, so that only Telegram has them whole."""
    there = [one for one in messages if one.withdrawn_at is None and one.author != NOTE]
    return [one for one in there if one.is_cut or one.kind != MessageKind.TEXT or not one.excerpt]


async def _shown(desk: Desk, case: Case, page: Page) -> Reply:
    """Return a page as a message: what was written and what happened meanwhile, with buttons to the other pages."""
    copies = await copies_of(desk.session, case.id, RELAY)
    said = [(one.written_at, _said(desk, one, copies)) for one in page.messages]
    events = [(one.at, _happened(desk, one)) for one in await _events_of(desk, case, page)]
    title = thread_texts.title(case.id, case.person_name, list_texts.page(page.number, page.pages))
    around = turning(page.number, page.pages, lambda to, label: buttons.of_case(buttons.THREAD, label, case.id, to))
    last = [buttons.of_case(buttons.SHOW, thread_texts.LABEL_CARD, case.id)]
    if _not_whole(page.messages):
        whole = buttons.of_case(buttons.THREAD, thread_texts.LABEL_WHOLE, case.id, WHOLE, page.number)
        last.insert(0, whole)
    while events and units(_in_order(title, [*said, *events])) > LONGEST:
        events.pop(0)
    return Reply(_in_order(title, [*said, *events]), [*around, last])


def _in_order(title: str, lines: Sequence[tuple[datetime, str]]) -> str:
    return paragraphs(title, *(line for _, line in sorted(lines, key=_moment)))


def _moment(line: tuple[datetime, str]) -> datetime:
    return line[0]


async def _events_of(desk: Desk, case: Case, page: Page) -> list[CaseEvent]:
    """Return what happened to the case during a page and is worth telling."""
    told = [one for one in await history_of(desk.session, case.id) if one.what in thread_texts.TOLD]
    return [
        one for one in told if (page.begin is None or one.at >= page.begin) and (page.end is None or one.at < page.end)
    ]


def _said(desk: Desk, message: CaseMessage, copies: Sequence[CaseCopy]) -> str:
    author = thread_texts.note_of(message.author_name) if message.author == NOTE else message.author_name
    mark = card_texts.MARKS.get(delivery_state_of(message, copies) or "", "")
    return thread_texts.said(author, _at(desk, message.written_at), f"{_words(message)} {mark}".rstrip())


def _words(message: CaseMessage) -> str:
    if message.withdrawn_at is not None:
        return taken_back_texts.ON_CARD
    quoted = card_texts.quoted(message.excerpt, is_cut=message.is_cut) if message.excerpt else ""
    edited = card_texts.CORRECTED if message.edited_at else ""
    words = (quoted or card_texts.NO_WORDS) if message.kind == MessageKind.TEXT else attached(message.kind, quoted)
    return f"{words}{edited}"


def _happened(desk: Desk, event: CaseEvent) -> str:
    return thread_texts.happened(event.what, event.who, event.detail, _at(desk, event.at))


def _at(desk: Desk, moment: datetime) -> str:
    return day_and_hour(moment, desk.now, desk.hours.zone)
