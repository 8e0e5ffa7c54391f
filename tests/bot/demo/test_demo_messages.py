"""What the bot sends, edits and deletes, and the sentences by which Telegram refuses."""

from typing import Any

import aiohttp
import pytest

from bot.demo.people import Person
from bot.demo.server import LocalTelegram
from tests.bot.demo.demo_client import Api

LONG = "a" * 4096


@pytest.fixture
async def person(telegram: LocalTelegram) -> Person:
    """Return somebody who has written to the bot."""
    someone = telegram.person(first_name="Aïcha")
    await someone.send("bonjour")
    return someone


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


async def test_html_becomes_text_and_entities(api: Api, person: Person) -> None:
    sent = await api.ok(
        "sendMessage",
        chat_id=person.id,
        text='📍 <b>Niort <i>(79)</i></b> &amp; <a href="https://tierslieux.net/a?b=1&amp;c">le site</a> &lt;ici&gt;',
        parse_mode="HTML",
    )
    assert sent["text"] == "📍 Niort (79) & le site <ici>"
    assert sent["entities"] == [
        {"type": "bold", "offset": 3, "length": 10},
        {"type": "italic", "offset": 9, "length": 4},
        {"type": "text_link", "offset": 16, "length": 7, "url": "https://tierslieux.net/a?b=1&c"},
    ]
    assert person.received[0].html == (
        '📍 <b>Niort <i>(79)</i></b> &amp; <a href="https://tierslieux.net/a?b=1&amp;c">le site</a> &lt;ici&gt;'
    )


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<b>gras", 'Can\'t find end tag corresponding to start tag "b"'),
        ("é</b>", "Unexpected end tag at byte offset 2"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("a <h1>x</h1>", 'Unsupported start tag "h1" at byte offset 2'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
    ],
)
async def test_faulty_html_is_refused(api: Api, person: Person, html: str, reason: str) -> None:
    assert await api.refusal("sendMessage", chat_id=person.id, text=html, parse_mode="HTML") == (
        400,
        f"Bad Request: can't parse entities: {reason}",
    )
    assert person.received == []


async def test_plain_text_is_shown_as_written_with_what_telegram_recognises(api: Api, person: Person) -> None:
    text = "<b> /aide, coop@tierslieux.net, https://tierslieux.net/carte. @AiguilleurDemoBot 05 49 00 00 00"
    sent = await api.ok("sendMessage", chat_id=person.id, text=text)
    found = [(one["type"], text[one["offset"] : one["offset"] + one["length"]]) for one in sent["entities"]]
    assert sent["text"] == text
    assert found == [
        ("bot_command", "/aide"),
        ("email", "coop@tierslieux.net"),
        ("url", "https://tierslieux.net/carte"),
        ("mention", "@AiguilleurDemoBot"),
        ("phone_number", "05 49 00 00 00"),
    ]


@pytest.mark.parametrize(
    ("text", "accepted"),
    [(LONG, True), (f"<b>{LONG}</b>", True), (LONG + "b", False), ("😀" * 2048, True), ("😀" * 2048 + "b", False)],
)
async def test_message_holds_4096_units_after_its_formatting_is_read(
    api: Api, person: Person, text: str, accepted: bool
) -> None:
    answer = await api("sendMessage", chat_id=person.id, text=text, parse_mode="HTML")
    assert answer["ok"] is accepted
    assert answer.get("description") == (None if accepted else "Bad Request: message is too long")


@pytest.mark.parametrize("text", ["", "  \n ", "<b> </b>"])
async def test_empty_message_is_refused(api: Api, person: Person, text: str) -> None:
    assert await api.refusal("sendMessage", chat_id=person.id, text=text, parse_mode="HTML") == (
        400,
        "Bad Request: message text is empty",
    )


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "Oui", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "Oui", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        (
            {"text": "Oui"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "Oui", "url": "tel:+33549000000"},
            "inline keyboard button URL 'tel:+33549000000' is invalid: Unsupported URL protocol",
        ),
    ],
)
async def test_faulty_button_is_refused(api: Api, person: Person, button: dict[str, str], reason: str) -> None:
    assert await api.refusal("sendMessage", chat_id=person.id, text="?", reply_markup=inline(**button)) == (
        400,
        f"Bad Request: {reason}",
    )


async def test_button_data_holds_64_bytes(api: Api, person: Person) -> None:
    await api.ok("sendMessage", chat_id=person.id, text="?", reply_markup=inline(text="Oui", callback_data="é" * 32))
    assert person.received[0].labels == [["Oui"]]


