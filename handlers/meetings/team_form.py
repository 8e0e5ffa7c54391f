"""What the team types about a meeting: a date, a length, a field, a source. The dialogue "meet" holds what is asked.

`{"do": "new"|"move"|"field"|"source", "meeting": id, "kind": …, "field": …, "starts_at": iso}`
"""

import base64
import io
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import segno
from telegram import Update

from handlers.meetings import buttons, staff_texts
from handlers.meetings.changes import against_moving, change, create, document, move
from handlers.meetings.reading import read_address, read_capacity, read_minutes
from handlers.meetings.rules import Fault, may_be_at
from handlers.talk.moments.reading import read_moment
from handlers.talk.moments.words import Unread
from handlers.talk.replies import Reply, bold, paragraphs, text
from handlers.talk.texts import UNREAD_DATE
from handlers.talk.turn import Context, Turn, text_of
from knowledge.base.kinds import kinds
from storage.dialogues import dialogue_of, end_dialogue, keep_dialogue
from storage.meetings import Meeting, MeetingState, meeting
from storage.people import wait_for, wait_for_nothing
from storage.registrations import people_concerned

KIND = "meet"
_LONGEST = {"title": 120, "place": 200, "programme": 800}
_FIELDS = {"title": "Titre", "link": "Lien", "place": "Lieu", "capacity": "Places", "programme": "Programme"}
_SOURCE = re.compile(r"[A-Za-z0-9_-]{1,32}")
Asked = dict[str, Any]


def days(number: int) -> timedelta:
    return timedelta(days=number)


async def leave(turn: Turn) -> None:
    person = turn.known()
    if (person.awaiting or "").startswith(f"{KIND}:"):
        wait_for_nothing(person)
        await end_dialogue(turn.session, person.telegram_id, KIND)


async def begin_new(turn: Turn, kind: str) -> None:
    if kind not in kinds():
        rows = [[buttons.team(one.title, "new", name)] for name, one in kinds().items()]
        await turn.reply(Reply(staff_texts.WHICH_KIND, [*rows, [buttons.team("Retour")]]))
        return
    await _ask(turn, {"do": "new", "kind": kind}, staff_texts.ASK_WHEN)


async def begin_move(turn: Turn, found: Meeting, value: str, update: Update) -> None:
    """`value`: the date that the team has typed and now says yes to."""
    moment = read_moment(value, turn.now, turn.hours.zone)
    if isinstance(moment, Unread):
        why = UNREAD_DATE[moment] if value else ""
        await _ask(turn, {"do": "move", "meeting": found.id}, paragraphs(why, staff_texts.ASK_NEW_WHEN))
        return
    outcome = await move(turn, found.id, moment)
    if isinstance(outcome, Fault):
        await turn.reply(Reply(text(staff_texts.FAULTS[outcome]), [[buttons.team("Retour", found.id)]]))
    else:
        await _show(turn, outcome, "C'est déplacé. Les personnes inscrites sont prévenues.")


async def choose_field(turn: Turn, found: Meeting, value: str, update: Update) -> None:
    rows = [[buttons.team(label, found.id, "f", name)] for name, label in _FIELDS.items()]
    await turn.reply(Reply(text("Que voulez-vous modifier ?"), [*rows, [buttons.team("Retour", found.id)]]))


async def begin_field(turn: Turn, found: Meeting, value: str, update: Update) -> None:
    if value not in staff_texts.ASK_FIELD:
        await choose_field(turn, found, value, update)
        return
    await _ask(turn, {"do": "field", "meeting": found.id, "field": value}, text(staff_texts.ASK_FIELD[value]))


async def begin_source(turn: Turn, found: Meeting, value: str, update: Update) -> None:
    words = "D'où viendront les personnes ? Un mot sans espace, par exemple : affiche, incubateur-bdx."
    await _ask(turn, {"do": "source", "meeting": found.id}, text(words))


async def _ask(turn: Turn, asked: Asked, html: str) -> None:
    person = turn.known()
    await keep_dialogue(turn.session, person.telegram_id, KIND, asked | {"asked": html}, turn.now)
    wait_for(person, f"{KIND}:{asked['do']}")
    back = buttons.team("Retour", asked.get("meeting", ""))
    await turn.reply(Reply(html, [[back]]))


async def ask_again(turn: Turn) -> None:
    asked = await dialogue_of(turn.session, turn.known().telegram_id, KIND)
    if asked is not None:
        await _ask(turn, asked, asked["asked"])


async def take_answer(update: Update, context: Context) -> bool:
    turn, words = context.turn, text_of(update).strip()
    asked = await dialogue_of(turn.session, turn.known().telegram_id, KIND)
    if asked is None or not words:
        return False
    take = {"new": _take_new, "move": _take_move, "field": _take_field, "source": _take_source}[asked["do"]]
    fault = await take(turn, asked, words, update)
    if fault:
        await turn.reply(Reply(text(fault), [[buttons.team("Retour", asked.get("meeting", ""))]]))
    return True


