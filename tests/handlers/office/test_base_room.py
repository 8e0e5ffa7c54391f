"""The room of the base: what is done in the office is what the chat's buttons do, and is seen in the chat at once."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace

import pytest

from bot.clock import machine_now
from bot.demo.people import Person
from handlers.curation.acts import Curation, approve_entries, publish
from handlers.talk.refusal import Refusal
from knowledge.base.overlay import SENTENCE, Change, print_of_entry
from knowledge.base.sentences import sentences
from knowledge.snapshot import Knowledge
from tests.handlers.curation.curator import Curator
from tests.handlers.office.conftest import CHLOE
from tests.handlers.office.visitor import Visitor, visitor
from tests.house import Ground, acting, link
from tests.lasting import Lasting, MakeDatabase

BAO, KARINE, LUCILE = 102, 201, 205
AMOUNTS, OTHER = "/base/fiche/ami-montants", "/base/fiche/incubateurs"


@pytest.fixture(scope="module")
async def here(
    sqlite_database: MakeDatabase, knowledge: Knowledge, request: pytest.FixtureRequest
) -> AsyncIterator[Ground]:
    """Yield a bot that Chloé's changes of the base stay in: the tests of this file go on from each other."""
    async with aclosing(Lasting(sqlite_database, knowledge, lambda: request.session.testsfailed)) as bot:
        ground = await bot.as_new()
        await link(ground, ground.telegram.person(id=204, first_name="Chloé"), "team", CHLOE)
        yield ground


@pytest.fixture
def chloe(here: Ground) -> Person:
    return here.telegram.people[204]


def somebody(here: Ground, number: int) -> Person:
    return here.telegram.people.get(number) or here.telegram.person(id=number)


async def test_home_says_what_waits(office: Visitor) -> None:
    words = (await office.opens("")).words
    assert "84 fiches à approuver" in words
    assert "84 fiches en service" in words


async def test_entries_are_sifted_sorted_and_approved_together(office: Visitor, here: Ground, chloe: Person) -> None:
    await Curator(here, chloe).says("/start q-fdva-depot")
    page = await office.opens("/base?mots=fdva&tri=lues")
    assert page.field("fiche").startswith("fdva-depot:")
    assert "lue 1 fois" in page.words
    ticked = [page.field("fiche", nth) for nth in range(4)]
    assert "fiches." in page.words
    done = await office.sends("/base/approuver", {"fiche": ticked})
    assert "C'est approuvé, à votre nom." in done.words
    assert "80 fiches." in done.words
    desk = Curator(here, chloe)
    assert "80 à approuver" in await desk.says("/base")
    journal = (await office.opens("/journal")).words
    assert f"{CHLOE} a approuvé" in journal
    assert "depuis le bureau" in journal
    assert (await office.opens("/base?mots=fdva&cocher=oui")).text.count(" checked") == page.text.count(
        'name="fiche"'
    ) - 4
    assert "Aucune fiche n'était cochée" in (await office.sends("/base/approuver")).words


async def test_entry_is_shown_whole_and_approved_as_it_was_read(office: Visitor) -> None:
    page = await office.opens(OTHER)
    for words in ("Comme on la lit", "Sources", "Façons de demander", "Fiches liées", "Une question, une phrase"):
        assert words in page.words
    read = page.field("lu")
    assert f"Approuvée par {CHLOE}" in (await office.sends(f"{OTHER}/approuver", {"lu": read})).words
    assert "À approuver" in (await office.sends(f"{OTHER}/retirer")).words
    changed = await office.sends(f"{OTHER}/approuver", {"lu": "another"})
    assert "Cette fiche a changé entre-temps." in changed.words
    assert "Cette fiche n'est plus dans la base." in (await office.opens("/base/fiche/nulle-part")).words


async def place_of(office: Visitor, beginning: str) -> tuple[str, str]:
    """Return the path of the page that corrects the sentence that begins so, and the sentence as the page has it."""
    for place in range(20):
        page = await office.opens(f"{AMOUNTS}/phrase/{place}")
        if beginning in page.area("avant"):
            return f"{AMOUNTS}/phrase/{place}", page.area("avant")
    raise AssertionError(beginning)


async def test_sentence_is_previewed_published_compared_and_undone(office: Visitor, here: Ground) -> None:
    path, old = await place_of(office, "L'AMI")
    wrong = await office.sends(path, {"avant": old, "mots": "L'AMI est *gratuit*."})
    assert wrong.status == 422
    assert "Erreur : elle contient un signe de mise en forme" in wrong.words
    assert wrong.area("mots") == "L'AMI est *gratuit*."
    new = {"avant": old, "mots": "L'AMI, l'aide de la Région, se donne."}
    shown = await office.sends(path, new)
    assert "Rien n'est encore publié." in shown.words
    unseen = await office.sends(path, {**new, "vu": new["mots"], "mots": "L'AMI est un prêt.", "publier": "oui"})
    assert "Rien n'est encore publié." in unseen.words  # what was typed after the preview is shown first
    seen = {**new, "vu": shown.area("vu"), "publier": "oui"}
    assert "C'est en service" in (await office.sends(path, seen)).words
    asker = Curator(here, somebody(here, BAO))
    assert "se donne." in await asker.says("/start q-ami-montants")
    twice = await office.sends(path, seen)
    assert "quelqu'un vient de changer cette fiche" in twice.words
    assert twice.area("mots") == new["mots"]
    assert "se donne." in twice.area("avant")  # the sentence of today is what they would replace
    history = await office.opens(f"{AMOUNTS}/histoire")
    assert f"{CHLOE}, aujourd'hui" in history.words
    undone = await office.sends(f"{AMOUNTS}/defaire", {"changement": history.field("changement")})
    assert "C'est défait." in undone.words
    assert "se donne." not in await asker.says("/start q-ami-montants")
    again = await office.sends(f"{AMOUNTS}/defaire", {"changement": history.field("changement")})
    assert "n'est plus le dernier" in again.words


