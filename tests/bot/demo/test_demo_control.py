"""The demo's own addresses: people driven over HTTP, and the door that only this machine opens."""

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.demo.server import LocalTelegram
from tests.bot.demo.demo_client import Api


class Driver:
    """A client that calls `/demo/…` and returns the status and the body."""

    def __init__(self, telegram: LocalTelegram, session: aiohttp.ClientSession) -> None:
        self._base, self._session = telegram.url, session

    async def post(self, path: str, **fields: Any) -> tuple[int, Any]:
        async with self._session.post(f"{self._base}/demo/{path}", json=fields) as answer:
            return answer.status, await answer.json()

    async def get(self, path: str) -> tuple[int, Any]:
        async with self._session.get(f"{self._base}/demo/{path}") as answer:
            return answer.status, await answer.json()


class Machine:
    """A bot's process and clock, as the demo gives them to the server."""

    def __init__(self) -> None:
        self.restarts = 0
        self.time = "2026-12-03T12:00:00+01:00"

    async def restart(self) -> None:
        self.restarts += 1

    async def status(self) -> dict[str, Any]:
        return {"alive": True}

    async def clock(self) -> str:
        return self.time

    async def move_clock(self, step: str) -> str:
        if step != "+1h":
            raise ValueError(f"not a step: {step}")
        self.time = "2026-12-03T13:00:00+01:00"
        return self.time

    async def office_link(self) -> str:
        return "http://127.0.0.1:9/bureau/entrer/abc"


@pytest.fixture
def drive(telegram: LocalTelegram, session: aiohttp.ClientSession) -> Driver:
    return Driver(telegram, session)


async def test_person_is_made_writes_and_waits_over_http(drive: Driver, api: Api) -> None:
    assert await drive.post("people", id=7, first_name="Brice") == (200, {"id": 7})
    assert await drive.post("people/7/text", text="bonjour") == (200, {"result": 1})
    await api.ok("sendMessage", chat_id=7, text="<b>Bonjour</b>", parse_mode="HTML")
    _, waited = await drive.post("people/7/wait", count=1)
    _, chat = await drive.get("people/7/chat")
    assert [message["html"] for message in waited["messages"]] == ["<b>Bonjour</b>"]
    assert [message["text"] for message in chat["messages"]] == ["bonjour", "Bonjour"]


@pytest.mark.parametrize(
    ("act", "fields", "kind"),
    [
        ("start", {"payload": "inscription"}, "text"),
        ("reply", {"message_id": 1, "text": "oui"}, "text"),
        ("photo", {"caption": "Le local"}, "photo"),
        ("photo", {"data": "iVBORw0KGgo="}, "photo"),
        ("document", {"name": "plan.pdf"}, "document"),
        ("voice", {"seconds": 2}, "voice"),
        ("sticker", {"emoji": "👍"}, "sticker"),
        ("location", {"latitude": 46.3, "longitude": -0.4}, "location"),
        ("contact", {"phone_number": "+33549000000"}, "contact"),
        ("poll", {"question": "?", "options": ["a", "b"]}, "poll"),
    ],
)
async def test_every_act_is_done_over_http(
    telegram: LocalTelegram, drive: Driver, act: str, fields: dict[str, Any], kind: str
) -> None:
    person = telegram.person(id=7)
    await person.send("bonjour")
    assert await drive.post(f"people/7/{act}", **fields) == (200, {"result": 2})
    assert person.chat[-1].kind == kind


async def test_edit_delete_block_and_unblock_over_http(telegram: LocalTelegram, drive: Driver) -> None:
    person = telegram.person(id=7)
    await person.send("bonjuor")
    await person.send("en trop")
    await drive.post("people/7/edit", message_id=1, text="bonjour")
    await drive.post("people/7/delete", message_id=2)
    await drive.post("people/7/block")
    assert ([message.text for message in person.chat], person.has_blocked) == (["bonjour"], True)
    await drive.post("people/7/unblock")
    assert person.has_blocked is False


async def test_press_over_http_hands_back_the_answer_or_says_it_is_late(
    telegram: LocalTelegram, drive: Driver, api: Api
) -> None:
    await telegram.person(id=7).send("bonjour")
    markup = {"inline_keyboard": [[{"text": "Oui", "callback_data": "y"}]]}
    await api.ok("sendMessage", chat_id=7, text="?", reply_markup=markup)
    await api.ok("getUpdates", offset=10**12)
    pressing = asyncio.create_task(drive.post("people/7/press", message_id=2, button="Oui"))
    query = (await api.ok("getUpdates", timeout=5))[0]["callback_query"]
    await api.ok("answerCallbackQuery", callback_query_id=query["id"], text="Noté")
    assert await pressing == (200, {"result": {"text": "Noté", "show_alert": False, "url": ""}})
    late, _ = await drive.post("people/7/press", message_id=2, button="Oui", timeout=0)
    assert late == 408


