"""People: what reaches the bot when they act, and what they see; read by the library that the bot is written with."""

import asyncio

import pytest
from telegram import Message, Update

from bot.demo.people import Person, Unanswered
from bot.demo.phone import Impossible
from bot.demo.server import LocalTelegram
from tests.bot.demo.demo_client import Api, Clock

YES = {"inline_keyboard": [[{"text": "Oui, merci", "callback_data": "y"}, {"text": "Le site", "url": "https://a.fr"}]]}


async def last_message(api: Api) -> Message:
    update = Update.de_json((await api.ok("getUpdates", offset=-1))[0], None)
    assert update.effective_message is not None
    assert isinstance(update.effective_message, Message)
    return update.effective_message


async def asked(telegram: LocalTelegram, api: Api) -> tuple[Person, int]:
    """Return a person, and the id of the message with buttons that the bot sent them."""
    person = telegram.person()
    await person.send("bonjour")
    sent = await api.ok("sendMessage", chat_id=person.id, text="?", reply_markup=YES)
    return person, sent["message_id"]


async def test_text_carries_its_commands_and_its_author(telegram: LocalTelegram, api: Api) -> None:
    person = telegram.person(id=101, first_name="Aïcha", username="aicha")
    await person.open_link("q-fdva")
    message = await last_message(api)
    assert message.text == "/start q-fdva"
    assert [(one.type, one.offset, one.length) for one in message.entities] == [("bot_command", 0, 6)]
    assert message.from_user is not None
    assert (message.from_user.id, message.from_user.username, message.chat.type) == (101, "aicha", "private")


async def test_every_kind_of_message_reaches_the_bot(telegram: LocalTelegram, api: Api) -> None:
    person = telegram.person()
    await person.send_photo(caption="Le local")
    photo = await last_message(api)
    await person.send_voice(seconds=4)
    voice = await last_message(api)
    await person.send_document("plan.pdf")
    document = await last_message(api)
    await person.send_sticker("👍")
    sticker = await last_message(api)
    await person.send_location(46.32, -0.46)
    location = await last_message(api)
    await person.send_contact("+33549000000", "Brice")
    contact = await last_message(api)
    await person.send_poll("On y va ?", ["Oui", "Non"])
    poll = await last_message(api)
    assert (photo.caption, photo.photo[0].width) == ("Le local", 64)
    assert voice.voice is not None
    assert document.document is not None
    assert sticker.sticker is not None
    assert location.location is not None
    assert contact.contact is not None
    assert poll.poll is not None
    assert (voice.voice.mime_type, document.document.file_name) == ("audio/ogg", "plan.pdf")
    assert (sticker.sticker.emoji, location.location.latitude) == ("👍", 46.32)
    assert (contact.contact.first_name, [one.text for one in poll.poll.options]) == ("Brice", ["Oui", "Non"])


async def test_album_comes_as_messages_of_one_group(telegram: LocalTelegram, api: Api) -> None:
    await telegram.person().send_album(3, caption="Les lieux")
    messages = [update["message"] for update in await api.ok("getUpdates")]
    assert [message.get("caption") for message in messages] == ["Les lieux", None, None]
    assert len({message["media_group_id"] for message in messages}) == 1


async def test_long_text_leaves_as_several_messages(telegram: LocalTelegram, api: Api) -> None:
    await telegram.person().send("mot " * 1500)
    texts = [update["message"]["text"] for update in await api.ok("getUpdates")]
    assert [len(text) for text in texts] == [4095, 1903]


async def test_edit_and_move_reach_the_bot_as_edits(telegram: LocalTelegram, api: Api) -> None:
    person = telegram.person()
    text, place = await person.send("bonjuor"), await person.send_location(46.0, 0.0, live_period=900)
    await person.edit(text, "bonjour")
    await person.move(place, 46.1, 0.1)
    edits = [update["edited_message"] for update in (await api.ok("getUpdates"))[2:]]
    assert [edits[0]["text"], edits[1]["location"]["latitude"]] == ["bonjour", 46.1]
    assert [message.edited for message in person.chat] == [True, True]


async def test_reply_carries_the_message_it_answers(telegram: LocalTelegram, api: Api) -> None:
    person, question = await asked(telegram, api)
    await person.reply_to(question, "oui")
    message = await last_message(api)
    assert message.reply_to_message is not None
    assert (message.reply_to_message.text, message.text) == ("?", "oui")


@pytest.mark.parametrize("button", ["Oui, merci", "y"])
async def test_press_by_words_or_data_returns_the_answer(telegram: LocalTelegram, api: Api, button: str) -> None:
    person, question = await asked(telegram, api)
    pressing = asyncio.create_task(person.press(question, button))
    update = Update.de_json((await api.ok("getUpdates", offset=-1))[0], None)
    assert update.callback_query is not None
    assert (update.callback_query.data, update.callback_query.from_user.id) == ("y", person.id)
    await api.ok("answerCallbackQuery", callback_query_id=update.callback_query.id, text="Noté", show_alert=True)
    answer = await pressing
    assert (answer.text, answer.show_alert) == ("Noté", True)