async def test_fact_is_shown_as_a_sentence_then_published(office: Visitor) -> None:
    page = await office.opens("/completer")
    fact = page.text.partition("/completer/")[2].partition("#")[0]
    assert "Erreur : il n'y a pas de mots." in (await office.sends(f"/completer/{fact}", {"mots": " "})).words
    shown = await office.sends(f"/completer/{fact}", {"mots": "le mardi matin"})
    assert "Rien n'est encore publié" in shown.words
    other = {"mots": "le jeudi", "vu": "le mardi matin", "publier": "oui"}
    unseen = await office.sends(f"/completer/{fact}", other)
    assert "Rien n'est encore publié" in unseen.words
    done = await office.sends(
        f"/completer/{fact}", {"mots": "le mardi matin", "vu": "le mardi matin", "publier": "oui"}
    )
    assert "C'est en service, signé de votre nom." in done.words
    next_one = done.text.partition("/completer/")[2].partition("#")[0]
    assert "je ne vous le demande plus" in (await office.sends(f"/completer/{next_one}/inconnu")).words


async def test_base_is_printed_with_room_to_sign(office: Visitor) -> None:
    page = await office.opens("/base/imprimer")
    assert page.words.count("Nom et signature") == 84


async def test_team_is_seen_invited_and_ended(office: Visitor, here: Ground) -> None:
    lucile = somebody(here, LUCILE)
    page = await office.opens("/equipe")
    assert "Deux-Sèvres" in page.words
    wrong = await office.sends("/equipe/inviter", {"role": "team", "nom": "Personne"})
    assert "Erreur : choisissez quelqu'un de l'équipe." in wrong.words
    made = await office.sends("/equipe/inviter", {"role": "team", "nom": "Lucile Aigron"})
    token = made.text.partition("?start=")[2].partition('"')[0]
    await lucile.open_link(token)
    await lucile.wait_for(1)
    async with visitor(here) as other:
        await other.enters(lucile)
        last = await other.sends("/equipe/retirer", {"nom": "Lucile Aigron"})
        assert "Terminer le rôle de Lucile Aigron ?" in last.words
        assert (
            "n'a plus de rôle ici"
            in (await office.sends("/equipe/retirer", {"nom": "Lucile Aigron", "oui": "oui"})).words
        )
        assert (await other.opens("")).status == 403
    alone = await office.sends("/equipe/retirer", {"nom": CHLOE, "oui": "oui"})
    assert "C'est la dernière personne" in alone.words


async def test_delegate_sees_herself_alone(web: Visitor, here: Ground) -> None:
    karine = somebody(here, KARINE)
    await link(here, karine, "delegate", "Karine Machat")
    await web.enters(karine)
    assert "écrivez /dossiers" in (await web.opens("")).words
    assert (await web.opens("/base")).title == "Cette page n'est pas pour votre rôle"
    wrong = await web.sends("/moi/absence", {"du": "2020-01-01", "au": "2020-01-02", "remplace": CHLOE})
    assert "Erreur : cette date est passée. " in wrong.words
    days = {"du": "2030-01-01", "au": "2030-01-04", "remplace": CHLOE}
    assert f"Du 1er janvier 2030 au 4 janvier 2030, {CHLOE}" in (await web.sends("/moi/absence", days)).words
    assert "Bon retour." in (await web.sends("/moi/absence/fin")).words


async def test_second_person_is_asked_for_where_the_team_file_says_so(here: Ground, knowledge: Knowledge) -> None:
    strict = replace(knowledge, team=replace(knowledge.team, second_person=True))
    sentence = sentences(knowledge.entries["fdva"].answer)[-1].raw
    read = {}
    for name in (CHLOE, CHLOE, "Lucile Aigron"):
        async with here.house.database.transaction() as session:
            act = Curation(**acting(session, machine_now()).fields, knowledge=strict, by=name)
            if not read:
                await publish(act, Change(0, "fdva", SENTENCE, sentence, "C'est dit autrement.", "", name))
                read = {"fdva": print_of_entry(act.knowledge.entries["fdva"])}
            else:
                done = (await approve_entries(act, read))["fdva"]
                assert isinstance(done, Refusal) is (name == CHLOE), done
