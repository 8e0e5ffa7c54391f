"""Role × page × action: every page takes a row of the table, refuses other roles, and does nothing but by acts."""

import ast
from pathlib import Path

import pytest

from bot.clock import machine_now
from bot.demo.people import Person
from handlers.office.door import Guest
from handlers.office.entry_form import typed_of
from handlers.office.pages import ROUTES
from handlers.office.visit import Page, Values, Visit
from handlers.reception.declarations import DECLARATIONS
from handlers.talk.act import NotAllowed
from handlers.talk.hours import Hours
from handlers.talk.permissions import Actor, may
from knowledge.base.writing import written
from storage.drafts import EntryDraft
from storage.kept_questions import KeptQuestion
from tests.handlers.office.test_writing import NEW
from tests.handlers.office.visitor import Visitor
from tests.house import Ground, link

ROOT = Path(__file__).parents[3]
NAMES = {Actor.DELEGATE: "Karine Machat", Actor.TEAM: "Chloé Rivolet", Actor.PARTNER: "Incubateur Emergence"}
NOT_YOURS = "Cette page n'est pas pour votre rôle"
WORDS = {"entry": "ami-montants", "place": "0", "number": "1", "fact": "fdva-dates", "draft": "1"}
# Values by which each form would act, were it allowed to.
SENT = {"nom": "Lucile Aigron", "role": "team", "oui": "oui", "publier": "oui", "mots": "un mot", "vu": "un mot",
        "fiche": "fdva:x", "du": "2030-01-01", "au": "2030-01-02", "remplace": "Lucile Aigron", "lu": "x",
        "changement": "1"}  # fmt: skip


def path_of(page: Page) -> str:
    return page.path.format(**WORDS)


def test_every_page_takes_a_row_of_the_table() -> None:
    known = {action for one in DECLARATIONS for action in one.actions}
    assert [page.path for page in ROUTES if page.action not in known] == []


@pytest.mark.parametrize("actor", NAMES)
async def test_every_page_is_open_to_its_roles_alone(here: Ground, web: Visitor, bao: Person, actor: Actor) -> None:
    await link(here, bao, actor, NAMES[actor])
    if actor is Actor.PARTNER:  # no link is given to them, nor does one of before their role changed open anything
        (said,) = await bao.ask("/bureau")
        assert "réservé à l'équipe" in said.text
    else:
        await web.enters(bao)
    for page in ROUTES:
        if page.path in ("/sortir", "/moi/fermer"):
            continue  # which end the session
        read = await (web.sends(path_of(page), SENT) if page.deed else web.opens(path_of(page)))
        assert read.status != 500, page.path
        refused = read.title == NOT_YOURS or "fermé sur cet appareil" in read.title
        assert refused is not may({actor}, page.action), f"{actor} · {page.path}: {read.title}"
        if page.deed and not refused:
            forged = await web.sends(path_of(page), SENT, marked=False)
            assert forged.title == "Je n'ai pas reconnu ce formulaire", page.path


async def test_nobody_who_has_not_entered_sees_or_does_anything(web: Visitor) -> None:
    for page in ROUTES:
        read = await (web.sends(path_of(page), SENT) if page.deed else web.opens(path_of(page)))
        assert read.title == "Le bureau est fermé sur cet appareil", page.path


async def test_what_a_page_does_is_refused_by_the_act_itself(here: Ground) -> None:
    """Were the door to forget a line, the act would still not be done for somebody without a role."""
    now, knowledge = machine_now(), here.house.keeper.current()
    entry = knowledge.entries["ami-montants"]
    file, typed = written(entry), typed_of(entry)
    async with here.house.database.transaction() as session:
        session.add(EntryDraft(telegram_id=1, entry=entry.id, seen=file, written=file, fields=typed, state="shown",
                               touched_at=now))  # fmt: skip
        session.add(KeptQuestion(text="quel temps fait-il", reason="unknown", asked_at=now))
    for page in (page for page in ROUTES if page.deed):
        sent = {name: [value] for name, value in SENT.items()} | {"avant": [entry.answer.partition("\n")[0]]}
        if page.path.endswith("/modifier"):
            sent = {**typed, "vu": [file]}
        elif page.path.endswith("/nouvelle"):
            sent = {name: [value] for name, value in NEW.items()}
        elif page.path.startswith("/questions"):
            sent["fiche"] = ["fdva"]
        async with here.house.database.reading() as session:
            visit = Visit(
                session=session, now=now, machine_now=now, hours=Hours(), guest=Guest(1, (), "x"), knowledge=knowledge,
                places=WORDS, values=Values(sent),
            )  # fmt: skip
            with pytest.raises(NotAllowed):
                await page.answer(visit)


def test_pages_change_nothing_by_themselves() -> None:
    """What writes are the acts of the door and of drafts, in modules of their own."""
    for path in sorted((ROOT / "handlers" / "office").glob("*.py")):
        if path.name in ("door.py", "drafting.py", "visit.py"):
            continue
        tree = ast.parse(path.read_text())
        calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
        called = {one.attr for one in calls if isinstance(one, ast.Attribute)}
        assert not called & {"add", "merge", "delete", "execute", "flush"}, path.name
