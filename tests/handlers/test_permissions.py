"""Who may do what: every cell of the table is tried, by every way to its action."""

import re
from pathlib import Path

import pytest
from sqlalchemy import delete
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.__main__ import ACTIONS_OF, COMMANDS, main
from bot.demo.people import Person
from handlers.cases.core.actions import TAKE_CASE
from handlers.reception import other_updates
from handlers.reception.declarations import DECLARATIONS
from handlers.reception.router import routes
from handlers.roles.names import code_of
from handlers.talk.permissions import Actor, may
from handlers.talk.replies import plain_text
from handlers.talk.texts import FOR_STAFF_ONLY
from storage.rates import Rate
from tests.house import Ground, forge, link, settled

ACTIONS = {action.name: action for one in DECLARATIONS for action in one.actions}
NAMES = {Actor.DELEGATE: "Karine Machat", Actor.TEAM: "Chloé Rivolet", Actor.PARTNER: "Incubateur Emergence"}
REFUSED = plain_text(FOR_STAFF_ONLY)
CHLOE = code_of(NAMES[Actor.TEAM])
# Every way to an action, as somebody would try it: words typed, answers to a message of the bot ("reply …"), links
# opened, codes of buttons ("code …": anybody can forge one).
WAYS = {
    "ask": ["reply c'est quoi le FDVA ?", "c'est quoi le FDVA ?", "/start", "/aide", "/annuler"],
    "read_entry": ["code e:fdva", "code plus:fdva", "code sujets", "/start q-fdva"],
    "say_where": ["code lieu", "code dep:23", "code dep:23:23096", "code autre", "Guéret"],
    "contact": ["/contact", "code humain"],
    "give_opinion": ["code oui:fdva", "code non:fdva"],
    "read_notice": ["/confidentialite"],
    "consent": ["code retenir:oui", "code retenir:non"],
    "export_own_data": ["/mesdonnees"],
    "erase_own_data": ["/supprimer", "code effacer:non"],
    "use_invitation": ["/start inv-made-up"],
    "open_case": ["code dform:retour", "code dlieu:0", "code dphase:idee"],
    "write_to_case": [
        "code decrire:1",
        "code darret",
        "code dpasser:1:1",
        "code drobote:1:1",
        "code dencore:1:oui",
        "code dpour:1:1",
        "code dautres:1:0",
    ],
    "follow_own_cases": ["/mesdemandes", "code dsuivre"],
    "withdraw_own_case": ["code dretirer:1"],
    "take_message_back": ["code doter:1:1"],
    "ask_call_back": ["code drappel:1"],
    "open_case_for_caller": ["code dappel"],
    "see_delays": ["code ddelais"],
    "use_office": ["/bureau", "code bureau", "code bureau:fermer"],
    "say_absence": ["/absence", "code dabsence:rien"],
    "rate_case": ["code davis:1:oui"],
    "take_case": ["code dprends:1", "code dessai"],
    "reply_to_case": [
        "code drepondre:1",
        "code dfiche:1",
        "code dfiches:1",
        "code dvers:1:1",
        "code drobot",
        "code dmodele:1",
    ],
    "transfer_case": ["code dtransf:1", "code dmot:1"],
    "postpone_case": ["code dtard:1"],
    "note_case": ["code dnote:1", "code dnoter:1:1"],
    "close_case": ["code dclore:1", "code drouvrir:1", "code dissue:1:autre"],
    "list_cases": ["/dossiers", "/dossiers morel", "code dossier:1", "code dliste:0", "code dcherche", "code dfil:1"],
    "keep_models": ["/modeles", "code modele:liste", "code modele:nouveau", "code dgarder:1"],
    "leave_role": ["code quitter", "code quitter:non"],
    "register": [
        "/visio",
        "/mesinscriptions",
        "code visio:visio-porteurs",
        "code ins:1",
        "code reg:cancel",
        "code desins:1",
        "code mesins",
        "code viens:1:oui",
        "code place:1:oui",
        "code rappels:1:non",
        "code prevenir:autre",
        "code avis:1:3",
    ],
    "manage_meetings": ["/reunions", "code reunion", "code reunion:new", "code reunion:1:cancel:oui"],
    "subscribe": ["/abonnements", "/stop", "code abo", "code abo:visios:oui", "code abo:tout:non"],
    "announce": [
        "/annonce",
        "code annonce",
        "code annonce:nouvelle",
        "code annonce:sujet:visios",
        "code annonce:carte",
        "code annonce:maintenant",
        "code annonce:partir",
        "code annonce:suspendre:1",
        "code annonce:arreteroui:1",
        "code annonce:corriger1:1",
        "code annonce:jeter",
    ],
    "invite": ["/inviter", "code inviter", "code inviter:team", f"code inviter:team:{CHLOE}", "code inviter:partner"],
    "withdraw": ["code retirer", "code retirer:page:0", f"code retirer:{CHLOE}", f"code retirer:{CHLOE}:oui"],
    "settle_held": ["code retenus", "code retenus:voir", "code retenus:oui:tous:0", "code retenus:non:un:1"],
    "curate": [
        "/base",
        "/completer",
        "/questions",
        "code base",
        "code base:e:fdva",
        "code completer:i:fdva-dates",
        "code quest",
        "code quest:g:1",
    ],
}
NONSENSE = """
inviter:team:99 inviter:king retirer:x retirer:page:99 retenus:oui:un:9 retenus:x dep:75 dep: e:nothing e:
oui: sujets:x base:e: base:a:fdva:x base:s:fdva:99:x base:u:fdva:99 base:k:zz base:p: base:l:zz:-1
quest:a:1:fdva quest:g:zz plus: plus:nothing completer: completer:p:x completer:l:x
"""
# Actions that nobody does by writing to the bot, and the tests that try them.
ELSEWHERE = {
    "see_all_cases": "desk/",
    "settle_models": "models/test_acts.py",
    "run_commands": "tests/bot/commands/",
    "receive_alerts": "test_roles.py",
}
# Handlers open to everybody since they do nothing or only say so.
HARMLESS = {
    other_updates.old_button,
    other_updates.nothing_to_do,
    other_updates.in_a_group,
    other_updates.blocked_or_back,
}


