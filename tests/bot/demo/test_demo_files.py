"""Files in both directions."""

import json

import aiohttp
import pytest

from bot.demo.files import image_size
from bot.demo.gifts import plain_image
from bot.demo.people import Person
from bot.demo.server import LocalTelegram
from tests.bot.demo.demo_client import Api

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0001108003000400301220002110103110100ffd9")


@pytest.fixture
async def person(telegram: LocalTelegram) -> Person:
    someone = telegram.person()
    await someone.send("bonjour")
    return someone


async def test_file_of_a_person_is_downloaded_byte_for_byte(
    telegram: LocalTelegram, api: Api, session: aiohttp.ClientSession, person: Person
) -> None:
    await person.send_document("projet.pdf", b"%PDF-1.7 le projet", caption="Mon projet")
    document = (await api.ok("getUpdates"))[-1]["message"]["document"]
    assert (document["file_name"], document["file_size"]) == ("projet.pdf", 18)
    described = await api.ok("getFile", file_id=document["file_id"])
    async with session.get(f"{api.files}/{described['file_path']}") as answer:
        assert await answer.read() == b"%PDF-1.7 le projet"
    assert await api.refusal("getFile", file_id="inconnu") == (400, "Bad Request: invalid file_id")


async def test_known_file_is_sent_again_by_its_id(api: Api, person: Person) -> None:
    await person.send_photo(caption="Le local")
    photo = (await api.ok("getUpdates"))[-1]["message"]["photo"][-1]
    assert (photo["width"], photo["height"]) == (64, 48)
    await api.ok("sendPhoto", chat_id=person.id, photo=photo["file_id"], caption="<b>Vu</b>", parse_mode="HTML")
    (message,) = person.received
    assert (message.kind, message.text, message.html) == ("photo", "Vu", "<b>Vu</b>")
    assert await api.refusal("sendPhoto", chat_id=person.id, photo="inconnu") == (
        400,
        "Bad Request: wrong file identifier/HTTP URL specified",
    )


async def test_uploaded_files_come_as_they_are_named(
    telegram: LocalTelegram, api: Api, session: aiohttp.ClientSession, person: Person
) -> None:
    form = aiohttp.FormData({"chat_id": str(person.id)})
    form.add_field("voice", b"OggS", filename="voix.oga", content_type="audio/ogg")
    async with session.post(f"{api.base}/sendVoice", data=form) as answer:
        assert answer.status == 200
    form = aiohttp.FormData({"chat_id": str(person.id), "document": "attach://part"})
    form.add_field("part", b"date;lieu", filename="visios.csv", content_type="text/csv")
    async with session.post(f"{api.base}/sendDocument", data=form) as answer:
        assert (await answer.json())["result"]["document"]["file_name"] == "visios.csv"
    assert [message.kind for message in person.received] == ["voice", "document"]


async def test_album_shares_one_group_and_takes_2_to_10(
    telegram: LocalTelegram, api: Api, session: aiohttp.ClientSession, person: Person
) -> None:
    media = [{"type": "photo", "media": f"attach://p{rank}", "caption": f"n{rank}"} for rank in range(2)]
    form = aiohttp.FormData({"chat_id": str(person.id), "media": json.dumps(media)})
    for rank in range(2):
        form.add_field(f"p{rank}", plain_image(), filename="p.png", content_type="image/png")
    async with session.post(f"{api.base}/sendMediaGroup", data=form) as answer:
        result = (await answer.json())["result"]
    assert len({message["media_group_id"] for message in result}) == 1
    assert [message.text for message in person.received] == ["n0", "n1"]
    assert await api.refusal("sendMediaGroup", chat_id=person.id, media=media[:1]) == (
        400,
        "Bad Request: expected 2-10 media in an album",
    )


async def test_caption_holds_1024_units(api: Api, person: Person) -> None:
    await person.send_photo()
    file_id = (await api.ok("getUpdates"))[-1]["message"]["photo"][0]["file_id"]
    await api.ok("sendPhoto", chat_id=person.id, photo=file_id, caption="a" * 1024)
    assert await api.refusal("sendPhoto", chat_id=person.id, photo=file_id, caption="a" * 1025) == (
        400,
        "Bad Request: message caption is too long",
    )


def test_image_size_is_read_from_png_and_jpeg_only() -> None:
    assert [image_size(plain_image(7, 9)), image_size(JPEG), image_size(b"GIF89a")] == [(7, 9), (64, 48), None]