async def test_press_expires_after_150_seconds(telegram: LocalTelegram, api: Api, clock: Clock) -> None:
    person, question = await asked(telegram, api)
    pressing = asyncio.create_task(person.press(question, "y"))
    query_id = (await api.ok("getUpdates", offset=-1))[0]["callback_query"]["id"]
    clock.move(150)
    assert await api.ok("getUpdates") == []
    assert await api.refusal("answerCallbackQuery", callback_query_id=query_id) == (
        400,
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    )
    with pytest.raises(Unanswered):
        await pressing


async def test_press_on_a_message_of_a_month_ago_no_longer_carries_it(
    telegram: LocalTelegram, api: Api, clock: Clock
) -> None:
    person, question = await asked(telegram, api)
    clock.move(31 * 24 * 3600)
    with pytest.raises(Unanswered):
        await person.press(question, "y", timeout=0)
    update = Update.de_json((await api.ok("getUpdates", offset=-1))[0], None)
    assert update.callback_query is not None
    assert update.callback_query.message is not None
    assert update.callback_query.message.is_accessible is False


async def test_link_button_leads_somewhere_and_tells_the_bot_nothing(telegram: LocalTelegram, api: Api) -> None:
    person, question = await asked(telegram, api)
    await api.ok("getUpdates", offset=10**12)
    assert (await person.press(question, "Le site")).url == "https://a.fr"
    assert await api.ok("getUpdates") == []


async def test_what_nobody_can_do_is_refused_in_words(telegram: LocalTelegram, api: Api) -> None:
    person, question = await asked(telegram, api)
    with pytest.raises(Impossible, match="no button 'Peut-être'"):
        await person.press(question, "Peut-être")
    with pytest.raises(Impossible, match="message 99 is not in this chat"):
        await person.reply_to(99, "x")
    with pytest.raises(Impossible, match="message 2 is not from Aïcha"):
        await person.edit(question, "x")
    await person.block()
    with pytest.raises(Impossible, match="Aïcha cannot write: bot was blocked by the user"):
        await person.send("x")


async def test_block_and_unblock_are_told_once_each(telegram: LocalTelegram, api: Api) -> None:
    person = telegram.person()
    for act in (person.block, person.block, person.unblock, person.unblock):
        await act()
    updates = [Update.de_json(update, None) for update in await api.ok("getUpdates")]
    members = [update.my_chat_member for update in updates]
    assert [member and member.new_chat_member.status for member in members] == ["kicked", "member"]


async def test_group_shows_the_bot_only_what_concerns_it(telegram: LocalTelegram, api: Api) -> None:
    aicha, brice = telegram.person(first_name="Aïcha"), telegram.person(first_name="Brice")
    group = telegram.group(title="Tiers-lieux du Thouarsais", members=[aicha, brice])
    await aicha.send("on mange où ?", in_chat=group)
    await brice.send("@AiguilleurDemoBot c'est quoi le FDVA ?", in_chat=group)
    sent = await api.ok("sendMessage", chat_id=group.id, text="Le FDVA…")
    await aicha.send("merci tout le monde", in_chat=group)
    await aicha.reply_to(sent["message_id"], "et combien ?", in_chat=group)
    await brice.send("/aide", in_chat=group)
    updates = await api.ok("getUpdates")
    assert [next(key for key in update if key != "update_id") for update in updates[:2]] == [
        "my_chat_member",
        "message",
    ]
    assert [update["message"]["text"] for update in updates[2:]] == [
        "@AiguilleurDemoBot c'est quoi le FDVA ?",
        "et combien ?",
        "/aide",
    ]
    assert [message.text for message in group.received] == ["Le FDVA…"]


async def test_group_that_lets_the_bot_read_all_gives_it_every_message(telegram: LocalTelegram, api: Api) -> None:
    person = telegram.person()
    group = telegram.group(members=[person], reads_all=True)
    await person.send("on mange où ?", in_chat=group)
    assert (await last_message(api)).text == "on mange où ?"


async def test_bot_put_out_of_a_group_cannot_write_there(telegram: LocalTelegram, api: Api) -> None:
    person = telegram.person()
    group = telegram.group(members=[person])
    group.remove_bot(by=person.user)
    assert await api.refusal("sendMessage", chat_id=group.id, text="x") == (
        403,
        "Forbidden: bot was kicked from the group chat",
    )


async def test_person_known_from_a_group_only_cannot_be_written_to(telegram: LocalTelegram, api: Api) -> None:
    person = telegram.person()
    group = telegram.group(members=[person])
    await person.send("/aide", in_chat=group)
    assert (await api.refusal("sendMessage", chat_id=person.id, text="x"))[0] == 403


async def test_wait_for_finds_by_count_and_by_predicate_and_gives_up_in_words(
    telegram: LocalTelegram, api: Api
) -> None:
    person = telegram.person()
    await person.send("bonjour")
    waiting = asyncio.create_task(person.wait_for(lambda message: "deux" in message.text))
    for text in ("un", "deux"):
        await api.ok("sendMessage", chat_id=person.id, text=text)
    assert (await waiting).text == "deux"
    assert [message.text for message in await person.wait_for(2)] == ["un", "deux"]
    with pytest.raises(TimeoutError, match=r"Aïcha waited 0 s in vain; the bot said \['un', 'deux'\]"):
        await person.wait_for(3, timeout=0)
