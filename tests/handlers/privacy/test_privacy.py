"""Privacy as a person meets it: the notice, the consent, the export, the erasure, and what is then left."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.clock import machine_now
from bot.demo.people import Person
from bot.health import health_report
from handlers.reception.other_updates_texts import IN_PRIVATE
from handlers.reception.upkeep import duties
from handlers.roles.tokens import new_invitation
from handlers.talk.replies import plain_text
from knowledge.snapshot import Knowledge
from storage.address import Address
from storage.consents import Consent
from storage.erasure import scrub
from storage.inventory import EXPORTED, rows_of
from storage.outbox import OutboxMessage
from storage.people import Person as Row
from storage.records import METADATA
from storage.retention import DEFAULT
from storage.roles import Role
from tests.house import Ground, ground, link, settled, tick_at

SECRET_WORDS = "Quentin Zyxwvut de Guéret, 06 12 34 56 78, doit 4000 euros à sa tante"


async def press(person: Person, label: str) -> str:
    """Press a button of the last message, and return what is said next."""
    last = person.received[-1]
    await person.press(last.message_id, label)
    return (await person.wait_for(1, after=last.message_id))[-1].text


async def test_notice_says_who_why_how_long_and_the_rights(aicha: Person) -> None:
    (notice,) = await aicha.ask("/confidentialite")
    for words in (
        "Responsable :",
        "Quoi :",
        "Sur quelle base :",
        "Qui le voit :",
        "chiffrés de bout en bout",
        "Vos droits :",
        "CNIL",
    ):
        assert words in notice.text


async def test_place_is_kept_beyond_the_conversation_only_after_a_yes(here: Ground, aicha: Person) -> None:
    (asked,) = await aicha.ask("Guéret")
    assert "/confidentialite" in asked.text
    assert await press(aicha, "Oui, le retenir") == "C'est noté, je retiens ce lieu. Pour l'effacer : /supprimer."
    async with here.house.database.reading() as session:
        (consent,) = await session.scalars(select(Consent))
    assert (consent.subject, consent.wording in asked.text) == ("place", True)


@pytest.mark.parametrize(("answer", "kept"), [("Oui, le retenir", "23"), ("Non", None)])
async def test_conversation_is_forgotten_after_an_hour(
    here: Ground, aicha: Person, answer: str, kept: str | None
) -> None:
    await aicha.ask("Guéret")
    await press(aicha, answer)
    await aicha.ask("combien paie l'AMI de la Région ?")
    forget = next(duty for duty in duties(DEFAULT) if duty.name == "end conversations")
    later = machine_now() + timedelta(minutes=61)
    async with here.house.database.transaction() as session:
        await forget.do(tick_at(session, later, here.house.keeper.current()))
    async with here.house.database.reading() as session:
        (row,) = await session.scalars(select(Row))
    assert (row.last_entry, row.last_suggestions, row.department) == (None, [], kept)


async def test_export_gives_a_file_to_read_and_json(here: Ground, aicha: Person) -> None:
    await aicha.ask("Guéret")
    before = len(aicha.received)
    await aicha.send("/mesdonnees")
    await settled(here)
    readable, machine = (said.content["document"] for said in aicha.received[before:])
    assert (readable["file_name"], machine["file_name"]) == ("mes-donnees.txt", "mes-donnees.json")
    stored = here.telegram.world.files.by_id(machine["file_id"])
    assert stored is not None
    data = json.loads(stored.data)
    assert (data["people"][0]["telegram_id"], data["people"][0]["department"]) == (101, "23")
    read = here.telegram.world.files.by_id(readable["file_id"])
    assert read is not None
    words = read.data.decode()
    assert "numéro de compte Telegram : 101 ; premier message : " in words
    assert "département : 23 ; lieu retenu : non" in words
    assert "message : 📍 Guéret (23) : votre déléguée est Karine Machat." in words


async def test_export_asked_for_in_words_is_sent_at_once(here: Ground, aicha: Person) -> None:
    before = len(aicha.received)
    await aicha.send("envoyez moi mes données")
    await settled(here)
    names = [said.content["document"]["file_name"] for said in aicha.received[before:]]
    assert names == ["mes-donnees.txt", "mes-donnees.json"]


async def test_export_itself_is_not_kept(here: Ground, aicha: Person) -> None:
    await aicha.send("/mesdonnees")
    await settled(here)
    assert await _texts_kept(here) == []


async def _texts_kept(here: Ground) -> list[str]:
    async with here.house.database.reading() as session:
        return [str(row.params) for row in await session.scalars(select(OutboxMessage))]


async def test_erasure_leaves_only_a_hash(here: Ground, aicha: Person) -> None:
    await link(here, aicha, "team", "Chloé Rivolet")
    await aicha.ask("Guéret")
    await press(aicha, "Oui, le retenir")
    await aicha.ask("/supprimer")
    assert (await press(aicha, "Tout effacer")).startswith("C'est effacé.")
    await settled(here)
    assert await _tables_that_name(here, 101) == []


async def _tables_that_name(here: Ground, telegram_id: int) -> list[str]:
    async with here.house.database.reading() as session:
        return [name for name, holding in EXPORTED.items() if await rows_of(session, holding, telegram_id)]


async def test_erasing_twice_says_the_same(aicha: Person) -> None:
    (asked,) = await aicha.ask("/supprimer")
    for _ in range(2):
        last = aicha.received[-1]
        await aicha.press(asked.message_id, "Tout effacer")
        (said,) = await aicha.wait_for(1, after=last.message_id)
        assert said.text.startswith("C'est effacé.")


async def test_erasure_during_a_dialogue_ends_it(here: Ground, aicha: Person) -> None:
    (found,) = await aicha.ask("Guéret")
    await aicha.press(found.message_id, "Changer de lieu")
    await aicha.wait_for(1, after=found.message_id)
    await aicha.ask("/supprimer")
    await press(aicha, "Tout effacer")
    (said,) = await aicha.ask("xyzzyx")
    assert not said.text.startswith("Je n'ai pas trouvé ce lieu.")


async def test_erasure_in_the_middle_of_a_form_forgets_its_answers(here: Ground, aicha: Person, bao: Person) -> None:
    await link(here, bao, "team", "Chloé Rivolet")
    await aicha.ask("/contact")
    await aicha.send(SECRET_WORDS)
    await settled(here)
    await aicha.ask("/supprimer")
    await press(aicha, "Tout effacer")
    async with here.house.database.reading() as session:
        kept = str([list((await session.execute(table.select())).mappings()) for table in METADATA.sorted_tables])
    assert [planted for planted in ("Zyxwvut", "06 12 34", "tante") if planted in kept] == []
    before = len(bao.received)
    await aicha.ask("C'est pour une laiterie à reprendre")
    await settled(here)
    assert [said.text for said in bao.received[before:] if "laiterie" in said.text] == []


async def test_roles_and_data_only_in_private(here: Ground, aicha: Person, bao: Person) -> None:
    """In a group every command, and a link, only leads to the private chat, even for the team."""
    await link(here, aicha, "team", "Chloé Rivolet")
    group = here.telegram.group(members=[aicha, bao], title="Les voisins")
    async with here.house.database.transaction() as session:
        token, invitation = new_invitation("team", "Lucile Aigron", machine_now())
        session.add(invitation)
    before = len(aicha.received)
    words = ("mesdonnees", "supprimer", "inviter", "mesdemandes", "dossiers", f"start {token}", "aide")
    for count, word in enumerate(words, start=1):
        name, _, rest = word.partition(" ")
        await aicha.send(f"/{name}@AiguilleurDemoBot {rest}".strip(), in_chat=group)
        await group.wait_for(count)
    await settled(here)
    assert {said.text for said in group.received} == {plain_text(IN_PRIVATE)}
    assert len(aicha.received) == before
    async with here.house.database.reading() as session:
        assert [role.name for role in await session.scalars(select(Role))] == ["Chloé Rivolet"]


async def test_whole_life_leaves_no_word_in_the_file(tmp_path: Path, knowledge: Knowledge) -> None:
    """A person reads, asks, exports, erases and comes back as a stranger; the file holds none of their words."""
    path = tmp_path / "aiguilleur.db"
    async with ground(Address(path, None), knowledge, webhook=True) as here:
        person = here.telegram.person(id=7_311_992_845, first_name="Quentin", last_name="Zyxwvut")
        await person.ask("/confidentialite")
        for question in (SECRET_WORDS, "combien paie l'AMI de la Région ?", "Guéret"):
            await person.ask(question)
        await press(person, "Oui, le retenir")
        await person.send("/mesdonnees")
        await settled(here)
        await person.ask("/supprimer")
        await press(person, "Tout effacer")
        await settled(here)
        await scrub(here.house.database)
        held = b"".join(file.read_bytes() for file in tmp_path.glob("aiguilleur.db*"))
        (answer,) = await person.ask("combien paie l'AMI de la Région ?")
    assert "À confirmer auprès de votre déléguée." in answer.text
    for words in ("Zyxwvut", "06 12 34", "7311992845", "Guéret", "4000 euros"):
        assert words.encode() not in held


async def test_nothing_personal_reaches_the_logs_the_metrics_or_the_health(
    here: Ground, aicha: Person, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError(f"cannot read {SECRET_WORDS}")

    person = here.telegram.person(id=7_311_992_845, first_name="Quentin", last_name="Zyxwvut")
    await person.ask(SECRET_WORDS)
    monkeypatch.setattr(type(here.house.keeper.current()), "understand", broken)
    await person.ask(f"{SECRET_WORDS}, encore")
    await person.block()
    await settled(here)
    told = [caplog.text, here.house.metrics.text({}).decode(), json.dumps(await health_report(here.house.database, []))]
    for planted in ("Zyxwvut", "06 12 34", "7311992845", "tante"):
        assert [planted for where in told if planted in where] == []
