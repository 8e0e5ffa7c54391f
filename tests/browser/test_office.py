"""The office in a real browser: every page at both widths, with JavaScript and without, by keyboard alone, for axe.

The pictures of the team's guide are taken on the way.
"""

import asyncio
from collections.abc import AsyncIterator
from importlib.resources import files
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, expect

from bot.clock import machine_now
from knowledge.snapshot import Knowledge
from storage.kept_questions import KeptQuestion
from tests.browser.page import pictures_in, take
from tests.handlers.office.test_writing import NEW
from tests.handlers.office.visitor import asked_link
from tests.house import Ground, link
from tests.lasting import Lasting, MakeDatabase

pytestmark = pytest.mark.timeout(240)
NARROW, WIDE = {"width": 360, "height": 740}, {"width": 1440, "height": 900}
PICTURES = ("bureau-accueil.png", "bureau-base.png", "bureau-brouillon.png", "bureau-ecrire.png", "bureau-entrer.png",
            "bureau-equipe.png", "bureau-fiche.png", "bureau-questions.png")  # fmt: skip
AMOUNTS = "/base/fiche/ami-montants"
PAGES = ("", "/base", AMOUNTS, f"{AMOUNTS}/phrase/1", f"{AMOUNTS}/histoire", f"{AMOUNTS}/modifier", "/base/nouvelle",
         "/base/brouillons", "/base/fichiers", "/base/imprimer", "/questions", "/completer", "/equipe", "/moi",
         "/journal", "/accessibilite", "/nulle-part", "/entrer/aaaaaaaaaaaaaaaaaaaaaaaa")  # fmt: skip
# Pages that look otherwise where there is room.
DENSE = ("/base", AMOUNTS)
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
MOST_BYTES = 60_000
TABS = 120


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def here(sqlite_database: MakeDatabase, few: Knowledge, request: pytest.FixtureRequest) -> AsyncIterator[Ground]:
    """Yield a bot on a tenth of the base, whose team is Chloé, with questions that found no answer."""
    lasting = Lasting(sqlite_database, few, lambda: request.session.testsfailed)
    ground = await lasting.as_new()
    await link(ground, ground.telegram.person(id=204, first_name="Chloé"), "team", "Chloé Rivolet")
    asked = ("on peut ouvrir une crèche dans un tiers lieu ?", "on peut ouvrir une creche dans un tiers-lieu",
             "qui paie le loyer de mon local")  # fmt: skip
    async with ground.house.database.transaction() as session:
        session.add_all(
            KeptQuestion(text=one, reason="unknown", asked_at=machine_now(), department="79") for one in asked
        )
    yield ground
    await lasting.aclose()


async def opened(browser: Browser, size: dict[str, int], *, scripts: bool = True) -> BrowserContext:
    return await browser.new_context(
        viewport=size,
        java_script_enabled=scripts,
        locale="fr-FR",
        reduced_motion="reduce",  # type: ignore[arg-type]
    )


async def entered(context: BrowserContext, here: Ground, folder: Path | None = None) -> Page:
    page = await context.new_page()
    await page.goto(address(here, f"/entrer/{await asked_link(here, here.telegram.people[204])}"))
    if folder is not None:
        await take(page, PICTURES[4], folder)
    await page.get_by_role("button", name="Entrer").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour Chloé Rivolet")
    return page


def address(here: Ground, path: str) -> str:
    return f"http://127.0.0.1:{here.settings.port}/bureau{path}"


async def faults(page: Page) -> list[str]:
    """Return what axe finds wrong on the page: the rule, and where."""
    await page.evaluate(AXE)
    found = await page.evaluate("axe.run({resultTypes: ['violations']})")
    return [f"{one['id']}: {node['html'][:90]}" for one in found["violations"] for node in one["nodes"]]


async def test_every_page_fits_is_light_and_has_no_fault_for_axe(browser: Browser, here: Ground) -> None:
    async with await opened(browser, NARROW) as context:
        page, told = await entered(context, here), list[str]()
        page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
        for path in PAGES:
            answer = await page.goto(address(here, path))
            assert answer is not None
            sizes = await answer.request.sizes()
            assert sizes["responseBodySize"] < MOST_BYTES, path
            assert await page.locator("h1").count() == 1, path
            assert await faults(page) == [], path
            for size in (NARROW, WIDE):
                await page.set_viewport_size(size)  # type: ignore[arg-type]
                assert await page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
            assert path not in DENSE or await faults(page) == [], path
            await page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        assert [one for one in told if "404" not in one] == []  # nothing that the policy of the pages refused


