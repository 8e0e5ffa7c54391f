"""The form that opens a case: the place where it is not known, the message in any pieces, the summary, and off it goes.

The answers so far are the dialogue "case"; what is awaited is "case:place", "case:message".
"""

from typing import Any

from telegram import Message, Update

from handlers.albums import say_once
from handlers.cases import buttons, texts
from handlers.cases.desk import desk_of
from handlers.cases.opening import NewCase, find_route, open_case
from handlers.cases.people import anybody
from handlers.cases.pieces import is_rest_of_album, shown
from handlers.cases.relay import KINDS, WORDS, Piece, piece_of
from handlers.cases.story import hear_place
from handlers.cases.switch import switch_off
from handlers.humans.texts import talk_to_somebody
from handlers.places.remember import remember
from handlers.replies import Button, Reply, as_params, person_words
from handlers.turn import Context, Turn, callback_argument
from handlers.welcome.texts import CANCELLED
from knowledge.places.found import Found
from storage.consents import keep_consent
from storage.dialogues import dialogue_of, end_dialogue, keep_dialogue
from storage.outbox import OutboxMessage

KIND = "case"
AWAITING_PLACE, AWAITING_MESSAGE = "case:place", "case:message"
MOST_PIECES = 10
ONLY_A_PLACE = 40  # characters
CONSENT = "case"
Draft = dict[str, Any]


async def start_form(turn: Turn, first: Piece | None = None, entry: str | None = None, to: str | None = None) -> None:
    """`first`: a message already written. Where nobody can receive it, the public contact, and no promise."""
    person = turn.known()
    draft: Draft = {
        "entry": entry or _entry_spoken_of(turn), "department": person.department, "place": _own_place(turn),
        "pieces": [first.as_json()] if first is not None else [], "phase": None, "to": to, "asked_place": False,
    }  # fmt: skip
    switch_off(person)
    await _go_on(turn, draft)


def _entry_spoken_of(turn: Turn) -> str | None:
    person = turn.known()
    recent = person.last_answer_at is not None and (turn.now - person.last_answer_at).total_seconds() < 3600
    return person.last_entry if recent else None


def _own_place(turn: Turn) -> str | None:
    person = turn.known()
    return _place_words(turn, person.department, person.commune) if person.department else None


def _place_words(turn: Turn, department: str | None, commune: str | None) -> str | None:
    places = turn.knowledge.places
    if department is None:
        return None
    name = places.commune(commune).name if commune else places.department(department).name
    return f"{name} ({department})"


async def _whom(turn: Turn, draft: Draft) -> str | None:
    """Who would receive it now."""
    new = NewCase(None, "", (), entry=draft["entry"], department=draft["department"], to=draft.get("to"))
    route = await find_route(desk_of(turn), new)
    return route.expected if route is not None else None


async def _no_one(turn: Turn) -> None:
    turn.known().awaiting = None
    await end_dialogue(turn.session, turn.known().telegram_id)
    await turn.reply(talk_to_somebody(turn.knowledge.team))


async def _go_on(turn: Turn, draft: Draft) -> None:
    """Keeps the answers and asks for what is missing next."""
    person = turn.known()
    needs_place = draft["department"] is None and not draft["asked_place"]
    someone = await anybody(desk_of(turn)) if needs_place else await _whom(turn, draft) is not None
    if not someone:
        await _no_one(turn)
        return
    person.awaiting = AWAITING_PLACE if needs_place else AWAITING_MESSAGE
    await keep_dialogue(turn.session, person.telegram_id, KIND, draft, turn.now)
    await ask_again(turn)


async def ask_again(turn: Turn) -> None:
    """What the form waits for, asked (anew)."""
    draft = await dialogue_of(turn.session, turn.known().telegram_id, KIND)
    if draft is None:
        turn.known().awaiting = None
    elif turn.known().awaiting == AWAITING_PLACE:
        await turn.reply(Reply(texts.ASK_PLACE, buttons.place_rows()))
    elif not draft["pieces"]:
        await turn.reply(Reply(texts.ASK_MESSAGE, [[buttons.form("Annuler", "annuler")]]))
    else:
        await turn.reply(await _summary(turn, draft))


async def _summary(turn: Turn, draft: Draft) -> Reply:
    whom = await _whom(turn, draft) or turn.knowledge.team.public_contact.name
    entry = turn.knowledge.entries.get(draft["entry"] or "")
    subject = entry.title if entry is not None else ""
    phase = buttons.PHASES.get(draft["phase"] or "", "")
    html = texts.summary(whom, draft["place"] or "", subject, shown(draft["pieces"]), phase)
    return Reply(html, buttons.summary_rows(with_phase=draft["phase"] is None))


async def take_answer(update: Update, context: Context) -> bool:
    """Whether this message was for the form: a place, or a piece of what is to be passed on."""
    turn = context.turn
    draft = await dialogue_of(turn.session, turn.known().telegram_id, KIND)
    if draft is None:
        turn.known().awaiting = None
        return False
    message = update.message
    if message is None:
        return False
    if turn.known().awaiting == AWAITING_PLACE:
        return await _take_place(turn, draft, message)
    return await _take_piece(turn, draft, piece_of(message))


