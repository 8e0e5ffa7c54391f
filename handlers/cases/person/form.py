"""The form of a demand, which opens a case: the place if it is not known, the message in pieces, the summary."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import Message, User

from handlers.cases.core import texts
from handlers.cases.core.actions import OPEN_CASE
from handlers.cases.core.desk import desk_of
from handlers.cases.core.opening import NewCase, open_case
from handlers.cases.core.people import is_anybody_reachable
from handlers.cases.core.piece import MessageKind, Piece, piece_of
from handlers.cases.core.switch import switch_off
from handlers.cases.person import draft_buttons
from handlers.cases.person.form_draft import KIND, DemandDraft, number_line, with_danger
from handlers.cases.person.pieces import as_in_summary, is_rest_of_album
from handlers.cases.person.story import PlaceTold, hear_place, tells_a_story
from handlers.cases.person.subject import SURE, about_of, answered_lately
from handlers.cases.person.summary import receiver_of, show_summary
from handlers.places.asked import Asking, own_place, sure_place, towns_near, where
from handlers.places.remember import remember
from handlers.talk.assent import Meant, meant_under_summary
from handlers.talk.counted import say_counted
from handlers.talk.danger.hearing import alarm_just_given
from handlers.talk.events import CALL_WANTED
from handlers.talk.forms import Form, NoAnswer, Question
from handlers.talk.public_contact import talk_to_somebody
from handlers.talk.replies import Button, Reply, paragraphs, person_words
from handlers.talk.turn import Turn, words_in
from knowledge.places.found import NOTHING, Found
from knowledge.text.words import asks
from storage.consents import keep_consent

CONSENT = "case"
MOST_PIECES = 10
ONLY_A_PLACE = 40  # most characters of a message that is only a place


async def start_form(
    turn: Turn,
    first: Piece | None = None,
    danger: tuple[str, ...] = (),
    *,
    rest: Sequence[Piece] = (),
    call: bool = False,
    about: str | None = None,
) -> None:
    """Begin the form of a demand to staff: ask for the place or the message; what is typed goes to no case any more.

    `first` is a message already written, `rest` are the further pictures of its album, and `danger` the kinds of danger
    told in it; without them, the message that the bot has just answered with help numbers is taken. Where nobody of
    staff can be reached, the public contact is given. With `call` the person is asked for a number once the demand is
    sent. `about` is the entry of the answer whose button was pressed; the demand is about it unless they write of
    another.
    """
    kinds = danger or turn.heard.kinds
    if first is None and not kinds:
        number, kinds = await alarm_just_given(turn)
        first = Piece(number, MessageKind.TEXT) if number else None
    pieces = tuple(piece.kept() for piece in (first, *rest)) if first is not None else ()
    draft = DemandDraft(about or answered_lately(turn), about, own_place(turn), pieces, call=call)
    switch_off(turn.known())
    await FORM.go_on(turn, with_danger(draft, kinds))


async def _missing(turn: Turn, draft: DemandDraft) -> str:
    """Return the step to ask next, "place" or "message"; "" where nobody of staff can be reached.

    In danger the place is asked for only where nobody would receive the demand without it.
    """
    is_received = await receiver_of(turn, draft) is not None
    if draft.place is None and not (draft.danger and is_received):
        return "place" if await is_anybody_reachable(desk_of(turn)) else ""
    return "message" if is_received else ""


async def _tell_nobody_receives(turn: Turn, draft: DemandDraft) -> None:
    reply = talk_to_somebody(turn.knowledge.team)
    await turn.reply(replace(reply, html=paragraphs(number_line(draft), reply.html)))


async def _ask_place(turn: Turn, draft: DemandDraft) -> Reply:
    html = texts.ask_place_in_danger(number_line(draft)) if draft.danger else texts.ASK_PLACE
    return Reply(html, _place_rows(draft))


def _place_rows(draft: DemandDraft) -> list[list[Button]]:
    return draft_buttons.place_rows("Passer") if draft.danger else draft_buttons.place_rows()


async def _read_place(turn: Turn, draft: DemandDraft, message: Message) -> DemandDraft | Reply | NoAnswer:
    """Read where the project is from a message; whatever else it tells is kept as a message to pass on.

    A question to the bot is left to it (NOT_MINE). A position on the map gives a choice of the towns near it.
    """
    kinds, heard = turn.heard.kinds, hear_place(turn.reader, message)
    if message.location is not None:
        return towns_near(message.location, turn.knowledge.places, _place_rows(draft))
    if kinds:
        left = turn.reader.without_danger(words_in(message))
        found = turn.reader.place(left) if left else NOTHING
        draft, heard = with_danger(draft, kinds), PlaceTold(found, piece_of(message))
    if heard is None:
        return NoAnswer.NOT_MINE
    before = draft.pieces
    if heard.piece is not None and len(as_in_summary(before)) < MOST_PIECES:
        draft = replace(draft, pieces=(*draft.pieces, heard.piece.kept()))
    if kinds and heard.found.outcome == "unknown":
        return draft
    if heard.has_none:
        return replace(draft, place=where(NOTHING))
    not_found = Reply(texts.PLACE_NOT_FOUND if heard.piece is None else texts.KEPT_WHERE, _place_rows(draft))
    read = sure_place(heard.found, Asking(not_found, Reply(texts.WHICH_PLACE, _place_rows(draft))))
    if isinstance(read, Found):
        return _with_place(turn, draft, read)
    await FORM.keep(turn, draft)
    is_rest = heard.piece is not None and is_rest_of_album(before, heard.piece)
    return NoAnswer.TAKEN if is_rest else read


def _with_place(turn: Turn, draft: DemandDraft, found: Found, *, asked: bool = False) -> DemandDraft:
    """Remember a place for the person, and return the draft of the demand with it.

    Without `asked`, a place outside the region does not replace one remembered before.
    """
    remember(turn.known(), found, asked=asked)
    return replace(draft, place=where(found))


def _choose_place(turn: Turn, draft: DemandDraft, found: Found) -> DemandDraft:
    return _with_place(turn, draft, found, asked=True)


async def _ask_message(turn: Turn, draft: DemandDraft) -> Reply:
    html = paragraphs(texts.ASK_MESSAGE, number_line(draft))
    return Reply(html, [[draft_buttons.form("Annuler", "annuler")]])


async def _show_message(turn: Turn, draft: DemandDraft) -> DemandDraft | None:
    return await show_summary(turn, draft) if draft.pieces else None


async def _read_message(turn: Turn, draft: DemandDraft, message: Message) -> DemandDraft | Reply | NoAnswer:
    """Add a message to the demand and bring the summary up to date, or do what a few words ask for.

    Such words send the demand, put a question to the bot or correct the place, and are not added.
    """
    piece = piece_of(message)
    meant = meant_under_summary(piece.excerpt) if piece.kind == MessageKind.TEXT and not turn.heard.kinds else None
    if meant is not None:
        return await _read_few_words(turn, draft, meant, message)
    if draft.pieces and piece.kind == MessageKind.TEXT and _asks_the_base(turn, piece.excerpt):
        await FORM.keep(turn, replace(draft, aside=piece.kept()))
        return NoAnswer.NOT_MINE
    draft = with_danger(draft, turn.heard.kinds)
    place = _other_place(turn, draft, piece.excerpt)
    if place is not None:
        return _with_place(turn, draft, place)
    is_rest = is_rest_of_album(draft.pieces, piece)
    if not is_rest and len(as_in_summary(draft.pieces)) >= MOST_PIECES:
        rows = draft_buttons.summary_rows(with_phase=False)
        await say_counted(turn, "toomany", lambda count: Reply(texts.too_many(MOST_PIECES, count), rows))
        return NoAnswer.TAKEN
    draft = replace(draft, pieces=(*draft.pieces, piece.kept()))
    if piece.kind == MessageKind.TEXT or is_rest:
        return draft
    # A picture fills the screen: the summary with its buttons moves below it.
    await FORM.keep(turn, await show_summary(turn, draft, below=True))
    return NoAnswer.TAKEN


async def _read_few_words(turn: Turn, draft: DemandDraft, meant: Meant, message: Message) -> Reply | NoAnswer:
    """Do what a few words below the summary mean: send at « ok », say what can be done at « non » and « stop ».

    Where that is unsure, ask whether to send. Without a message so far, ask for one, or leave the form at « stop ».
    """
    if not draft.pieces and meant is Meant.LEAVE:
        await FORM.leave(turn)
        return NoAnswer.TAKEN
    if not draft.pieces:
        return await _ask_message(turn, draft)
    if meant in (Meant.NO, Meant.LEAVE):
        await FORM.go_on(turn, draft, at="refused")
        return NoAnswer.TAKEN
    if meant is Meant.UNSURE:
        return Reply(texts.SEND_IT, draft_buttons.summary_rows(with_phase=False))
    await send(turn, draft, message.from_user)
    return NoAnswer.TAKEN


async def _ask_after_no(turn: Turn, draft: DemandDraft) -> Reply:
    html = paragraphs(texts.NOT_SENT_THEN, number_line(draft))
    return Reply(html, draft_buttons.summary_rows(with_phase=False))


async def _read_after_no(turn: Turn, draft: DemandDraft, message: Message) -> DemandDraft | Reply | NoAnswer:
    """Leave the demand at a second « non » or « stop »; read any other message as one below the summary."""
    if meant_under_summary(piece_of(message).excerpt) in (Meant.NO, Meant.LEAVE):
        await FORM.leave(turn)
        return NoAnswer.TAKEN
    FORM.wait(turn, "message")
    return await _read_message(turn, draft, message)


def _other_place(turn: Turn, draft: DemandDraft, words: str) -> Found | None:
    """Return the place to which a few words change that of the demand, as « non finalement Royan »; else None."""
    if not words or len(words) > ONLY_A_PLACE or turn.reader.reading(words).outcome != "delegate":
        return None
    found = turn.reader.place(words)
    same = draft.place is not None and where(found).shown == draft.place.shown
    return found if found.outcome == "delegate" and not same else None


def _asks_the_base(turn: Turn, words: str) -> bool:
    """Whether a few words below the summary are a question that the base can surely answer, and no message to send."""
    if turn.heard.kinds or not asks(words) or tells_a_story(words):
        return False
    reading = turn.reader.reading(words)
    return reading.term is not None or (reading.outcome == "answer" and reading.confidence >= SURE)


async def send(turn: Turn, draft: DemandDraft, author: User | None) -> None:
    """Open a case from the draft of a demand and record the author's consent; without any message, only say so.

    Where nobody of staff can be reached, the author is given the public contact.
    """
    if not draft.pieces:
        await turn.reply(Reply(texts.NOTHING_TO_SEND))
        return
    me, place = turn.known().telegram_id, draft.place
    new = NewCase(
        telegram_id=me,
        person_name=name_of(author),
        pieces=[kept.piece() for kept in draft.pieces],
        entry=draft.entry,
        about=about_of(turn, draft),
        department=place.department if place is not None else None,
        place=(place.shown or None) if place is not None else None,
        phase=draft.phase,
        danger=draft.danger,
    )
    case = await open_case(desk_of(turn), new)
    await FORM.close(turn)
    if case is None:
        await _tell_nobody_receives(turn, draft)
    else:
        await keep_consent(turn.session, me, CONSENT, texts.AGREED_TO_SEND, turn.now)
        if draft.call:
            await CALL_WANTED.announce(turn, case.id)


def name_of(user: User | None) -> str:
    """Return the full name of a Telegram user, cut to 80 characters; "" for None."""
    return person_words(user.full_name)[:80] if user is not None else ""


FORM = Form(
    name=KIND,
    action=OPEN_CASE,
    answers=DemandDraft,
    steps={
        "place": Question(_ask_place, _read_place, keeps=True, choose=_choose_place),
        "message": Question(_ask_message, _read_message, keeps=True, choose=_choose_place, show=_show_message),
        "refused": Question(_ask_after_no, _read_after_no, keeps=True, choose=_choose_place),
    },
    done=_tell_nobody_receives,
    missing=_missing,
    left=lambda draft: Reply(paragraphs(texts.NOTHING_LEFT, number_line(draft))),
)
