"""The writing of the office's pages: templates, style, and the headers that keep other sites out."""

import gzip
import hashlib
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from handlers.office import shown as words
from handlers.office.texts import TOLD
from handlers.office.visit import Given

FOLDER = Path(words.__file__).parent
TEMPLATES, PARTS = FOLDER / "templates", FOLDER / "static"
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    # Of no page but our own; « no-referrer » would make a browser hide from us where a form comes from.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex, nofollow",
}
_KEPT_BY_NOBODY = {"Cache-Control": "no-store"}
_KEPT_FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable"}


class Pages:
    """The writer of pages; `root` is the path of the office, before all its addresses."""

    def __init__(self, root: str) -> None:
        self._root = root

    def shown(self, template: str, fields: Mapping[str, object], status: int = 200) -> web.Response:
        """Return a page as a response."""
        told = TOLD.get(str(fields.get("told", "")), "")
        html = _templates(self._root).get_template(template).render({**fields, "told": told})
        response = web.Response(
            text=html, status=status, content_type="text/html", charset="utf-8", headers=_HEADERS | _KEPT_BY_NOBODY
        )
        response.enable_compression()
        return response

    def sent_to(self, path: str, told: str = "") -> web.Response:
        """Return a response that sends the browser to another page of the office, which says what was done."""
        there, _, place = path.partition("#")
        asked = f"{'&' if '?' in there else '?'}dit={told}" if told else ""
        to = f"{self._root}{there}{asked}{'#' if place else ''}{place}"
        return web.Response(status=303, headers=_HEADERS | _KEPT_BY_NOBODY | {"Location": to})

    def file(self, given: Given) -> web.Response:
        """Return a file to keep as a response."""
        attached = {"Content-Disposition": f'attachment; filename="{given.name}"'}
        headers = _HEADERS | _KEPT_BY_NOBODY | attached
        return web.Response(body=given.data, content_type=given.kind, headers=headers)

    def part(self, name: str) -> web.Response | None:
        """Return a part of the pages, such as their style, as a response; None where there is none of this name."""
        kind, data = _KINDS.get(Path(name).suffix), _squeezed(name)
        if kind is None or data is None:
            return None
        headers = _HEADERS | _KEPT_FOR_GOOD | {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return web.Response(body=data, content_type=kind, charset="utf-8", headers=headers)


@cache
def _templates(root: str) -> Environment:
    """Return the templates, compiled once for all who serve them at the path `root`."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.filters |= words.FILTERS
    made.globals |= {"root": root, "part": partial(_address_of, root), "guest": None, "here": None, "mark": ""}
    made.globals |= dict(words.NAMES)
    return made


def _address_of(root: str, name: str) -> str:
    return f"{root}/static/{name}?v={hashlib.sha256(_squeezed(name) or b'').hexdigest()[:12]}"


@cache
def _squeezed(name: str) -> bytes | None:
    path = PARTS / name
    if "/" in name or not path.is_file():
        return None
    return gzip.compress(path.read_bytes(), mtime=0)
