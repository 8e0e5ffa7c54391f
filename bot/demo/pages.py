"""The page itself: three files of its folder, served as they are, and allowed to load nothing from elsewhere."""

from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent / "page"
POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"


def page_routes() -> list[web.RouteDef]:
    return [web.get("/", _index), web.get("/page/{name:[a-z]+\\.(?:css|js|svg)}", _part)]


async def _index(request: web.Request) -> web.StreamResponse:
    return _file("index.html")


async def _part(request: web.Request) -> web.StreamResponse:
    return _file(request.match_info["name"])


def _file(name: str) -> web.StreamResponse:
    path = FOLDER / name
    if not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"})
