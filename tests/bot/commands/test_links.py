"""`aiguilleur knowledge links`: each link is asked, and those that do not answer are named."""

from dataclasses import replace

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.commands.links import links_of, trouble_with
from knowledge.base.facts import Fact, Source
from tests.knowledge.test_overlay import BEES


async def test_links_that_do_not_answer_are_named_with_what_came_instead() -> None:
    async def page(request: web.Request) -> web.Response:
        if request.path == "/ailleurs":
            raise web.HTTPFound("/ici")
        return web.Response(status=200 if request.path == "/ici" else 404)

    pages = web.Application()
    pages.router.add_get("/{name}", page)
    async with TestServer(pages) as server:
        here, moved, gone = (str(server.make_url(name)) for name in ("/ici", "/ailleurs", "/nulle-part"))
        trouble = await trouble_with([here, moved, gone, "http://127.0.0.1:1/", "https://["], seconds=5)
    assert trouble == {gone: "404", "http://127.0.0.1:1/": "ClientConnectorError", "https://[": "InvalidUrlClientError"}


def test_links_of_a_base_are_those_of_sources_answers_and_pairs_each_once() -> None:
    sources = (Source("a", "https://a.fr", "2026"), Source("b", None, "2026"))
    bees = replace(
        BEES,
        sources=sources,
        answer="[Ici](https://b.fr), [là](mailto:a@b.fr).",
        more="[Plus](https://c.fr).",
        facts=(Fact(("où",), "[Là-bas](https://d.fr)."),),
    )
    found = links_of({"abeilles": bees, "moulin": replace(bees, id="moulin", answer="", more="", facts=())})
    assert list(found) == ["https://a.fr", "https://b.fr", "https://c.fr", "https://d.fr"]
    assert found["https://a.fr"] == ["abeilles", "moulin"]
