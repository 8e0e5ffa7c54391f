"""The page in a real browser: on a phone and on a desktop, by hand and by keyboard, in light and in dark."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, Request, async_playwright, expect

from bot.demo.cast import EXAMPLES, seat_the_cast
from bot.demo.people import Person
from bot.demo.server import LocalTelegram
from tests.bot.demo import scripted_bot
from tests.bot.demo.demo_client import Api, Clock, serving
from tests.bot.demo.machine import Machine
from tests.browser.page import FLAGS

pytestmark = pytest.mark.asyncio(loop_scope="module")
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}

# Compares each text with its background; returns those under the AA ratio.
FAINT = """() => {
  const light = (c) => { const [r, g, b] = c.map((v) => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const parse = (c) => c.match(/[\\d.]+/g).map(Number);
  const ground = (e) => { for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] === 1) return c.slice(0, 3); }
    return [255, 255, 255]; };
  const faint = [];
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || !e.checkVisibility() || e.closest("noscript, .hidden")) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color).slice(0, 3)), light(ground(e))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) faint.push(`${e.className || e.tagName}: ${e.textContent.trim().slice(0, 30)}`);
  }
  return faint;
}"""


@pytest.fixture
def machine(telegram: LocalTelegram) -> Machine:
    telegram.controls = controls = Machine()
    return controls


@pytest_asyncio.fixture(loop_scope="module")
async def telegram(clock: Clock) -> AsyncIterator[LocalTelegram]:
    async with serving(clock) as server:
        yield server


@pytest_asyncio.fixture(loop_scope="module")
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def cast(telegram: LocalTelegram, api: Api) -> AsyncIterator[list[Person]]:
    """Yield all people of the page, with the scripted bot listening."""
    people = [seat.person for seat in seat_the_cast(telegram)]
    bot = scripted_bot.start(api)
    await telegram.listened()
    yield people
    bot.cancel()
    await asyncio.gather(bot, return_exceptions=True)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """Yield a browser that all tests share; each opens pages of its own."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("The page's tests need a browser: install Debian's package chromium.")
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        await opened.close()


