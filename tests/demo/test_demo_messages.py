"""What the bot sends, edits and deletes, and the sentences by which Telegram refuses."""

from typing import Any

import aiohttp
import pytest
from demo_client import Api, Clock

from bot.demo.people import Person
from bot.demo.server import LocalTelegram

LONG = "a" * 4096


@pytest.fixture
async def person(telegram: LocalTelegram) -> Person:
    """Somebody who has written to the bot."""
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


async def test_edit_changes_the_text_and_takes_the_buttons_away(api: Api, person: Person) -> None:
    sent = await api.ok(
        "sendMessage", chat_id=person.id, text="avant", reply_markup=inline(text="A", callback_data="a")
    )
    await api.ok("editMessageText", chat_id=person.id, message_id=sent["message_id"], text="après")
    (message,) = person.received
    assert (message.text, message.labels, message.edited) == ("après", [], True)


async def test_edit_that_changes_nothing_is_refused(api: Api, person: Person) -> None:
    markup = inline(text="A", callback_data="a")
    sent = await api.ok("sendMessage", chat_id=person.id, text="<b>x</b>", parse_mode="HTML", reply_markup=markup)
    here = {"chat_id": person.id, "message_id": sent["message_id"]}
    refusal = (
        400,
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
        " as a current content and reply markup of the message",
    )
    same = await api.refusal("editMessageText", **here, text="<b>x</b> ", parse_mode="HTML", reply_markup=markup)
    assert same == refusal
    assert await api.refusal("editMessageReplyMarkup", **here, reply_markup=markup) == refusal
    await api.ok("editMessageReplyMarkup", **here)
    assert person.received[0].labels == []


async def test_edit_needs_a_message_of_the_bot(api: Api, person: Person) -> None:
    assert await api.refusal("editMessageText", chat_id=person.id, message_id=9, text="x") == (
        400,
        "Bad Request: message to edit not found",
    )
    assert await api.refusal("editMessageText", chat_id=person.id, message_id=1, text="x") == (
        400,
        "Bad Request: message can't be edited",
    )


async def test_deleted_message_is_gone_and_cannot_be_deleted_again(api: Api, person: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=person.id, text="x")
    here = {"chat_id": person.id, "message_id": sent["message_id"]}
    await api.ok("deleteMessage", **here)
    assert person.received == []
    assert await api.refusal("deleteMessage", **here) == (400, "Bad Request: message to delete not found")
    assert await api.refusal("editMessageText", **here, text="y") == (400, "Bad Request: message to edit not found")


async def test_several_are_deleted_and_those_already_gone_passed_over(api: Api, person: Person) -> None:
    for text in ("un", "deux", "trois"):
        await api.ok("sendMessage", chat_id=person.id, text=text)
    await api.ok("deleteMessages", chat_id=person.id, message_ids=[2, 3, 99])
    assert [message.text for message in person.received] == ["trois"]


async def test_message_of_two_days_ago_cannot_be_deleted(api: Api, person: Person, clock: Clock) -> None:
    sent = await api.ok("sendMessage", chat_id=person.id, text="x")
    clock.move(48 * 3600 + 1)
    assert await api.refusal("deleteMessage", chat_id=person.id, message_id=sent["message_id"]) == (
        400,
        "Bad Request: message can't be deleted for everyone",
    )


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


async def test_commands_and_descriptions_are_kept_by_scope_and_language(api: Api) -> None:
    private = {"scope": {"type": "all_private_chats"}, "language_code": "fr"}
    commands = [{"command": "aide", "description": "Ce que je sais faire"}]
    await api.ok("setMyCommands", commands=commands, **private)
    assert await api.ok("getMyCommands", **private) == commands
    assert await api.ok("getMyCommands") == []
    await api.ok("deleteMyCommands", **private)
    assert await api.ok("getMyCommands", **private) == []
    assert await api.refusal("setMyCommands", commands=[{"command": "Aide !", "description": "x"}]) == (
        400,
        "Bad Request: BOT_COMMAND_INVALID",
    )
    await api.ok("setMyDescription", description="Un robot")
    await api.ok("setMyShortDescription", short_description="Robot", language_code="fr")
    assert await api.ok("getMyDescription", language_code="fr") == {"description": "Un robot"}
    assert await api.ok("getMyShortDescription") == {"short_description": ""}


async def test_bot_and_chat_describe_themselves(telegram: LocalTelegram, api: Api, person: Person) -> None:
    me, chat = await api.ok("getMe"), await api.ok("getChat", chat_id=person.id)
    assert (me["id"], me["is_bot"], me["username"]) == (4242, True, "AiguilleurDemoBot")
    assert (chat["id"], chat["type"], chat["first_name"]) == (person.id, "private", "Aïcha")
    await api.ok("setChatMenuButton", menu_button={"type": "commands"})
    assert await api.ok("getChatMenuButton", chat_id=person.id) == {"type": "commands"}


async def test_journal_tells_what_was_accepted_and_what_was_refused(
    telegram: LocalTelegram, api: Api, person: Person
) -> None:
    await api.ok("getMe")
    await api.ok("sendMessage", chat_id=person.id, text="un")
    await api.refusal("sendMessage", chat_id=999, text="deux")
    told = [(one.method, one.chat_id, one.status, one.message_id, one.description) for one in telegram.journal]
    assert told == [
        ("sendMessage", person.id, 200, 2, ""),
        ("sendMessage", 999, 400, None, "Bad Request: chat not found"),
    ]
    assert telegram.journal[0].at <= telegram.journal[1].at