async def writes(page: Page, here: Ground, folder: Path | None = None) -> None:
    """Fill in the form of a new entry, and look at the draft."""
    await page.goto(address(here, "/base/nouvelle"))
    for name, value in NEW.items():
        field = page.locator(f'[name="{name}"]')
        if not value or await field.get_attribute("type") == "hidden":
            continue
        tag = await field.evaluate("one => one.tagName")
        await (field.select_option(value) if tag == "SELECT" else field.fill(value))
    if folder is not None:
        await take(page, PICTURES[3], folder)
    await page.get_by_role("button", name="Voir ce que cela donne").click()


async def test_without_scripts_an_entry_is_written_published_approved_and_undone(
    browser: Browser, here: Ground, tmp_path: Path
) -> None:
    async with await opened(browser, WIDE, scripts=False) as context:
        page = await entered(context, here, tmp_path)
        await take(page, PICTURES[0], tmp_path)
        for path, name in (("/base", 1), (AMOUNTS, 6), ("/questions", 7), ("/equipe", 5)):
            await page.goto(address(here, path))
            await take(page, PICTURES[name], tmp_path)
        await writes(page, here, tmp_path)
        await expect(page.get_by_text("Rien n'est encore publié.")).to_be_visible()
        while await page.get_by_role("link", name="Regarder de nouveau").count():
            await asyncio.sleep(0.5)
            await page.get_by_role("link", name="Regarder de nouveau").click()
        await take(page, PICTURES[2], tmp_path)
        await page.get_by_role("button", name="Publier").click()
        await expect(page.get_by_role("status").first).to_contain_text("C'est publié.")
        await page.get_by_role("button", name="Approuver, à mon nom").click()
        await expect(page.get_by_text("Approuvée par Chloé Rivolet").first).to_be_visible()
        await page.get_by_role("link", name="L'histoire").click()
        await page.get_by_role("button", name="Défaire ce changement").click()
        await expect(page.get_by_role("status").first).to_contain_text("C'est défait.")


async def test_with_scripts_what_a_draft_alters_comes_by_itself(browser: Browser, here: Ground) -> None:
    async with await opened(browser, NARROW) as context:
        page = await entered(context, here)
        await writes(page, here)
        await expect(page.locator("#questions")).to_contain_text("de réponse.", timeout=60_000)
        assert await faults(page) == []
        await page.get_by_role("button", name="Jeter le brouillon").click()
        await expect(page.get_by_role("status").first).to_contain_text("Le brouillon est jeté.")


async def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has this name is in focus, and see that this is shown."""
    for _ in range(TABS):
        await page.keyboard.press("Tab")
        told = await page.evaluate(
            "(() => { const one = document.activeElement; return one.getAttribute('aria-label') || one.name || "
            "one.textContent.trim() })()"
        )
        if told == name:
            outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"{name} has the focus, and nothing shows it"
            return
    raise AssertionError(f"Tab does not come to {name}")


async def test_keyboard_alone_approves_corrects_and_leaves(browser: Browser, here: Ground) -> None:
    async with await opened(browser, WIDE) as context:
        page = await entered(context, here)
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.activeElement.textContent") == "Aller au contenu"
        await page.goto(address(here, "/base?mots=montant AMI"))
        await tab_to(page, "Cocher « Combien l'AMI Tiers-Lieux peut payer »")
        await page.keyboard.press("Space")
        await tab_to(page, "Approuver les fiches cochées, à mon nom")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("status").first).to_contain_text("C'est approuvé, à votre nom.")
        await page.goto(address(here, AMOUNTS))
        await tab_to(page, "Corriger la phrase 3")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Corriger une phrase")
        await tab_to(page, "mots")
        await page.keyboard.press("ControlOrMeta+A")
        await page.keyboard.type("L'AMI se donne, et ne se rend pas.")
        await tab_to(page, "Voir l'aperçu")
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Rien n'est encore publié.")).to_be_visible()
        await tab_to(page, "publier")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("status").first).to_contain_text("C'est en service")
        await tab_to(page, "Fermer le bureau")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Le bureau est fermé sur cet appareil")


def test_guide_shows_its_pictures() -> None:
    assert pictures_in("guide-bureau.md", "bureau") == sorted(PICTURES)