async def said_to(here: Ground, person: Person, way: str) -> list[str]:
    if way.startswith("code "):
        return [said.text for said in await forge(here, person, way.removeprefix("code "))]
    if way.startswith("reply "):
        return await said_to_reply(here, person, way.removeprefix("reply "))
    before = len(person.received)
    await person.send(way)
    await settled(here)
    return [said.text for said in person.received[before:]]


async def said_to_reply(here: Ground, person: Person, words: str) -> list[str]:
    """Reply to the bot's last message, and return what is said then."""
    before = len(person.received)
    await person.reply_to(person.received[-1].message_id, words)
    await settled(here)
    return [said.text for said in person.received[before:]]


@pytest.mark.parametrize("actor", [Actor.PERSON, *NAMES])
async def test_every_cell_of_the_table_holds_by_every_way(here: Ground, aicha: Person, actor: Actor) -> None:
    if actor in NAMES:
        await link(here, aicha, actor, NAMES[actor])
    else:
        await aicha.ask("/start")
    for action, ways in WAYS.items():
        for way in ways:
            async with here.house.database.transaction() as session:
                await session.execute(delete(Rate))  # this test tries more than a person may in a minute
            said = await said_to(here, aicha, way)
            assert (REFUSED in said) is not may({actor}, ACTIONS[action]), f"{actor} · {action} · {way}: {said}"


async def test_button_made_for_the_team_refuses_somebody_else(here: Ground, aicha: Person, bao: Person) -> None:
    """Somebody replays the code of another person's button."""
    await link(here, aicha, "team", "Chloé Rivolet")
    (asked,) = await aicha.ask("/inviter")
    await bao.ask("/start")
    for code in [button.data for row in asked.buttons for button in row]:
        assert [said.text for said in await forge(here, bao, str(code))] == [REFUSED]


async def test_nonsense_in_a_button_harms_nothing(here: Ground, aicha: Person) -> None:
    await link(here, aicha, "team", "Chloé Rivolet")
    for code in NONSENSE.split():
        async with here.house.database.transaction() as session:
            await session.execute(delete(Rate))
        await forge(here, aicha, code)
        (said,) = await aicha.ask("/aide")
        assert said.text.startswith("Écrivez votre question avec vos mots"), code


def test_every_action_has_its_ways() -> None:
    assert sorted([*WAYS, *ELSEWHERE]) == sorted(ACTIONS)


def test_every_handler_is_guarded_by_a_row_of_the_table() -> None:
    unguarded = [
        route.callback for route in routes()
        if getattr(route.callback, "action", None) not in ACTIONS.values() and route.callback not in HARMLESS
    ]  # fmt: skip
    assert unguarded == []


def test_every_command_and_button_is_tried() -> None:
    tried = " ".join(way for ways in WAYS.values() for way in ways)
    commands = [name for route in routes() if isinstance(route, CommandHandler) for name in route.commands]
    verbs = [
        route.pattern.pattern.strip("^").removesuffix("(:|$)") for route in routes()
        if isinstance(route, CallbackQueryHandler) and isinstance(route.pattern, re.Pattern)
    ]  # fmt: skip
    assert [name for name in commands if f"/{name}" not in tried and name != "help"] == []
    assert [verb for verb in verbs if f"code {verb}" not in tried] == []


def test_console_is_the_operators() -> None:
    """The operator of the machine has everything, and nobody else has its commands."""
    assert [actor for actor in Actor if may({actor}, ACTIONS["run_commands"])] == [Actor.OPERATOR]
    assert {"invite", "withdraw"} <= set(COMMANDS)


def test_every_command_acts_under_a_row_that_its_operator_has() -> None:
    assert ACTIONS_OF.keys() <= COMMANDS.keys()
    assert [name for name in COMMANDS if not may({Actor.OPERATOR}, ACTIONS_OF.get(name, ACTIONS["run_commands"]))] == []
    theirs = {action for action in ACTIONS.values() if Actor.OPERATOR in action.actors}
    assert theirs == {ACTIONS["run_commands"], *ACTIONS_OF.values()}


def test_command_whose_row_is_not_the_operators_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(ACTIONS_OF, "clock", TAKE_CASE)
    assert main(["clock"]) == 1
    assert capsys.readouterr().err == "aiguilleur: clock is not the operator's: see docs/permissions.md\n"


def test_documented_table_is_the_table() -> None:
    lines = (Path(__file__).parents[2] / "docs" / "permissions.md").read_text().splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]
    shown = {
        row[0].strip("`"): (row[1], {actor for actor, cell in zip(Actor, row[2:], strict=True) if cell == "yes"})
        for row in rows
    }
    assert shown == {action.name: (action.what, set(action.actors)) for action in ACTIONS.values()}
