"""What the bot edits and deletes, what it says of itself, and the journal of all that."""

from typing import Any

import pytest

from bot.demo.people import Person
from bot.demo.server import LocalTelegram
from tests.bot.demo.demo_client import Api, Clock


@pytest.fixture
async def person(telegram: LocalTelegram) -> Person:
    """Return somebody who has written to the bot."""
    someone = telegram.person(first_name="Aïcha")
    await someone.send("bonjour")
    return someone


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


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
