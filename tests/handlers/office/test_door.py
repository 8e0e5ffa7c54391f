"""The door of the office: links from the chat, sessions, forms that are not ours, and what is refused, in words."""

import asyncio

import aiohttp
from sqlalchemy import delete, func, select, update

from bot.clock import Clock, machine_now
from bot.commands.demo import free_port
from bot.demo.people import Person
from bot.office.server import OFFICE, Surroundings, office_handler
from bot.server import serving
from storage.address import parse_address
from storage.database import Database
from storage.office import OfficeLink, OfficeSession
from storage.rates import Rate
from storage.roles import Role
from tests.handlers.office.conftest import CHLOE
from tests.handlers.office.visitor import Read, Visitor, asked_link, visitor
from tests.house import Ground, settled


async def test_link_is_shown_as_often_as_one_likes_and_spent_once(here: Ground, web: Visitor, chloe: Person) -> None:
    token = await asked_link(here, chloe)
    for _ in range(3):  # previews fetch it
        assert (await web.opens(f"/entrer/{token}")).title == "Entrer au bureau"
    assert (await web.sends(f"/entrer/{token}", marked=False)).title == f"Bonjour {CHLOE}"
    async with visitor(here) as other:
        again = await other.sends(f"/entrer/{token}", marked=False)
    assert (again.status, again.title) == (403, "Ce lien a déjà servi")
    assert (await web.opens("")).title == f"Bonjour {CHLOE}"


async def test_link_pressed_twice_at_once_opens_once(here: Ground, chloe: Person) -> None:
    token = await asked_link(here, chloe)
    async with visitor(here) as one, visitor(here) as two:
        pages = await asyncio.gather(*(each.sends(f"/entrer/{token}", marked=False) for each in (one, two)))
    assert sorted(page.status for page in pages) == [200, 403]


async def test_link_is_refused_in_words_once_it_is_old_replaced_or_made_up(
    here: Ground, web: Visitor, chloe: Person
) -> None:
    first, second = await asked_link(here, chloe), await asked_link(here, chloe)
    assert (await web.sends(f"/entrer/{first}", marked=False)).title == "Je ne reconnais pas ce lien"
    async with here.house.database.transaction() as session:
        await session.execute(update(OfficeLink).values(expires_at=machine_now()))
    assert (await web.sends(f"/entrer/{second}", marked=False)).title == "Ce lien est trop ancien"
    assert "Ce lien n'est pas entier" in (await web.opens("/entrer/abc")).words
    tries = [await web.sends(f"/entrer/{'x' * 32}", marked=False) for _ in range(20)]
    assert (tries[-1].status, tries[-1].title) == (429, "Trop d'essais")


async def test_only_hashes_are_kept_and_the_cookie_is_for_pages_alone(
    here: Ground, web: Visitor, chloe: Person
) -> None:
    token = await asked_link(here, chloe)
    async with here.house.database.reading() as session:
        assert token not in (await session.scalars(select(OfficeLink.token_hash))).all()
    page = await web.sends(f"/entrer/{token}", marked=False)
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert page.headers["Cache-Control"] == "no-store"


async def test_session_ends_with_the_role_from_the_chat_and_after_twelve_hours(
    here: Ground, web: Visitor, chloe: Person
) -> None:
    await web.enters(chloe)
    async with here.house.database.transaction() as session:
        await session.execute(update(OfficeSession).values(ends_at=machine_now()))
    assert (await web.opens("/base")).title == "Le bureau est fermé sur cet appareil"
    await web.enters(chloe)
    await chloe.press(chloe.received[-1].message_id, "Fermer le bureau partout")
    await settled(here)
    assert "fermé sur" in chloe.received[-1].text
    assert (await web.opens("/base")).status == 403
    await web.enters(chloe)
    async with here.house.database.transaction() as session:
        await session.execute(delete(Role))
    assert (await web.opens("/base")).title == "Le bureau est réservé à l'équipe"


