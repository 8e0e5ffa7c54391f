"""What a person can be made to do over HTTP: the name of each act and what it needs."""

import base64
import binascii
from collections.abc import Awaitable, Callable
from dataclasses import asdict

from bot.demo.calls import Call
from bot.demo.errors import bad_request
from bot.demo.groups import Group
from bot.demo.people import Person

Act = Callable[[Person, Call, Group | None], Awaitable[object]]


async def _text(person: Person, call: Call, group: Group | None) -> object:
    return await person.send(call.text("text"), reply_to=call.integer("reply_to"), in_chat=group)


async def _reply(person: Person, call: Call, group: Group | None) -> object:
    return await person.reply_to(_message_id(call), call.text("text"), in_chat=group)


async def _start(person: Person, call: Call, group: Group | None) -> object:
    return await person.open_link(call.text("payload"))


async def _edit(person: Person, call: Call, group: Group | None) -> None:
    await person.edit(_message_id(call), call.text("text"), in_chat=group)


async def _delete(person: Person, call: Call, group: Group | None) -> None:
    await person.delete(_message_id(call))


async def _press(person: Person, call: Call, group: Group | None) -> object:
    timeout = call.number("timeout") if "timeout" in call.fields else 150.0
    return asdict(await person.press(_message_id(call), call.text("button"), in_chat=group, timeout=timeout))


async def _photo(person: Person, call: Call, group: Group | None) -> object:
    return await person.send_photo(_data(call), call.text("caption"), in_chat=group)


async def _album(person: Person, call: Call, group: Group | None) -> object:
    return await person.send_album(call.integer("count", 2) or 2, call.text("caption"))


async def _document(person: Person, call: Call, group: Group | None) -> object:
    name = call.text("name") or "projet.pdf"
    mime_type = call.text("mime_type") or "application/pdf"
    return await person.send_document(name, _data(call) or b"%PDF-1.4\n", call.text("caption"), mime_type)


async def _voice(person: Person, call: Call, group: Group | None) -> object:
    return await person.send_voice(_data(call) or b"OggS", call.integer("seconds", 3) or 3)


async def _sticker(person: Person, call: Call, group: Group | None) -> object:
    return await person.send_sticker(call.text("emoji") or "🙂")


async def _location(person: Person, call: Call, group: Group | None) -> object:
    return await person.send_location(call.number("latitude"), call.number("longitude"), call.integer("live_period"))


async def _move(person: Person, call: Call, group: Group | None) -> None:
    await person.move(_message_id(call), call.number("latitude"), call.number("longitude"))


async def _contact(person: Person, call: Call, group: Group | None) -> object:
    return await person.send_contact(call.text("phone_number"), call.text("first_name") or person.user.first_name)


async def _poll(person: Person, call: Call, group: Group | None) -> object:
    return await person.send_poll(call.text("question"), [str(one) for one in call.items("options") or []])


async def _block(person: Person, call: Call, group: Group | None) -> None:
    await person.block()


async def _unblock(person: Person, call: Call, group: Group | None) -> None:
    await person.unblock()


async def _delete_account(person: Person, call: Call, group: Group | None) -> None:
    await person.delete_account()


ACTS: dict[str, Act] = {
    "text": _text,
    "reply": _reply,
    "start": _start,
    "edit": _edit,
    "delete": _delete,
    "press": _press,
    "photo": _photo,
    "album": _album,
    "document": _document,
    "voice": _voice,
    "sticker": _sticker,
    "location": _location,
    "move": _move,
    "contact": _contact,
    "poll": _poll,
    "block": _block,
    "unblock": _unblock,
    "delete_account": _delete_account,
}


def _message_id(call: Call) -> int:
    number = call.integer("message_id")
    if number is None:
        raise bad_request("message_id is missing")
    return number


def _data(call: Call) -> bytes:
    """A file's content, sent as base64."""
    try:
        return base64.b64decode(call.text("data"), validate=True)
    except binascii.Error:
        raise bad_request("data is not base64") from None
