"""/base: the team reads, approves, corrects, previews and undoes; a faulty edit changes nothing and says why."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import UTC, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.clock import machine_now
from bot.demo.people import Person
from handlers.talk.dates import full_date
from knowledge.base.overlay import ADDED
from knowledge.snapshot import Knowledge
from storage.address import Address
from storage.clock import move_ahead
from storage.dialogues import keep_dialogue
from tests.handlers.curation.curator import Curator
from tests.house import Ground, link, local_telegram, running, settings_for
from tests.lasting import Lasting, MakeDatabase

CHLOE = "Chloé Rivolet"
PARIS = ZoneInfo("Europe/Paris")
AMOUNTS = "Combien l'AMI Tiers-Lieux peut payer"
SENTENCE = "Le reste est à trouver ailleurs."


@pytest.fixture
async def desk(here: Ground, aicha: Person) -> Curator:
    await link(here, aicha, "team", CHLOE)
    return Curator(here, aicha)


async def asked(here: Ground, bao: Person) -> str:
    return await Curator(here, bao).says("/start q-ami-montants")


async def open_amounts(desk: Curator) -> str:
    await desk.says("/base ami-montants")
    return await desk.presses(AMOUNTS)


async def open_in_the_list(desk: Curator) -> str:
    await desk.says("/base")
    await desk.presses("À approuver")
    while AMOUNTS not in desk.labels():
        await desk.presses("Page suivante")
    return await desk.presses(AMOUNTS)


@pytest.fixture(scope="module")
async def lasting_few(
    sqlite_database: MakeDatabase, few: Knowledge, request: pytest.FixtureRequest
) -> AsyncIterator[Lasting]:
    """Yield a bot on a tenth of the base, for the tests that learn."""
    async with aclosing(Lasting(sqlite_database, few, lambda: request.session.testsfailed)) as bot:
        yield bot


@pytest.fixture
async def few_amounts(lasting_few: Lasting) -> Curator:
    """Return a member of the team who reads the wordings of an entry in this bot."""
    here = await lasting_few.as_new()
    desk = Curator(here, here.telegram.person(id=101, first_name="Aïcha"))
    await link(here, desk.person, "team", CHLOE)
    await desk.says("/base ami-montants")
    await desk.presses(AMOUNTS, "Les façons de demander")
    return desk


async def to_sentence(desk: Curator) -> str:
    await open_amounts(desk)
    return await desk.presses("Corriger", SENTENCE)


async def test_home_counts_what_awaits(desk: Curator) -> None:
    said = await desk.says("/base")
    assert said.splitlines()[0] == "La base : 84 fiches."
    assert "84 à approuver\n0 à relire\n0 correction en attente\n0 question sans bonne réponse" in said


async def test_entry_is_read_as_people_read_it(desk: Curator, here: Ground, bao: Person) -> None:
    shown, read = await open_in_the_list(desk), await asked(here, bao)
    assert read in shown
    assert shown.endswith("▫️ Pas encore approuvée.")


async def test_approval_is_shown_with_its_name_and_day_and_can_be_taken_back(
    desk: Curator, here: Ground, bao: Person
) -> None:
    await open_amounts(desk)
    assert "À confirmer auprès de votre déléguée." in await asked(here, bao)
    assert (await desk.presses("Approuver")).startswith("C'est approuvé, à votre nom.")
    said = await asked(here, bao)
    assert f"Réponse approuvée par {CHLOE} le " in said
    assert "À confirmer" not in said
    await desk.presses("Relire cette fiche", "Retirer l'approbation")
    assert "À confirmer auprès de votre déléguée." in await asked(here, bao)


async def test_entry_is_found_by_words_after_the_command(desk: Curator) -> None:
    assert (await desk.says("/base combien paie l'AMI")).startswith("Les fiches les plus proches :")
    assert len(desk.labels()) == 4
    assert (await desk.presses("Combien l'AMI Tiers-Lieux peut payer")).startswith("— Combien l'AMI")
    await desk.says("/base fdva-depot")
    assert desk.labels()[0] == "Demander le FDVA : où et quand"


async def test_next_entry_to_approve_is_the_one_after(desk: Curator) -> None:
    await open_in_the_list(desk)
    await desk.presses("Approuver")
    assert desk.labels()[0] == "Suivante : Déposer un dossier AMI"


async def test_approval_bears_the_day_of_the_place(desk: Curator, here: Ground) -> None:
    """Half past midnight in Paris is the day before in UTC."""
    night = (machine_now().astimezone(PARIS) + timedelta(days=2)).replace(hour=0, minute=30)
    assert night.astimezone(UTC).date() != night.date()
    async with here.house.database.transaction() as session:
        await move_ahead(session, night - machine_now())
    await open_amounts(desk)
    await desk.presses("Approuver")
    assert f"Approuvée par {CHLOE} le {full_date(night.date())}." in await desk.presses("Relire cette fiche")


async def test_approved_answer_past_its_date_says_both(desk: Curator, here: Ground, bao: Person) -> None:
    await open_amounts(desk)
    await desk.presses("Approuver")
    async with here.house.database.transaction() as session:
        await move_ahead(session, timedelta(days=500))
    said = await asked(here, bao)
    assert f"Réponse approuvée par {CHLOE} le " in said
    assert "À confirmer auprès de votre déléguée." in said
    assert "84 à relire" in await desk.says("/base")


async def test_correction_is_previewed_published_served_at_once_and_undone(
    desk: Curator, here: Ground, bao: Person
) -> None:
    before = await asked(here, bao)
    assert SENTENCE in await to_sentence(desk)
    new = "L'AMI, l'aide de la Région, ne se rembourse pas."
    shown = await desk.says(new)
    assert shown.startswith("Voici la réponse corrigée. Rien n'est encore publié.")
    assert new in shown
    assert await asked(here, bao) == before
    assert (await desk.presses("Publier")).startswith("C'est en service dès la prochaine question.")
    assert await asked(here, bao) == before.replace(SENTENCE, new)
    assert (await desk.presses("Revenir en arrière")).startswith("C'est défait.")
    assert await asked(here, bao) == before


async def test_correction_ends_the_approval_and_undoing_it_gives_it_back(
    desk: Curator, here: Ground, bao: Person
) -> None:
    await open_amounts(desk)
    await desk.presses("Approuver", "Relire cette fiche", "Corriger", SENTENCE)
    assert "son approbation est à refaire" in await desk.says("C'est une aide, pas un prêt.")
    await desk.presses("Publier")
    assert "À confirmer auprès de" in await asked(here, bao)
    await desk.presses("Revenir en arrière")
    assert f"Réponse approuvée par {CHLOE}" in await asked(here, bao)


FAULTY = {
    "a " * 190: "La raison : la réponse aurait ",
    "Voyez https://nullepart pour tout savoir.": "La raison : l'adresse https://nullepart n'est pas entière.",
    "L'AMI est *gratuit*.": "La raison : elle contient un signe de mise en forme",
    SENTENCE: "La raison : c'est la même phrase.",
    "x" * 401: "La raison : elle a 401 caractères, 400 au plus.",
}


async def test_faulty_sentence_changes_nothing_and_says_why(desk: Curator, here: Ground, bao: Person) -> None:
    before = await asked(here, bao)
    await to_sentence(desk)
    for words, reason in FAULTY.items():
        said = await desk.says(words)
        assert said.startswith("Rien n'a changé."), words
        assert reason in said
        assert await asked(here, bao) == before, words
    shown = await desk.says("L'AMI ne se rembourse pas.")
    assert shown.startswith("Voici la réponse corrigée.")


async def test_figure_without_its_year_is_refused(desk: Curator) -> None:
    await desk.says("/base")
    await desk.presses("Toutes les fiches", "Le contrat social de la Coopérative", "Corriger")
    await desk.presses("Le contrat social ne se signe pas et ne donne pas de label.")
    said = await desk.says("Il coûte 500 € et ne donne pas de label.")
    assert "La raison : un chiffre n'a pas d'année" in said


async def test_form_left_by_every_way_changes_nothing(desk: Curator, here: Ground, bao: Person) -> None:
    before = await asked(here, bao)
    await to_sentence(desk)
    assert (await desk.presses("Annuler")).startswith("Rien n'a changé.")
    await to_sentence(desk)
    assert await desk.says("/annuler") == "D'accord, je laisse cela. Écrivez votre question quand vous voulez."
    await to_sentence(desk)
    await desk.says("L'AMI ne se rembourse pas.")
    shown = desk.last
    assert "La phrase d'aujourd'hui" in await desk.presses("Modifier")
    await desk.says("L'AMI ne se rend pas.")
    await desk.person.press(shown.message_id, "Publier")
    assert await desk.waits("Ce bouton est ancien")
    assert await asked(here, bao) == before


async def test_form_goes_on_after_a_restart(tmp_path: Path, knowledge: Knowledge) -> None:
    async with local_telegram() as telegram:
        settings = await settings_for(telegram, Address(tmp_path / "a.db", None))
        aicha = telegram.person(id=101, first_name="Aïcha")
        async with running(settings, knowledge) as house:
            here = Ground(telegram, house, settings)
            await link(here, aicha, "team", CHLOE)
            await to_sentence(Curator(here, aicha))
        async with running(settings, knowledge) as house:
            desk = Curator(Ground(telegram, house, settings), aicha)
            assert (await desk.says("L'AMI ne se rembourse pas.")).startswith("Voici la réponse corrigée.")
        async with running(settings, knowledge) as house:
            desk = Curator(Ground(telegram, house, settings), aicha)
            assert (await desk.presses("Publier")).startswith("C'est en service")
            await house.keeper.look()
            assert "L'AMI ne se rembourse pas." in house.keeper.current().entries["ami-montants"].answer


async def test_two_members_who_correct_the_same_sentence_are_told(desk: Curator, here: Ground, bao: Person) -> None:
    await link(here, bao, "team", "Lucile Aigron")
    other = Curator(here, bao)
    await to_sentence(desk)
    await to_sentence(other)
    await desk.says("L'AMI ne se rembourse pas.")
    await other.says("L'AMI se donne.")
    await desk.presses("Publier")
    assert (await other.presses("Publier")).startswith("Cette fiche a changé entre-temps.")
    assert "L'AMI ne se rembourse pas." in other.last.text


async def test_old_approval_button_does_not_approve_other_words(desk: Curator, here: Ground, bao: Person) -> None:
    await open_amounts(desk)
    card = desk.last
    await desk.presses("Corriger", SENTENCE)
    await desk.says("L'AMI ne se rembourse pas.")
    await desk.presses("Publier")
    await desk.person.press(card.message_id, "Approuver")
    assert await desk.waits("Cette fiche a changé entre-temps.")
    assert "À confirmer auprès de" in await asked(here, bao)


async def test_wording_is_previewed_learned_and_undone(few_amounts: Curator) -> None:
    words = "le zorglub municipal du mercredi"
    desk, here = few_amounts, few_amounts.here
    bao = Curator(here, here.telegram.person(id=102, first_name="Bao"))
    await desk.presses("Ajouter une façon de demander")
    assert "a déjà cette façon de demander" in await desk.says("plafond AMI tiers-lieux")
    assert "tient en 200 caractères" in await desk.says("long " * 60)
    assert "elle contient un nom, un numéro ou une adresse" in await desk.says("appelez le 06 12 34 56 78")
    await desk.says(words)
    said = await desk.waits(f"Si « {words} » rejoint la fiche")
    assert "ne change de réponse." in said or "de réponse.\n\n• «" in said
    await desk.presses("Publier")
    await here.house.keeper.look()
    assert words in here.house.keeper.current().learned["ami-montants"]
    assert (await bao.says(words)).startswith("Jusqu'à 50 % des dépenses retenues")
    await desk.presses("Revenir en arrière")
    await here.house.keeper.look()
    assert words not in here.house.keeper.current().learned["ami-montants"]


async def test_preview_that_fails_is_said_once_and_keeps_nobody_waiting(few_amounts: Curator) -> None:
    desk, here = few_amounts, few_amounts.here
    await desk.presses("Ajouter une façon de demander")
    incomplete = {"kind": ADDED, "entry": "ami-montants", "state": "asked"}  # as an older version might leave it
    async with here.house.database.transaction() as session:
        await keep_dialogue(session, desk.person.id, "base", incomplete, machine_now())
    assert "Rien n'est publié." in await desk.waits("Je n'ai pas pu regarder ce que cela change.")
    assert desk.labels() == ["Modifier", "Annuler"]
    failed = desk.last
    await desk.presses("Modifier")
    await desk.says("le zorglub municipal du mercredi")
    await desk.waits("Si « le zorglub municipal du mercredi » rejoint la fiche")
    assert [said.text for said in desk.person.received].count(failed.text) == 1
    assert (await desk.presses("Annuler")).startswith("Rien n'a changé.")


async def test_wording_is_dropped_once_seen(few_amounts: Curator) -> None:
    desk, here = few_amounts, few_amounts.here
    await desk.presses("AMI montant maximum")
    await desk.waits("Si « AMI montant maximum » quitte la fiche")
    await desk.presses("Publier")
    await here.house.keeper.look()
    assert "AMI montant maximum" not in here.house.keeper.current().entries["ami-montants"].questions