class Pages:
    """Opens the page at a size, and keeps what the browser complained of or fetched from elsewhere."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser, self._url, self.complaints = browser, url, list[str]()
        self.opened: list[Page] = []

    async def open(self, viewport: dict[str, int], **more: Any) -> Page:
        page = await self._browser.new_page(viewport=viewport, locale="fr-FR", **more)  # type: ignore[arg-type]
        self.opened.append(page)
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._hear)
        page.on("request", self._watch)
        await page.goto(self._url)
        await page.wait_for_selector(".phone >> nth=4", state="attached")
        return page

    def _hear(self, line: ConsoleMessage) -> None:
        if line.type == "error":
            self.complaints.append(line.text)

    def _watch(self, request: Request) -> None:
        if not request.url.startswith(self._url):
            self.complaints.append(f"fetched from elsewhere: {request.url}")


@pytest_asyncio.fixture(loop_scope="module")
async def pages(browser: Browser, telegram: LocalTelegram, cast: list[Person]) -> AsyncIterator[Pages]:
    opened = Pages(browser, telegram.url)
    yield opened
    assert opened.complaints == []
    for page in opened.opened:
        await page.close()


async def test_example_is_tapped_and_answered_and_its_button_pressed(pages: Pages, cast: list[Person]) -> None:
    page = await pages.open(DESKTOP)
    await page.get_by_role("button", name=EXAMPLES[0]).click()
    lead = page.locator(".phone.lead")
    await expect(lead.locator(".theirs b")).to_have_text("L'AMI Tiers-Lieux est une aide de la Région.")
    assert cast[0].chat[0].text == EXAMPLES[0]
    await lead.get_by_role("button", name="Oui, merci").click()
    await expect(lead.locator(".toast")).to_have_text("C'est noté")
    await expect(lead.locator(".theirs .text")).to_have_text("Merci, c'est noté.")
    await expect(lead.locator(".theirs .when")).to_contain_text("modifié")
    await expect(lead.locator(".press")).to_have_count(0)


async def test_markup_is_shown_and_never_interpreted(pages: Pages) -> None:
    page = await pages.open(DESKTOP)
    text = "<img src=x onerror=alert(1)> <b>gras</b> &amp; 😀"
    await page.locator(".lead textarea").fill(text)
    await page.keyboard.press("Enter")
    await expect(page.locator(".lead .mine .text")).to_have_text(text)
    await expect(page.locator(".lead .theirs .text")).to_contain_text(f"« {text} »")
    assert await page.locator(".log img, .log .mine b").count() == 0


async def test_desktop_shows_the_five_side_by_side_within_the_window(pages: Pages) -> None:
    page = await pages.open(DESKTOP)
    boxes = [box for box in [await one.bounding_box() for one in await page.locator(".phone").all()] if box]
    assert len(boxes) == 5
    assert len({box["y"] for box in boxes}) == 1
    assert max(box["x"] + box["width"] for box in boxes) <= 1280
    assert max(box["y"] + box["height"] for box in boxes) <= 800
    names = ["Une porteuse de projet", "Karine Machat", "Elodie Truong", "Sophie Jadin", "Chloé Rivolet"]
    assert await page.locator(".who h2").all_text_contents() == names
    await expect(page.locator(".tabs")).to_be_hidden()


async def test_phone_shows_one_at_a_time_and_tabs_tell_of_news(pages: Pages, cast: list[Person]) -> None:
    page = await pages.open(PHONE)
    await expect(page.locator(".phone:visible")).to_have_count(1)
    await cast[1].send("/start")
    await cast[1].wait_for(1)
    karine = page.get_by_role("tab", name="Karine")
    await expect(karine).to_have_class("tab news")
    await karine.click()
    await expect(page.locator(".phone:visible h2")).to_have_text("Karine Machat")
    await expect(karine).to_have_class("tab")
    assert await page.evaluate("document.documentElement.scrollWidth") == 390


async def test_conversation_is_held_by_keyboard_alone(pages: Pages, cast: list[Person]) -> None:
    page = await pages.open(DESKTOP)
    await page.locator(".lead textarea").focus()
    await page.keyboard.type("/")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Enter")
    await expect(page.locator(".lead .theirs")).to_have_count(1)
    assert cast[0].chat[0].text == "/aide"
    await page.locator(".lead .log").focus()
    # On the way: the command sent, the same one quoted by the bot, the link to the source, then the buttons.
    for _ in range(4):
        await page.keyboard.press("Tab")
    focused = page.locator(":focus")
    await expect(focused).to_have_text("Puis-je y prétendre ?")
    assert await focused.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    await page.keyboard.press("Enter")
    await expect(page.locator(".lead .theirs .text")).to_have_text("D'accord.")


async def test_photo_document_position_voice_and_link_are_sent(pages: Pages, cast: list[Person]) -> None:
    page = await pages.open(DESKTOP)
    lead = page.locator(".phone.lead")
    file = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    await lead.locator("input.document").set_input_files(file)  # type: ignore[arg-type]
    await expect(lead.locator(".mine")).to_have_count(1)
    image = {"name": "lieu.png", "mimeType": "image/png", "buffer": bytes.fromhex("89504e470d0a1a0a")}
    await lead.locator("input.photo").set_input_files(image)  # type: ignore[arg-type]
    await expect(lead.locator(".mine")).to_have_count(2)
    for act in ("Message vocal", "Envoyer la position"):
        await lead.locator(".attach").click()
        await lead.get_by_role("button", name=act).click()
    await lead.locator(".attach").click()
    await lead.locator("input[name=payload]").fill("https://t.me/AiguilleurDemoBot?start=q-fdva")
    await page.keyboard.press("Enter")
    await expect(lead.locator(".mine")).to_have_count(5)
    mine = [message for message in cast[0].chat if not message.from_bot]
    assert sorted(message.kind for message in mine[2:4]) == ["location", "voice"]
    assert [mine[0].content["document"]["file_name"], mine[1].kind, mine[4].text] == [
        "plan.pdf",
        "photo",
        "/start q-fdva",
    ]


async def test_toolbar_restarts_the_bot_and_moves_its_clock(pages: Pages, machine: Machine) -> None:
    page = await pages.open(DESKTOP)
    await expect(page.locator("#clock")).to_have_text("mardi 24 novembre, 9 h 05")
    await page.get_by_role("button", name="Redémarrer le robot").click()
    await page.get_by_role("button", name="+7 jours").click()
    await expect(page.locator("#clock")).to_have_text("jeudi 3 décembre, 12 h 30")
    assert (machine.restarts, machine.steps) == (1, ["+7d"])
    machine.alive = False
    await expect(page.locator("#status")).to_have_text("Robot arrêté")


async def test_focus_stays_where_one_writes_while_the_bot_restarts(pages: Pages, machine: Machine) -> None:
    page = await pages.open(DESKTOP)
    restart, box = page.get_by_role("button", name="Redémarrer le robot"), page.locator(".lead textarea")
    for write in (True, False):
        machine.can_restart.clear()
        await restart.click()
        await expect(restart).to_be_disabled()
        if write:
            await box.fill("Guéret")
        machine.can_restart.set()
        await expect(restart).to_be_enabled()
        await expect(box if write else restart).to_be_focused()


async def test_toolbar_has_no_restart_and_no_clock_without_controls(pages: Pages) -> None:
    page = await pages.open(DESKTOP)
    assert await page.locator(".toolbar button:visible").all_text_contents() == ["lent", "429", "bloqué"]


async def test_faults_are_switched_on_and_off(pages: Pages, telegram: LocalTelegram, cast: list[Person]) -> None:
    page = await pages.open(DESKTOP)
    for name in ("lent", "429", "bloqué"):
        button = page.get_by_role("button", name=name, exact=True)
        await button.click()
        await expect(button).to_have_attribute("aria-pressed", "true")
    assert (telegram.faults.slow, telegram.faults.too_many_left, cast[0].has_blocked) == (2, 3, True)
    await expect(page.locator(".lead .composer")).to_be_hidden()
    await page.get_by_role("button", name="Débloquer").click()
    await expect(page.locator(".lead .composer")).to_be_visible()
    await page.get_by_role("button", name="lent", exact=True).click()
    await expect(page.get_by_role("button", name="bloqué", exact=True)).to_have_attribute("aria-pressed", "false")
    await expect(page.get_by_role("button", name="lent", exact=True)).to_have_attribute("aria-pressed", "false")
    assert (telegram.faults.slow, cast[0].has_blocked) == (0, False)


async def test_deep_link_in_a_message_is_followed_in_place(
    pages: Pages, api: Api, cast: list[Person], session: aiohttp.ClientSession
) -> None:
    page = await pages.open(DESKTOP)
    await cast[1].send("bonjour")
    await api.ok("sendMessage", chat_id=cast[1].id, text="Ouvrez https://t.me/AiguilleurDemoBot?start=abc_1")
    await page.get_by_role("link", name="https://t.me/AiguilleurDemoBot?start=abc_1").click()
    await expect(page.locator(".phone >> nth=1").locator(".mine .text")).to_have_text(["bonjour", "/start abc_1"])


async def test_every_text_contrasts_with_its_ground(pages: Pages, machine: Machine, cast: list[Person]) -> None:
    page = await pages.open(DESKTOP, reduced_motion="reduce")
    assert await faint(page) == {}
    await cast[0].ask("/aide")
    await expect(page.locator(".lead .press")).to_have_count(4)
    await page.locator(".lead .attach").click()
    await page.evaluate("document.getElementById('tools').open = true")
    assert await faint(page) == {}
    assert await page.locator(".lead .message").first.evaluate("e => getComputedStyle(e).animationName") == "none"


async def faint(page: Page) -> dict[tuple[str, int], list[str]]:
    """Return the texts that contrast too little, by scheme and width, where there are any."""
    found = {}
    for scheme in ("light", "dark"):
        for viewport in (DESKTOP, PHONE):
            await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            await page.set_viewport_size(viewport)  # type: ignore[arg-type]
            found[scheme, viewport["width"]] = await page.evaluate(FAINT)
    return {seen: texts for seen, texts in found.items() if texts}


async def test_page_says_so_when_the_server_is_gone(browser: Browser, telegram: LocalTelegram) -> None:
    seat_the_cast(telegram)
    page = await browser.new_page(viewport={"width": 390, "height": 844})
    await page.goto(telegram.url)
    await page.wait_for_selector(".phone.lead")
    await telegram.stop()
    await expect(page.get_by_role("alert")).to_be_visible()
    await page.close()