async def _take_place(turn: Turn, draft: Draft, message: Message) -> bool:
    """The place, and the story that is told with it or instead of it; a question to the bot is neither."""
    heard = hear_place(turn.knowledge, message)
    if heard is None:
        return False
    if heard.piece is not None and len(shown(draft["pieces"])) < MOST_PIECES:
        draft["pieces"] = [*draft["pieces"], heard.piece.as_json()]
        await keep_dialogue(turn.session, turn.known().telegram_id, KIND, draft, turn.now)
    if heard.has_none:
        await _go_on(turn, draft | {"asked_place": True})
    elif heard.found.outcome == "unknown":
        await turn.reply(
            Reply(texts.PLACE_NOT_FOUND if heard.piece is None else texts.KEPT_WHERE, buttons.place_rows())
        )
    elif heard.found.outcome == "ambiguous":
        rows = [[Button(one.label, f"{buttons.FORM_PLACE}:{one.department}")] for one in heard.found.choices]
        await turn.reply(Reply(texts.WHICH_PLACE, [*rows, *buttons.place_rows()]))
    else:
        await _set_place(turn, draft, heard.found)
    return True


async def _set_place(turn: Turn, draft: Draft, found: Found) -> None:
    """A place outside the region has no department here: the animation answers for it."""
    remember(turn.known(), found)
    if found.outcome == "delegate":
        draft["department"] = found.departments[0]
        one = len(found.departments) == 1
        draft["place"] = _place_words(turn, found.departments[0], found.commune) if one else found.place
    else:
        draft["department"], draft["place"] = None, f"{found.place or 'hors de la région'} ({found.region or '?'})"
    draft["asked_place"] = True
    await _go_on(turn, draft)


def _other_place(turn: Turn, draft: Draft, words: str) -> Found | None:
    """« non finalement Royan »: a few words that name a place and nothing else correct it, and are no message."""
    if not words or len(words) > ONLY_A_PLACE or turn.knowledge.understand(words).outcome != "delegate":
        return None
    found = turn.knowledge.places.find(words)
    same = len(found.departments) == 1 and _place_words(turn, found.departments[0], found.commune) == draft["place"]
    return found if found.outcome == "delegate" and not same else None


async def _take_piece(turn: Turn, draft: Draft, piece: Piece) -> bool:
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


async def show_summary(turn: Turn, draft: Draft, *, anew: bool) -> None:
    """Keeps the draft and shows all that would leave; not `anew`, the summary shown last says it."""
    reply, last = await _summary(turn, draft), draft.get("shown")
    if anew or last is None or await turn.session.get(OutboxMessage, last) is None:
        draft["shown"] = (await turn.reply(reply)).id
    else:
        await turn.call("edit_message_text", as_params(reply), aims_at=last)
    await keep_dialogue(turn.session, turn.known().telegram_id, KIND, draft, turn.now)


async def choose_place(update: Update, context: Context) -> None:
    """`dlieu:<department>`, or 0 for somebody who has no place yet."""
    turn, code = context.turn, callback_argument(update)
    draft = await _draft_in_progress(turn)
    if draft is None:
        return
    if code in turn.knowledge.team.delegates:
        draft["department"], draft["place"] = code, _place_words(turn, code, None)
        turn.known().department, turn.known().commune = code, None
    draft["asked_place"] = True
    await _go_on(turn, draft)


async def choose_phase(update: Update, context: Context) -> None:
    turn, phase = context.turn, callback_argument(update)
    draft = await _draft_in_progress(turn)
    if draft is not None and phase in buttons.PHASES:
        await _go_on(turn, draft | {"phase": phase})


async def _draft_in_progress(turn: Turn) -> Draft | None:
    draft = await dialogue_of(turn.session, turn.known().telegram_id, KIND)
    if draft is None:
        turn.notice = texts.FORM_OVER
    return draft


async def press_form(update: Update, context: Context) -> None:
    """The buttons under the summary."""
    turn, act = context.turn, callback_argument(update)
    draft = await dialogue_of(turn.session, turn.known().telegram_id, KIND)
    if draft is None:
        turn.notice = texts.ALREADY_SENT
    elif act == "envoyer":
        await _send(update, turn, draft)
    elif act == "modifier":
        await turn.reply(Reply(texts.CHANGE_WHAT, buttons.change_rows()))
    elif act == "message":
        await _go_on(turn, draft | {"pieces": []})
    elif act == "lieu":
        await _go_on(turn, draft | {"department": None, "place": None, "asked_place": False})
    elif act == "annuler":
        await leave_form(turn)
        await turn.reply(Reply(CANCELLED))
    else:
        await _go_on(turn, draft)


async def leave_form(turn: Turn) -> None:
    turn.known().awaiting = None
    await end_dialogue(turn.session, turn.known().telegram_id)


async def _send(update: Update, turn: Turn, draft: Draft) -> None:
    if not draft["pieces"]:
        await turn.reply(Reply(texts.NOTHING_TO_SEND))
        return
    person = turn.known()
    new = NewCase(
        telegram_id=person.telegram_id, person_name=name_of(update),
        pieces=[Piece.from_json(piece) for piece in draft["pieces"]], entry=draft["entry"],
        department=draft["department"], place=draft["place"], phase=draft["phase"], to=draft.get("to"),
    )  # fmt: skip
    if await open_case(desk_of(turn), new) is None:
        await _no_one(turn)
        return
    await keep_consent(turn.session, person.telegram_id, CONSENT, "Voici ce qui part… Envoyer", turn.now)
    await leave_form(turn)


def name_of(update: Update) -> str:
    """As Telegram names the person who writes."""
    user = update.effective_user
    return person_words(user.full_name)[:80] if user is not None else ""


async def talk(update: Update, context: Context) -> None:
    """/contact and every `Parler à quelqu'un`; `humain:<message id>[:<kind>]` brings the message that led to it."""
    number, _, kind = callback_argument(update).partition(":")
    is_message = number.isdecimal() and 0 < int(number) < 2**53
    first = Piece(int(number), KINDS.get(kind, WORDS)) if is_message else None
    await start_form(context.turn, first)