async def test_group_over_http(telegram: LocalTelegram, drive: Driver, api: Api) -> None:
    telegram.person(id=7)
    _, group = await drive.post("groups", title="Thouarsais", members=[7])
    await drive.post("people/7/text", text="/aide", group=group["id"])
    await api.ok("sendMessage", chat_id=group["id"], text="Voici")
    _, chat = await drive.get(f"groups/{group['id']}/chat")
    assert [message["text"] for message in chat["messages"]] == ["", "/aide", "Voici"]


async def test_faults_limits_journal_and_idle_over_http(telegram: LocalTelegram, drive: Driver, api: Api) -> None:
    _, faults = await drive.post("faults", too_many_left=1, too_many_retry_after=3)
    await telegram.person(id=7).send("bonjour")
    assert (faults["too_many_left"], (await api("sendMessage", chat_id=7, text="x"))["parameters"]) == (
        1,
        {"retry_after": 3},
    )
    assert await drive.post("limits", overall_per_second=None, chat_per_second=1, chat_burst=1) == (200, {"ok": True})
    await api.ok("sendMessage", chat_id=7, text="x")
    assert (await api("sendMessage", chat_id=7, text="y"))["error_code"] == 429
    _, journal = await drive.get("journal?since=1")
    assert [entry["status"] for entry in journal["entries"]] == [200, 429]
    assert (await drive.post("idle", timeout=0))[0] == 408
    await api.ok("getUpdates", offset=10**12)
    assert await drive.post("idle", timeout=0) == (200, {"ok": True})


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("people/8/text", {"text": "x"}, 404),
        ("people/7/danser", {}, 404),
        ("people/7/text", {"text": " "}, 409),
        ("people/7/press", {"message_id": 9, "button": "x"}, 409),
        ("people/7/edit", {"text": "x"}, 400),
        ("people/7/photo", {"data": "*"}, 400),
        ("people", {"id": 7}, 409),
        ("groups", {"members": []}, 409),
        ("faults", {"earthquake": 1}, 400),
        ("limits", {"overall": 1}, 400),
        ("restart", {}, 404),
    ],
)
async def test_what_cannot_be_done_is_one_sentence(
    telegram: LocalTelegram, drive: Driver, path: str, fields: dict[str, Any], status: int
) -> None:
    telegram.person(id=7)
    answered, body = await drive.post(path, **fields)
    assert (answered, list(body)) == (status, ["error"])
    assert body["error"]


async def test_controls_restart_the_bot_and_move_its_clock(telegram: LocalTelegram, drive: Driver) -> None:
    machine = Machine()
    telegram.controls = machine
    await drive.post("restart")
    assert machine.restarts == 1
    assert await drive.post("clock", step="+1h") == (200, {"clock": "2026-12-03T13:00:00+01:00"})
    assert await drive.post("clock", step="demain") == (400, {"error": "not a step: demain"})
    _, state = await drive.get("state")
    assert (state["status"], state["clock"]) == ({"alive": True}, "2026-12-03T13:00:00+01:00")


async def test_office_is_opened_by_a_link_of_the_page(telegram: LocalTelegram, session: aiohttp.ClientSession) -> None:
    async def lead() -> tuple[int, str]:
        async with session.get(f"{telegram.url}/demo/office", allow_redirects=False) as answer:
            return answer.status, answer.headers.get("Location", "")

    assert await lead() == (404, "")
    telegram.controls = Machine()
    assert await lead() == (302, "http://127.0.0.1:9/bureau/entrer/abc")


async def test_live_stream_tells_the_state_then_what_changes(
    telegram: LocalTelegram, session: aiohttp.ClientSession
) -> None:
    person = telegram.person(id=7)
    async with session.get(f"{telegram.url}/demo/events") as stream:
        names: list[str] = []
        while len(names) < 2:
            line = (await stream.content.readline()).decode()
            names += [line.removeprefix("event: ").strip()] if line.startswith("event: ") else []
        await person.send("bonjour")
        while "bonjour" not in (line := (await stream.content.readline()).decode()):
            assert stream.status == 200
    assert (names, line.startswith("data: ")) == (["state", "chat"], True)


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}])
async def test_call_from_elsewhere_is_refused(
    telegram: LocalTelegram, session: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    async with session.post(f"{telegram.url}/demo/people", json={}, headers=headers) as answer:
        assert answer.status == 403
    assert telegram.people == {}


async def test_server_listens_on_loopback_only() -> None:
    with pytest.raises(ValueError, match=r"loopback address only, not on 0\.0\.0\.0"):
        await LocalTelegram().start(host="0.0.0.0")


async def test_file_that_is_no_image_is_only_ever_downloaded(
    telegram: LocalTelegram, session: aiohttp.ClientSession
) -> None:
    person = telegram.person()
    await person.send_document("page.html", b"<script>alert(1)</script>", mime_type="text/html")
    file_id = person.chat[0].content["document"]["file_id"]
    async with session.get(f"{telegram.url}/demo/files/{file_id}") as answer:
        assert answer.headers["Content-Type"] == "application/octet-stream"
