"""Somebody at a browser, in front of the office of a running bot: without JavaScript, as a page alone would be used."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

import aiohttp

from bot.demo.people import Person
from handlers.office.door import mark_of
from tests.house import Ground, settled

Sent = Mapping[str, str | Sequence[str]]


@dataclass
class Read:
    """A page that came back."""

    status: int
    path: str
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The words of the page, without its tags."""
        without = re.sub(r"<(head|script|style)\b.*?</\1>", " ", self.text, flags=re.DOTALL)
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", without)).split())

    @property
    def title(self) -> str:
        return html.unescape(self.text.partition("<h1>")[2].partition("</h1>")[0])

    def field(self, name: str, nth: int = 0) -> str:
        """Return the value of the hidden field of this name, or of the box to tick."""
        return html.unescape(re.findall(rf'name="{name}" value="([^"]*)"', self.text)[nth])

    def area(self, name: str) -> str:
        """Return what stands in the text area of this name."""
        found = re.search(rf'<textarea[^>]*name="{name}"[^>]*>\n(.*?)</textarea>', self.text, re.DOTALL)
        return html.unescape(found[1]) if found else ""

    def typed(self) -> dict[str, list[str]]:
        """Return what a browser would send of the last form of the page as it stands, without its mark."""
        found: dict[str, list[str]] = {}
        form = self.text.rpartition('<form method="post"')[2]
        for name, value in re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form):
            found.setdefault(name, []).append(html.unescape(value))
        for name, value in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL):
            found.setdefault(name, []).append(html.unescape(value))
        for name, inside in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
            chosen = re.search(r'value="([^"]*)" selected', inside)
            found.setdefault(name, []).append(html.unescape(chosen[1]) if chosen else "")
        found.pop("marque", None)
        return found


class Visitor:
    """A browser; `token` is that of its session, "" before it has entered."""

    def __init__(self, here: Ground, session: aiohttp.ClientSession) -> None:
        self.here = here
        self.base = f"http://127.0.0.1:{here.settings.port}"
        self.session = session
        self.token = ""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.session.close()

    async def opens(self, path: str, **headers: str) -> Read:
        async with self.session.get(f"{self.base}/bureau{path}", headers=headers) as answer:
            return await self._read(answer)

    async def sends(self, path: str, sent: Sent | None = None, *, marked: bool = True, **headers: str) -> Read:
        """Send a form, with the mark of the session as our own pages do, and follow where it leads."""
        values = [
            (name, one) for name, many in (sent or {}).items() for one in ([many] if isinstance(many, str) else many)
        ]
        data = [*values, *([("marque", mark_of(self.token))] if marked else [])]
        async with self.session.post(f"{self.base}/bureau{path}", data=data, headers=headers) as answer:
            return await self._read(answer)

    async def enters(self, person: Person) -> Read:
        """Ask for a link in the chat, and follow it."""
        page = await self.sends(f"/entrer/{await asked_link(self.here, person)}", marked=False)
        kept = [one for one in self.session.cookie_jar if one.key == "bureau-sur-cette-machine"]
        self.token = kept[-1].value if kept else ""
        return page

    async def _read(self, answer: aiohttp.ClientResponse) -> Read:
        return Read(
            answer.status,
            answer.url.path_qs.removeprefix("/bureau"),
            await answer.text(errors="replace"),
            answer.headers,
        )


def visitor(here: Ground) -> Visitor:
    return Visitor(here, aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)))


async def asked_link(here: Ground, person: Person) -> str:
    """Return the token of the link that /bureau gives."""
    await person.send("/bureau")
    await settled(here)
    found = re.search(r"/bureau/entrer/(\S+)", person.received[-1].text)
    assert found, person.received[-1].text
    return found[1]
