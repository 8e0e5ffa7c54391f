"""Questions without a good answer: kept without their author, redacted, grouped, made a wording in a tap."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.clock import machine_now
from bot.demo.people import Person
from handlers.reception.kept_questions import MOST_A_DAY
from handlers.reception.upkeep import duties
from knowledge.snapshot import Knowledge
from knowledge.text.redaction import redacted
from storage.kept_questions import KeptQuestion, kept_questions
from storage.people import Person as Row
from storage.retention import DEFAULT
from tests.handlers.curation.curator import Curator
from tests.house import Ground, link, settled, tick_at
from tests.lasting import Lasting

ODD = "vous remboursez les frais de permis de conduire ?"
SAME, OTHER = "remboursez vous les frais de permis de conduire", "vous vendez des places de concert ?"
UNSURE = (
    "comment je fais pour le dossier",
    "un dossier à remplir",
    "je cherche un financement",
    "on gagne koment sa vie avc un tiers lieu mdr",
    "À part la Région, à quelles portes on peut toquer pour boucler le budget ?",
    "Ces espaces, c'est pour remplacer la Poste et la perception qui ont fermé chez nous ?",
)
"""Texts of which at least one is not understood for sure."""


async def rows_kept(here: Ground) -> list[tuple[str, str, str | None, str | None]]:
    async with here.house.database.reading() as session:
        return [(row.text, row.reason, row.entry, row.department) for row in await kept_questions(session)]


@pytest.fixture
async def desk(here: Ground, bao: Person) -> Curator:
    await link(here, bao, "team", "Chloé Rivolet")
    return Curator(here, bao)


async def test_question_without_answer_is_kept_without_what_tells_who_asked(here: Ground, aicha: Person) -> None:
    await aicha.ask("Guéret")
    await aicha.ask("je m'appelle Zoé Durand, 06 12 34 56 78, zoe@exemple.fr : vous remboursez le permis de conduire ?")
    (one,) = await rows_kept(here)
    assert one == (
        "je m'appelle [nom], [numéro], [mail] : vous remboursez le permis de conduire ?", "unknown", None, "23"
    )  # fmt: skip


async def test_answered_questions_are_not_kept_unless_refused_and_once(here: Ground, aicha: Person) -> None:
    (said,) = await aicha.ask("c'est quoi le FDVA ?")
    assert await rows_kept(here) == []
    await aicha.press(said.message_id, "Non")
    await settled(here)
    assert await rows_kept(here) == [("c'est quoi le FDVA ?", "refused", "fdva", None)]
    await aicha.ask("non")
    assert len(await rows_kept(here)) == 1


async def test_only_so_many_questions_of_one_person_are_kept_a_day(here: Ground, aicha: Person) -> None:
    await aicha.ask("vous remboursez le permis de conduire ?")
    async with here.house.database.transaction() as session:
        (first,) = await session.scalars(select(KeptQuestion))
        by_them = {"reason": "unknown", "asked_at": first.asked_at, "author_hash": first.author_hash}
        session.add_all(KeptQuestion(text=f"question {number}", **by_them) for number in range(MOST_A_DAY - 2))
    for _ in range(3):
        await aicha.ask("quelle est la capitale du Pérou ?")
    assert len(await rows_kept(here)) == MOST_A_DAY


async def test_suggestions_are_kept_until_one_is_chosen(here: Ground, aicha: Person, knowledge: Knowledge) -> None:
    unsure = next(text for text in UNSURE if knowledge.understand(text).outcome == "suggest")
    (said,) = await aicha.ask(unsure)
    assert said.text.startswith("Je ne suis pas certain d'avoir compris.")
    assert await rows_kept(here) == [(redacted(unsure, knowledge.vocabulary), "unsure", None, None)]
    await aicha.press(said.message_id, said.labels[0][0])
    await settled(here)
    assert await rows_kept(here) == []


async def test_what_was_asked_is_forgotten_with_the_conversation_and_kept_questions_after_90_days(
    here: Ground, aicha: Person
) -> None:
    await aicha.ask(ODD)
    end, purge = duties(DEFAULT)[:2]
    knowledge = here.house.keeper.current()
    async with here.house.database.transaction() as session:
        await end.do(tick_at(session, machine_now() + timedelta(hours=2), knowledge))
        assert [row.last_question for row in await session.scalars(select(Row))] == [None]
        await purge.do(tick_at(session, machine_now() + timedelta(days=89), knowledge))
        assert len((await session.scalars(select(KeptQuestion))).all()) == 1
        await purge.do(tick_at(session, machine_now() + timedelta(days=91), knowledge))
        assert (await session.scalars(select(KeptQuestion))).all() == []


async def test_group_becomes_a_wording_in_a_tap_and_can_be_undone(here: Ground, aicha: Person, desk: Curator) -> None:
    await aicha.ask(ODD)
    await aicha.ask("remboursez vous les frais de permis de conduire")
    assert (await desk.says("/questions")).startswith("2 questions sans bonne réponse.")
    said = await desk.presses(f"2 × {ODD}")
    assert f"• {ODD} (pas de réponse)" in said
    await desk.presses(
        "Une autre fiche", "Le FDVA, pour les associations", "Le FDVA, une aide de l'État aux associations"
    )
    assert desk.last.text.startswith("C'est ajouté.")
    assert await rows_kept(here) == []
    await here.house.keeper.look()
    assert (await Curator(here, aicha).says(ODD)).startswith("Le FDVA est une aide")
    await desk.presses("Revenir en arrière")
    await here.house.keeper.look()
    assert ODD not in here.house.keeper.current().learned["fdva"]


@pytest.fixture
async def asked(lasting: Lasting) -> tuple[Ground, Curator]:
    """Return a bot that was asked three questions from Guéret, one from Niort, one from nowhere known; and the team."""
    here = await lasting.as_new()
    people = {"Guéret": [ODD, SAME, OTHER], "Niort": [SAME], "": [OTHER]}
    for number, (place, said) in enumerate(people.items()):
        person = here.telegram.person(id=300 + number)
        for words in [place, *said] if place else said:
            await person.ask(words)
    team = here.telegram.person(id=204, first_name="Chloé")
    await link(here, team, "team", "Chloé Rivolet")
    return here, Curator(here, team)


async def test_questions_are_read_territory_by_territory(asked: tuple[Ground, Curator]) -> None:
    here, desk = asked
    assert (await desk.says("/questions")).startswith("5 questions sans bonne réponse.")
    assert desk.labels() == [f"3 × {ODD}", f"2 × {OTHER}", "Par territoire", "La base"]
    assert (await desk.presses("Par territoire")).startswith("D'où viennent ces questions ?")
    assert desk.labels() == ["Creuse (23) · 3", "Deux-Sèvres (79) · 1", "Lieu inconnu · 1", "Toutes les questions"]
    assert (await desk.presses("Deux-Sèvres (79) · 1")).startswith("📍 Deux-Sèvres (79) : 1 question sans bonne")
    assert desk.labels() == [SAME, "Un autre territoire", "Toutes les questions", "La base"]
    card = await desk.presses(SAME)  # all alike questions are shown, since one wording answers them everywhere
    assert "📍 Creuse (23) · 2, Deux-Sèvres (79) · 1" in card
    assert (await desk.presses("Retour")).startswith("📍 Deux-Sèvres (79)")
    await desk.presses("Un autre territoire", "Creuse (23) · 3")
    assert desk.labels()[:2] == [f"2 × {ODD}", OTHER]
    await desk.presses(f"2 × {ODD}", "Écarter")
    assert [one[0] for one in await rows_kept(here)] == [OTHER, OTHER]


async def test_territory_without_questions_any_more_shows_all(asked: tuple[Ground, Curator]) -> None:
    here, desk = asked
    await desk.says("/questions")
    await desk.presses("Par territoire")
    card = desk.last
    await desk.presses("Deux-Sèvres (79) · 1", SAME, "Écarter")
    await desk.person.press(card.message_id, "Deux-Sèvres (79) · 1")
    await settled(here)
    assert desk.last.text.startswith("2 questions sans bonne réponse.")


async def test_questions_are_turned_page_by_page(here: Ground, desk: Curator) -> None:
    odd = [
        "permis de conduire", "chaussures de sport", "recette de crêpes", "réparer mon vélo", "horaires du train",
        "météo de demain", "résultats du loto", "élever des poules", "jouer du violon", "apprendre le japonais",
    ]  # fmt: skip
    async with here.house.database.transaction() as session:
        session.add_all([KeptQuestion(text=words, reason="unknown", asked_at=machine_now()) for words in odd])
    assert "Page 1 sur 2." in await desk.says("/questions")
    assert desk.labels() == [*odd[:8], "Page suivante", "La base"]
    await desk.presses("Page suivante")
    assert desk.labels() == [*odd[8:], "Page précédente", "La base"]


async def test_nearest_entries_are_proposed_and_a_group_is_dropped(here: Ground, aicha: Person, desk: Curator) -> None:
    await aicha.ask(ODD)
    await desk.says("/questions")
    await desk.presses(ODD)
    assert len(desk.last.labels) == 5
    assert desk.labels()[3:] == ["Une autre fiche", "Écarter", "Retour"]
    assert (await desk.presses("Écarter")).startswith("C'est écarté.")
    assert await rows_kept(here) == []


async def test_two_members_on_one_group_are_told(here: Ground, aicha: Person, desk: Curator) -> None:
    await aicha.ask(ODD)
    await desk.says("/questions")
    await desk.presses(ODD)
    card = desk.last
    await desk.presses("Écarter")
    await desk.person.press(card.message_id, card.labels[0][0])
    await settled(here)
    assert desk.last.text.startswith("Cette question n'est plus dans la liste.")


async def test_wording_already_known_is_refused_with_its_entry(here: Ground, aicha: Person, desk: Curator) -> None:
    (said,) = await aicha.ask("fdva définition")
    await aicha.press(said.message_id, "Non")
    await desk.says("/questions")
    await desk.presses("fdva définition")
    said_then = await desk.presses(desk.last.labels[0][0])
    assert "« Le FDVA, une aide de l'État aux associations » a déjà cette façon de demander" in said_then


async def test_fact_that_only_the_team_knows_is_asked_for_shown_published_and_served_first(
    desk: Curator, aicha: Person
) -> None:
    asked = await desk.says("/completer")
    assert asked.startswith("1 sur 12\n\nOù trouve-t-on le formulaire de l'AMI et la liste des pièces ?")
    assert desk.labels() == ["Plus tard", "Je ne sais pas", "Arrêter"]
    assert "La raison : elle contient un signe" in await desk.says("sur *le site*")
    shown = await desk.says("sur le site de la Région.")
    assert "Le formulaire de l'AMI et la liste des pièces : sur le site de la Région.\n" in shown
    published = await desk.presses("Publier")
    assert published.startswith("C'est en service, signé Chloé Rivolet, ")
    assert "2 sur 12\n\nÀ la Région, qui répond sur l'AMI" in published
    assert "3 sur 12" in await desk.presses("Je ne sais pas")
    assert "4 sur 12" in await desk.presses("Plus tard")
    assert (await desk.presses("Arrêter")).startswith("D'accord, j'arrête là.")
    assert "3 sur 12" in await desk.says("/completer")
    said = await Curator(desk.here, aicha).says("AMI formulaire candidature")
    assert said.startswith("Le formulaire de l'AMI et la liste des pièces\u00a0: sur le site de la Région.\n\n")
    assert "Source : Chloé Rivolet, " in said
    await desk.says("/base ami-depot")
    await desk.presses("Déposer un dossier AMI Tiers-Lieux")
    assert "La phrase est retirée : « Le formulaire" in await desk.presses("Revenir en arrière")
