"""What somebody writes while they prepare a demand: a place, a piece of it, a word that sends it, a question."""

from telegram import Message, Update

from handlers.cases.core import buttons, texts
from handlers.cases.core.piece import Kind, Piece, piece_of
from handlers.cases.person.form import (
    AWAITING_PLACE,
    KIND,
    ask_again,
    go_on,
    place_rows,
    place_words,
    send,
    show_summary,
)
from handlers.cases.person.form_draft import Draft, with_danger
from handlers.cases.person.pieces import is_rest_of_album, shown
from handlers.cases.person.story import Told, hear_place, tells_a_story
from handlers.places.remember import remember
from handlers.talk.albums import say_once
from handlers.talk.assent import Meant, meant_under_summary
from handlers.talk.codes import code_for
from handlers.talk.replies import Button, Reply
from handlers.talk.turn import Context, Turn
from knowledge.places.found import NOTHING, Found
from knowledge.text.words import asks
from storage.dialogues import dialogue_of, keep_dialogue
from storage.people import wait_for_nothing

MOST_PIECES = 10
ONLY_A_PLACE = 40  # characters
SURE = 0.9  # of an answer to a question asked in the middle of a demand


async def take_answer(update: Update, context: Context) -> bool:
    """Whether this message was for the form: a place, or a piece of what is to be passed on."""
    turn = context.turn
    draft = await dialogue_of(turn.session, turn.known().telegram_id, KIND)
    if draft is None:
        wait_for_nothing(turn.known())
        return False
    message = update.message
    if message is None:
        return False
    if turn.known().awaiting == AWAITING_PLACE:
        return await _take_place(turn, draft, message)
    return await _take_piece(update, turn, draft, piece_of(message))


async def _take_place(turn: Turn, draft: Draft, message: Message) -> bool:
    """The place, and the story that is told with it or instead of it; a question to the bot is neither."""
    heard, draft = hear_place(turn.reader, message), with_danger(draft, turn.heard.kinds)
    if turn.heard.kinds:
        heard = Told(heard.found if heard is not None else NOTHING, piece_of(message))
    if heard is None:
        return False
    if heard.piece is not None and len(shown(draft["pieces"])) < MOST_PIECES:
        draft["pieces"] = [*draft["pieces"], heard.piece.as_json()]
        await keep_dialogue(turn.session, turn.known().telegram_id, KIND, draft, turn.now)
    if heard.has_none:
        await go_on(turn, draft | {"asked_place": True})
    elif turn.heard.kinds and heard.found.outcome == "unknown":
        await go_on(turn, draft)
    elif heard.found.outcome == "unknown":
        html = texts.PLACE_NOT_FOUND if heard.piece is None else texts.KEPT_WHERE
        await turn.reply(Reply(html, place_rows(draft)))
    elif heard.found.outcome == "ambiguous":
        rows = [[Button(one.label, code_for(buttons.FORM_PLACE, one.department))] for one in heard.found.choices]
        await turn.reply(Reply(texts.WHICH_PLACE, [*rows, *place_rows(draft)]))
    else:
        await _set_place(turn, draft, heard.found)
    return True


async def _set_place(turn: Turn, draft: Draft, found: Found) -> None:
    """A place outside the region has no department here: the animation answers for it."""
    remember(turn.known(), found)
    if found.outcome == "delegate":
        draft["department"] = found.departments[0]
        one = len(found.departments) == 1
        draft["place"] = place_words(turn, found.departments[0], found.commune) if one else found.place
    else:
        draft["department"], draft["place"] = None, f"{found.place or 'hors de la région'} ({found.region or '?'})"
    draft["asked_place"] = True
    await go_on(turn, draft)


def _other_place(turn: Turn, draft: Draft, words: str) -> Found | None:
    """« non finalement Royan »: a few words that name a place and nothing else correct it, and are no message."""
    if not words or len(words) > ONLY_A_PLACE or turn.reader.reading(words).outcome != "delegate":
        return None
    found = turn.reader.place(words)
    same = len(found.departments) == 1 and place_words(turn, found.departments[0], found.commune) == draft["place"]
    return found if found.outcome == "delegate" and not same else None


def _asks_the_base(turn: Turn, words: str) -> bool:
    """Whether a few words under the summary are a question whose answer is known for sure."""
    if turn.heard.kinds or not asks(words) or tells_a_story(words):
        return False
    reading = turn.reader.reading(words)
    return reading.outcome == "answer" and reading.confidence >= SURE


async def _take_few_words(update: Update, turn: Turn, draft: Draft, meant: Meant) -> bool:
    """« ok », « envoyez », « non » under the summary: never a piece."""
    if not draft["pieces"]:
        await ask_again(turn)
    elif meant is Meant.SEND:
        await send(update, turn, draft)
    else:
        await turn.reply(Reply(texts.SEND_IT, buttons.summary_rows(with_phase=False)))
    return True


async def _take_piece(update: Update, turn: Turn, draft: Draft, piece: Piece) -> bool:
    meant = meant_under_summary(piece.excerpt) if piece.kind == Kind.TEXT and not turn.heard.kinds else None
    if meant is not None:
        return await _take_few_words(update, turn, draft, meant)
    if draft["pieces"] and piece.kind == Kind.TEXT and _asks_the_base(turn, piece.excerpt):
        aside = draft | {"aside": piece.as_json()}
        await keep_dialogue(turn.session, turn.known().telegram_id, KIND, aside, turn.now)
        return False
    draft = with_danger(draft, turn.heard.kinds)
    place = _other_place(turn, draft, piece.excerpt)
    if place is not None:
        await _set_place(turn, draft, place)
        return True
    is_rest = is_rest_of_album(draft["pieces"], piece)
    if not is_rest and len(shown(draft["pieces"])) >= MOST_PIECES:
        too_many = Reply(texts.TOO_MANY, buttons.summary_rows(with_phase=False))
        await say_once(turn, piece.album, too_many)
        return True
    draft["pieces"] = [*draft["pieces"], piece.as_json()]
    await show_summary(turn, draft, anew=not is_rest)
    return True