async def _take_new(turn: Turn, asked: Asked, words: str, update: Update) -> str | None:
    """First the date, then the length; what is wrong, or None."""
    if "starts_at" not in asked:
        moment = read_moment(words, turn.now, turn.hours.zone)
        if isinstance(moment, Unread):
            return UNREAD_DATE[moment]
        fault = may_be_at(moment, moment + timedelta(minutes=1), turn.now, None)
        if fault is not None:
            return staff_texts.FAULTS[fault]
        await _ask(turn, asked | {"starts_at": moment.isoformat()}, staff_texts.ASK_MINUTES)
        return None
    minutes = read_minutes(words)
    if minutes is None:
        return "Je n'ai pas lu de durée. Écrivez un nombre de minutes, par exemple 90."
    kind, starts_at = asked["kind"], datetime.fromisoformat(asked["starts_at"])
    made = await create(turn, kind, _title(turn, kind), starts_at, minutes)
    if isinstance(made, Fault):
        await _from_the_date(turn, asked, staff_texts.FAULTS[made])
    else:
        await _show(turn, made, "C'est noté. Ajoutez le lien ou le lieu, puis publiez-la.")
    return None


def _title(turn: Turn, kind: str) -> str:
    return next((rule.title for rule in turn.knowledge.monthly if rule.kind == kind), kinds()[kind].title)


async def _from_the_date(turn: Turn, asked: Asked, fault: str) -> None:
    """The date did not fit: it is asked again, with why."""
    without = {key: kept for key, kept in asked.items() if key != "starts_at"}
    await _ask(turn, without, paragraphs(text(fault), staff_texts.ASK_WHEN))


async def _take_move(turn: Turn, asked: Asked, words: str, update: Update) -> str | None:
    moment = read_moment(words, turn.now, turn.hours.zone)
    if isinstance(moment, Unread):
        return UNREAD_DATE[moment]
    found = await meeting(turn.session, asked["meeting"])
    fault = await against_moving(turn, found, moment.astimezone(UTC)) if found else Fault.NOT_OPEN
    if found is None or fault is not None:
        return staff_texts.FAULTS[fault or Fault.NOT_OPEN]
    people = await people_concerned(turn.session, found.id)
    if not people:
        await begin_move(turn, found, words, update)
        return None
    await leave(turn)
    written = moment.strftime("%Y-%m-%dT%H:%M")
    rows = [[buttons.team("Oui, déplacer", found.id, "move", written)], [buttons.team("Retour", found.id)]]
    await turn.reply(Reply(staff_texts.ask_move(found, moment, people, turn.now, turn.hours), rows))
    return None


async def _take_field(turn: Turn, asked: Asked, words: str, update: Update) -> str | None:
    field = asked["field"]
    is_read, value = _read(field, words)
    if not is_read:
        return staff_texts.FIELD_NOT_READ[field]
    if field == "documentation":
        outcome = await document(turn, asked["meeting"], str(value))
    else:
        outcome = await change(turn, asked["meeting"], **{field: value})
    if isinstance(outcome, Fault):
        return staff_texts.FAULTS[outcome]
    await _show(turn, outcome, "C'est parti aux personnes inscrites." if field == "documentation" else "C'est noté.")
    return None


def _read(field: str, words: str) -> tuple[bool, str | int | None]:
    if field == "capacity":
        return read_capacity(words)
    if field in ("link", "documentation"):
        address = read_address(words)
        return address is not None, address
    return 0 < len(words) <= _LONGEST[field], words


async def _take_source(turn: Turn, asked: Asked, words: str, update: Update) -> str | None:
    """A deep link of its own, and the same as a picture to print."""
    if _SOURCE.fullmatch(words) is None:
        return "Écrivez un seul mot : des lettres sans accent, des chiffres, - ou _."
    address = f"https://t.me/{update.get_bot().username}?start=i-{asked['meeting']}-{words}"
    await leave(turn)
    caption = paragraphs(bold("Le lien d'inscription, et son image à imprimer."), text(address))
    await turn.call(
        "send_document",
        {
            "document": {"name": f"inscription-{words}.png", "base64": qr(address)},
            "caption": caption,
            "parse_mode": "HTML",
        },
    )
    return None


def qr(address: str) -> str:
    """A PNG as base64."""
    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="png", scale=8)
    return base64.b64encode(picture.getvalue()).decode("ascii")


async def _show(turn: Turn, found: Meeting, words: str) -> None:
    await leave(turn)
    rows = [[buttons.team("Voir la réunion", found.id)], [buttons.team("Toutes les réunions")]]
    if found.state == MeetingState.PROPOSED:
        rows.insert(0, [buttons.team("Publier", found.id, "pub"), buttons.team("Modifier", found.id, "edit")])
    await turn.reply(Reply(staff_texts.done(found, words, turn.now, turn.hours), rows))
