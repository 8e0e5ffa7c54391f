"""The form that opens a case: the place where it is not known, the message in any pieces, the summary, and off it goes.

The answers so far are the dialogue "case"; what is awaited is "case:place", "case:message".
"""

from dataclasses import replace

from telegram import Update

from handlers.cases.core import buttons, texts
from handlers.cases.core.desk import desk_of
from handlers.cases.core.opening import NewCase, find_route, open_case
from handlers.cases.core.people import anybody
from handlers.cases.core.piece import KINDS, Kind, Piece, piece_chosen
from handlers.cases.core.switch import switch_off
from handlers.cases.person import form_draft
from handlers.cases.person.form_draft import Draft, dangers, leave_form, leave_with_a_word, number_line, with_danger
from handlers.cases.person.pieces import shown
from handlers.talk.codes import LARGEST_ID, pressed
from handlers.talk.danger.hearing import alarm_just_given, dangers_in
from handlers.talk.humans import talk_to_somebody
from handlers.talk.replies import Button, Reply, as_params, paragraphs, person_words
from handlers.talk.turn import Context, Turn
from storage.consents import keep_consent
from storage.dialogues import dialogue_of, keep_dialogue
from storage.outbox import OutboxMessage
from storage.people import wait_for, wait_for_nothing

KIND = form_draft.KIND
AWAITING_PLACE, AWAITING_MESSAGE = "case:place", "case:message"
CONSENT = "case"


async def start_form(turn: Turn, first: Piece | None = None, danger: tuple[str, ...] = ()) -> None:
    """`first`: a message already written, and the danger told in it; else that to which the numbers just answered.

    Where nobody can receive it, the public contact, and no promise.
    """
    person, kinds = turn.known(), danger or turn.heard.kinds
    if first is None and not kinds:
        number, kinds = await alarm_just_given(turn)
        first = Piece(number, Kind.TEXT) if number else None
    draft: Draft = {
        "entry": _entry_spoken_of(turn),
        "department": person.department,
        "place": _own_place(turn),
        "pieces": [first.as_json()] if first is not None else [],
        "phase": None,
        "asked_place": False,
    }
    switch_off(person)
    await go_on(turn, with_danger(draft, kinds))


def _entry_spoken_of(turn: Turn) -> str | None:
    person = turn.known()
    recent = person.last_answer_at is not None and (turn.now - person.last_answer_at).total_seconds() < 3600
    return person.last_entry if recent else None


def _own_place(turn: Turn) -> str | None:
    person = turn.known()
    return place_words(turn, person.department, person.commune) if person.department else None


def place_words(turn: Turn, department: str | None, commune: str | None) -> str | None:
    places = turn.knowledge.places
    if department is None:
        return None
    name = places.commune(commune).name if commune else places.department(department).name
    return f"{name} ({department})"


async def _whom(turn: Turn, draft: Draft) -> str | None:
    """Who would receive it now."""
    new = NewCase(None, "", (), entry=draft["entry"], department=draft["department"])
    route = await find_route(desk_of(turn), new)
    return route.expected if route is not None else None


async def _no_one(turn: Turn, draft: Draft) -> None:
    await leave_form(turn)
    reply = talk_to_somebody(turn.knowledge.team)
    await turn.reply(replace(reply, html=paragraphs(number_line(draft), reply.html)))


async def go_on(turn: Turn, draft: Draft) -> None:
    """Keeps the answers and asks for what is missing next."""
    person = turn.known()
    needs_place = draft["department"] is None and not draft["asked_place"]
    if needs_place and dangers(draft) and await _whom(turn, draft) is not None:
        needs_place = False  # nothing is asked of somebody in danger that can be done without
    someone = await anybody(desk_of(turn)) if needs_place else await _whom(turn, draft) is not None
    if not someone:
        await _no_one(turn, draft)
        return
    wait_for(person, AWAITING_PLACE if needs_place else AWAITING_MESSAGE)
    await keep_dialogue(turn.session, person.telegram_id, KIND, draft, turn.now)
    await ask_again(turn)


async def ask_again(turn: Turn) -> None:
    """What the form waits for, asked (anew)."""
    draft = await dialogue_of(turn.session, turn.known().telegram_id, KIND)
    if draft is None:
        wait_for_nothing(turn.known())
    elif turn.known().awaiting == AWAITING_PLACE:
        html = texts.ask_place_in_danger(number_line(draft)) if dangers(draft) else texts.ASK_PLACE
        await turn.reply(Reply(html, place_rows(draft)))
    elif not draft["pieces"]:
        html = paragraphs(texts.ASK_MESSAGE, number_line(draft))
        await turn.reply(Reply(html, [[buttons.form("Annuler", "annuler")]]))
    else:
        await turn.reply(await _summary(turn, draft))