async def test_erased_person_is_out(here: Ground, web: Visitor, chloe: Person) -> None:
    await web.enters(chloe)
    await chloe.send("/supprimer")
    await settled(here)
    await chloe.press(chloe.received[-1].message_id, "Tout effacer")
    await settled(here)
    assert (await web.opens("")).status == 403
    async with here.house.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(OfficeSession)) == 0


async def test_somebody_without_a_role_gets_no_link(here: Ground, aicha: Person) -> None:
    (said,) = await aicha.ask("/bureau")
    assert said.text.startswith("Ceci est réservé à l'équipe")


async def test_form_that_is_not_ours_changes_nothing(here: Ground, web: Visitor, chloe: Person) -> None:
    await web.enters(chloe)
    ticked = {"fiche": (await web.opens("/base")).field("fiche")}
    for page in (
        await web.sends("/base/approuver", ticked, marked=False),
        await web.sends("/base/approuver", {**ticked, "marque": "x"}, marked=False),
        await web.sends("/base/approuver", ticked, Origin="https://ailleurs.example"),
        await web.sends("/base/approuver", ticked, **{"Sec-Fetch-Site": "cross-site"}),
    ):
        assert (page.status, page.title) == (403, "Je n'ai pas reconnu ce formulaire")
    assert "À approuver" in (await web.opens("/base")).words
    large = await web.sends("/base/approuver", {"mots": "x" * 5_000_000})
    assert (large.status, large.title) == (413, "C'est trop gros pour moi")
    done = await web.sends("/base/approuver", ticked, Origin=web.base, **{"Sec-Fetch-Site": "same-origin"})
    assert "C'est approuvé, à votre nom." in done.words


async def test_haste_is_stopped_in_words(here: Ground, web: Visitor, chloe: Person) -> None:
    await web.enters(chloe)
    async with here.house.database.transaction() as session:
        session.add(Rate(telegram_id=chloe.id, kind="office_pages", since=machine_now(), count=1000))
    page = await web.sends("/moi/absence", {"du": "2026-12-01"})
    assert (page.status, page.title) == (429, "Vous allez plus vite que moi")


async def test_pages_that_do_not_exist_say_so(here: Ground, web: Visitor, chloe: Person) -> None:
    await web.enters(chloe)
    assert (await web.opens("/nulle/part")).title == "Cette page n'existe pas"
    assert (await web.opens("/static/../texts.py")).status == 404
    assert (await web.opens("/accessibilite")).title == "Déclaration d'accessibilité"
    assert (await web.sends("/sortir")).title == "Le bureau est fermé sur cet appareil"


async def test_database_away_keeps_the_words_and_does_nothing(here: Ground) -> None:
    """The office of a bot whose PostgreSQL does not answer: nobody listens at its port."""
    port, gone = await free_port(), Database(parse_address(f"postgresql://nobody@127.0.0.1:{await free_port()}/none"))
    around = Surroundings(gone, here.house.keeper.up_to_date, Clock(movable=False), here.settings.hours, str)
    routes = {OFFICE: ("*", office_handler(f"http://127.0.0.1:{port}", around))}
    async with serving(routes, "127.0.0.1", port), gone, aiohttp.ClientSession() as session:
        session.cookie_jar.update_cookies({"bureau-sur-cette-machine": "x" * 43})
        sent = {"mots": "Mes mots,\nsur deux lignes <b>", "marque": "m"}
        async with session.post(f"http://127.0.0.1:{port}/bureau/base/nouvelle", data=sent) as answer:
            page = Read(answer.status, "", await answer.text())
    assert (page.status, page.title) == (503, "La base de données ne répond pas pour l'instant")
    assert "Mes mots, sur deux lignes <b>" in page.words
    assert page.area("mots") == "Mes mots,\nsur deux lignes <b>"
    assert 'action="/bureau/base/nouvelle"' in page.text