async def test_chat_that_nobody_has_is_not_found(api: Api) -> None:
    assert await api.refusal("sendMessage", chat_id=999, text="?") == (400, "Bad Request: chat not found")


async def test_person_who_never_wrote_cannot_be_written_to(telegram: LocalTelegram, api: Api) -> None:
    assert await api.refusal("sendMessage", chat_id=telegram.person().id, text="?") == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )


async def test_person_who_blocked_cannot_be_written_to_until_unblocked(api: Api, person: Person) -> None:
    await person.block()
    assert await api.refusal("sendMessage", chat_id=person.id, text="?") == (
        403,
        "Forbidden: bot was blocked by the user",
    )
    await person.unblock()
    await api.ok("sendMessage", chat_id=person.id, text="!")
    assert [message.text for message in person.received] == ["!"]


async def test_deleted_account_cannot_be_written_to(api: Api, person: Person) -> None:
    await person.delete_account()
    assert await api.refusal("sendMessage", chat_id=person.id, text="?") == (403, "Forbidden: user is deactivated")


async def test_reply_needs_its_target_unless_told_otherwise(api: Api, person: Person) -> None:
    target = {"message_id": 77}
    assert await api.refusal("sendMessage", chat_id=person.id, text="?", reply_parameters=target) == (
        400,
        "Bad Request: message to be replied not found",
    )
    lenient = target | {"allow_sending_without_reply": True}
    await api.ok("sendMessage", chat_id=person.id, text="sans", reply_parameters=lenient)
    sent = await api.ok("sendMessage", chat_id=person.id, text="avec", reply_parameters={"message_id": 1})
    assert sent["reply_to_message"]["text"] == "bonjour"
    assert [message.reply_to for message in person.received] == [None, 1]


async def test_copy_hides_where_it_comes_from_and_forward_tells(
    telegram: LocalTelegram, api: Api, person: Person
) -> None:
    delegate = telegram.person(first_name="Karine", last_name="Machat")
    await delegate.send("/start")
    source = {"chat_id": delegate.id, "from_chat_id": person.id, "message_id": 1}
    assert await api.ok("copyMessage", **source) == {"message_id": 2}
    forwarded = await api.ok("forwardMessage", **source)
    assert [message.text for message in delegate.received] == ["bonjour", "bonjour"]
    assert forwarded["forward_origin"]["sender_user"]["first_name"] == "Aïcha"
    missing = source | {"message_id": 9}
    assert await api.refusal("copyMessage", **missing) == (400, "Bad Request: message to copy not found")
    assert await api.refusal("forwardMessage", **missing) == (400, "Bad Request: message to forward not found")


async def test_reply_keyboard_location_and_typing_are_accepted(api: Api, person: Person) -> None:
    keyboard = {"keyboard": [["Oui", {"text": "Ma position", "request_location": True}]], "resize_keyboard": True}
    await api.ok("sendMessage", chat_id=person.id, text="?", reply_markup=keyboard, disable_notification=True)
    await api.ok("sendLocation", chat_id=person.id, latitude=46.3, longitude=-0.46)
    await api.ok("sendChatAction", chat_id=person.id, action="typing")
    words, place = person.received
    assert (words.keyboard, words.silent) == ((("Oui", "Ma position"),), True)
    assert (place.kind, place.content["location"]) == ("location", {"latitude": 46.3, "longitude": -0.46})


async def test_unknown_method_is_404_and_wrong_token_401(
    telegram: LocalTelegram, api: Api, session: aiohttp.ClientSession
) -> None:
    assert await api.refusal("doWonders") == (404, "Not Found")
    async with session.get(f"{telegram.url}/bot1:wrong/getMe") as answer:
        assert (answer.status, await answer.json()) == (
            401,
            {"ok": False, "error_code": 401, "description": "Unauthorized"},
        )


async def test_call_may_come_as_query_form_or_json_and_in_any_case(
    api: Api, person: Person, session: aiohttp.ClientSession
) -> None:
    form = {"chat_id": str(person.id), "text": "deux", "reply_parameters": '{"message_id": 1}'}
    async with session.get(f"{api.base}/SENDMESSAGE", params={"chat_id": str(person.id), "text": "un"}) as answer:
        assert answer.status == 200
    async with session.post(f"{api.base}/sendmessage", data=form) as answer:
        assert (await answer.json())["result"]["reply_to_message"]["message_id"] == 1
    async with session.post(f"{api.base}/sendMessage", data=b"{", headers={"Content-Type": "application/json"}) as bad:
        assert bad.status == 400
    assert [message.text for message in person.received] == ["un", "deux"]
