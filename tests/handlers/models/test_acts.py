"""Acts on models, on both databases: whose they are, who may change them, and that a proposal names nobody."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from handlers.cases.core.piece import File
from handlers.models.acts import Author, drop, file_of, keep, model_for, propose, share
from handlers.models.rules import blank_in, filled, without_names
from handlers.talk.act import NotAllowed
from handlers.talk.permissions import Actor
from storage.database import Database
from storage.erasure import erase_person
from storage.models import models_for
from tests.house import acting

pytestmark = pytest.mark.both_databases

NOON = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
KARINE, ELODIE, CHLOE = Author(201, "Karine Machat"), Author(202, "Elodie Truong"), Author(204, "Chloé Rivolet")
PDF = File("document", "BQAD", "statuts.pdf")


@dataclass
class Seen:
    """The titles of the models that each sees."""

    karine: list[str]
    elodie: list[str]
    chloe: list[str]


async def seen(database: Database) -> Seen:
    async with database.reading() as session:
        own, other = [await models_for(session, who.telegram_id, with_proposed=False) for who in (KARINE, ELODIE)]
        team = await models_for(session, CHLOE.telegram_id, with_proposed=True)
        return Seen(*([one.title for one in found] for found in (own, other, team)))


async def test_model_is_ones_own_until_it_is_shared(database: Database) -> None:
    async with database.transaction() as session:
        act = acting(session, NOON, actor=Actor.DELEGATE)
        kept = await keep(act, KARINE, "Statuts", "Voici les <b>statuts</b>.", PDF)
        assert kept is not None
        number = kept.id
        assert file_of(kept) == PDF
    assert await seen(database) == Seen(["Statuts"], [], [])
    async with database.transaction() as session:
        act = acting(session, NOON, actor=Actor.DELEGATE)
        assert await model_for(act, ELODIE, number) is None
        assert await share(act, ELODIE, number) is None
        assert await share(act, KARINE, number) is not None
    assert await seen(database) == Seen(["Statuts"], ["Statuts"], ["Statuts"])
    async with database.transaction() as session:
        act = acting(session, NOON, actor=Actor.DELEGATE)
        assert await keep(act, ELODIE, "À moi", "Non", None, number) is None
        assert await drop(act, ELODIE, number) is None
        assert await keep(act, KARINE, "Nos statuts", "Les voici.", None, number) is not None
        await erase_person(session, KARINE.telegram_id, NOON)
    assert await seen(database) == Seen(["Nos statuts"], ["Nos statuts"], ["Nos statuts"])
    async with database.transaction() as session:
        assert await drop(acting(session, NOON), CHLOE, number) is not None
    assert await seen(database) == Seen([], [], [])


async def test_proposal_waits_for_the_team_and_names_nobody(database: Database) -> None:
    async with database.transaction() as session:
        act = acting(session, NOON, actor=Actor.DELEGATE)
        kept = await keep(act, KARINE, "Rappel", "Appelez-moi au 06 12 34 56 78\nou à k.m@exemple.fr.", None)
        assert kept is not None
        proposed = await propose(act, KARINE, kept.id, ())
        assert proposed is not None
        assert proposed.html == "Appelez-moi au [numéro]\nou à [mail]."
        assert await propose(act, KARINE, kept.id, ()) is None  # the second of two taps
        number = proposed.id
    assert await seen(database) == Seen(["Rappel"], [], ["Rappel"])
    async with database.transaction() as session:
        assert await share(acting(session, NOON, actor=Actor.DELEGATE), KARINE, number) is None
        assert await share(acting(session, NOON), CHLOE, number) is not None
    assert await seen(database) == Seen(["Rappel", "Rappel"], ["Rappel"], ["Rappel"])


async def test_own_model_goes_with_its_author(database: Database) -> None:
    async with database.transaction() as session:
        await keep(acting(session, NOON, actor=Actor.DELEGATE), KARINE, "À moi", "Bonjour", None)
        await erase_person(session, KARINE.telegram_id, NOON)
        assert await models_for(session, KARINE.telegram_id, with_proposed=True) == []
        with pytest.raises(NotAllowed):
            await keep(acting(session, NOON, actor=Actor.PERSON), KARINE, "À moi", "Bonjour", None)


def test_answer_kept_as_a_model_names_nobody() -> None:
    said = "Bonjour Aïcha,\nje passe mardi au 12 rue des Arènes. Mme Roy vient aussi ; aïcha, prévenez-la.\nKarine"
    kept = without_names(said, {"bonjour"}, "Karine Machat", person="Aïcha Morel")
    assert kept == (
        "Bonjour [prénom],\nje passe mardi au [adresse]. Mme [nom] vient aussi ; [prénom], prévenez-la.\n[nom]"
    )
    assert (blank_in(kept), blank_in(kept.replace("[nom]", "X"))) == ("[nom]", "[adresse]")
    assert filled("Bonjour [prénom],", "Bao Tran") == "Bonjour Bao,"
    assert (filled("Bonjour [prénom],", ""), blank_in("Bonjour [prénom],")) == ("Bonjour,", "")