def place_rows(draft: Draft) -> list[list[Button]]:
    return buttons.place_rows("Passer") if dangers(draft) else buttons.place_rows()


async def _summary(turn: Turn, draft: Draft) -> Reply:
    whom = await _whom(turn, draft) or turn.knowledge.team.public_contact.name
    entry = turn.knowledge.entries.get(draft["entry"] or "")
    subject = entry.title if entry is not None else ""
    phase = buttons.PHASES.get(draft["phase"] or "", "")
    with_phase = draft["phase"] is None and not dangers(draft)
    last = texts.PHASE_OR_SEND if with_phase else texts.ADD_OR_SEND
    html = texts.summary(whom, draft["place"] or "", subject, shown(draft["pieces"]), phase, last, number_line(draft))
    rows = buttons.summary_rows(with_phase=with_phase)
    if draft.get("aside") is not None:
        rows.insert(0, [buttons.form("Ajouter ma question", "ajouter")])
    return Reply(html, rows)


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
    turn, code = context.turn, pressed(update).rest(0)
    draft = await _draft_in_progress(turn)
    if draft is None:
        return
    if code in turn.knowledge.team.delegates:
        draft["department"], draft["place"] = code, place_words(turn, code, None)
        turn.known().department, turn.known().commune = code, None
    draft["asked_place"] = True
    await go_on(turn, draft)


async def choose_phase(update: Update, context: Context) -> None:
    turn, phase = context.turn, pressed(update).rest(0)
    draft = await _draft_in_progress(turn)
    if draft is not None and phase in buttons.PHASES:
        await go_on(turn, draft | {"phase": phase})


async def _draft_in_progress(turn: Turn) -> Draft | None:
    draft = await dialogue_of(turn.session, turn.known().telegram_id, KIND)
    if draft is None:
        turn.notice = texts.FORM_OVER
    return draft


async def press_form(update: Update, context: Context) -> None:
    """The buttons under the summary."""
    turn, act = context.turn, pressed(update).rest(0)
    draft = await dialogue_of(turn.session, turn.known().telegram_id, KIND)
    if draft is None:
        turn.notice = texts.ALREADY_SENT
    elif act == "envoyer":
        await send(update, turn, draft)
    elif act == "modifier":
        await turn.reply(Reply(texts.CHANGE_WHAT, buttons.change_rows()))
    elif act == "message":
        await go_on(turn, draft | {"pieces": []})
    elif act == "lieu":
        await go_on(turn, draft | {"department": None, "place": None, "asked_place": False})
    elif act == "ajouter" and draft.get("aside") is not None:
        await go_on(turn, draft | {"pieces": [*draft["pieces"], draft["aside"]], "aside": None})
    elif act == "annuler":
        await leave_with_a_word(turn)
    else:
        await go_on(turn, draft)


async def send(update: Update, turn: Turn, draft: Draft) -> None:
    if not draft["pieces"]:
        await turn.reply(Reply(texts.NOTHING_TO_SEND))
        return
    person = turn.known()
    new = NewCase(
        telegram_id=person.telegram_id,
        person_name=name_of(update),
        pieces=[Piece.from_json(piece) for piece in draft["pieces"]],
        entry=draft["entry"],
        department=draft["department"],
        place=draft["place"],
        phase=draft["phase"],
        danger=dangers(draft),
    )
    if await open_case(desk_of(turn), new) is None:
        await _no_one(turn, draft)
        return
    await keep_consent(turn.session, person.telegram_id, CONSENT, "Voici votre message… Envoyer", turn.now)
    await leave_form(turn)


def name_of(update: Update) -> str:
    """As Telegram names the person who writes."""
    user = update.effective_user
    return person_words(user.full_name)[:80] if user is not None else ""


async def talk(update: Update, context: Context) -> None:
    """/contact and every `Parler à quelqu'un`; `humain:<message id>[:<kind>]` brings the message that led to it."""
    code = pressed(update)
    number, kind = code.number(0, LARGEST_ID), code.rest(1)
    if not number:
        await start_form(context.turn)
        return
    first = piece_chosen(update, number)
    if kind in KINDS and first.kind == Kind.TEXT:
        first = replace(first, kind=KINDS[kind])
    await start_form(context.turn, first, dangers_in(kind) or context.turn.reader.heard(first.excerpt).kinds)
