"""An erasure takes the person's own words along, and nobody else's."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.inventory import INVENTORY
from storage.records import METADATA
from tests.desk import CHLOE, KARINE, Desk, Voice

Rows = dict[str, dict[str, object]]
OF_CASES_OR_MACHINE = ("case_events", "case_words", "updates_done", "duties")


async def erases(voice: Voice) -> None:
    await voice.says("/supprimer")
    await voice.presses("Tout effacer")


async def kept_of(desk: Desk, ids: Iterable[int], case_ids: Iterable[int]) -> Rows:
    """Return all rows of these people, of these cases and of nobody, by table and number."""
    owners = {name: one.policy.person for name, one in INVENTORY.items()}
    rows: Rows = {}
    async with desk.here.house.database.reading() as session:
        copies = METADATA.tables["case_copies"]
        of_cases = set(await session.scalars(select(copies.c.outbox_id).where(copies.c.case_id.in_(case_ids))))
        for table in METADATA.sorted_tables:
            for row in (await session.execute(table.select())).mappings():
                owner = owners[table.name]
                is_theirs = owner is not None and row[owner] in ids
                is_of_case = row.get("case_id") in case_ids or (table.name == "outbox" and row["id"] in of_cases)
                is_of_nobody = owner is None and table.name not in OF_CASES_OR_MACHINE
                if is_theirs or is_of_case or is_of_nobody:
                    key = [str(row[column.name]) for column in table.primary_key.columns]
                    rows[f"{table.name} {' '.join(key)}"] = dict(row)
    return rows


async def test_draft_that_begins_like_erased_words_leaves_all_the_same(desk: Desk) -> None:
    karine = await desk.staff(KARINE)
    aicha, bao = await desk.person(), await desk.person("Bao", "Tran")
    await aicha.opens_case("Merci d'avance")
    await bao.says("/contact")
    await bao.says("Guéret")
    await bao.says("Merci d'avance : notre épicerie cherche un gérant, par où commencer ?")
    await erases(aicha)
    bao.news()
    assert await bao.presses("Envoyer") == ""
    assert [case.person_name for case in await desk.cases()] == ["Bao Tran"]
    assert "notre épicerie cherche un gérant" in karine.card.text


async def test_draft_of_somebody_else_survives_a_restored_backup(desk: Desk, tmp_path: Path) -> None:
    await desk.staff(KARINE)
    aicha, bao = await desk.person(), await desk.person("Bao", "Tran")
    await aicha.opens_case("Merci d'avance")
    await bao.says("/contact")
    await bao.says("Guéret")
    await bao.says("Merci d'avance : notre épicerie cherche un gérant, par où commencer ?")
    backup = await desk.backup(tmp_path / "draft.backup")
    await erases(aicha)
    await desk.restore(backup)
    assert await bao.presses("Envoyer") == ""
    assert [case.person_name for case in await desk.cases()] == ["Bao Tran"]


async def test_announcement_that_left_is_remembered_whoever_erases_themself(desk: Desk) -> None:
    await desk.staff(KARINE)
    chloe = await desk.staff(CHLOE, "team")
    aicha, bao = await desk.person(), await desk.person("Bao", "Tran")
    await aicha.opens_case("cuisine partagée")
    await bao.subscribes()
    await chloe.announces("La visio sur la cuisine partagée est ouverte.")
    before = await kept_of(desk, {bao.person.user.id}, ())
    assert [name for name, row in before.items() if name.startswith("outbox") and row["key"]] != []
    await erases(aicha)
    after = await kept_of(desk, {bao.person.user.id}, ())
    assert {name: after.get(name) for name in before} == before


@pytest.mark.parametrize("gesture", ["voice", "sticker", "location"])
async def test_name_above_a_voice_taken_back_leaves_the_chat_with_it(desk: Desk, gesture: str) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Une grange à retaper")
    await karine.says("Que voulez-vous y faire ?", to=karine.card)
    karine.news()
    acts = {
        "voice": aicha.person.send_voice,
        "sticker": aicha.person.send_sticker,
        "location": lambda: aicha.person.send_location(45.88, 0.9),
    }
    await aicha.does(acts[gesture]())
    assert "Aïcha Morel · Saint-Junien · n° 1" in [said.text for said in karine.person.received]
    await aicha.presses("C'était pour le robot")
    assert "Aïcha Morel · Saint-Junien · n° 1" not in [said.text for said in karine.person.received]
    await erases(aicha)
    assert [said.text for said in karine.person.received if "Aïcha" in said.text] == []


async def test_erasing_one_of_several_who_speak_alike_changes_no_row_of_the_others(desk: Desk) -> None:
    """Their names are common words, and they greet, thank and ask for the same."""
    karine, chloe = await desk.staff(KARINE), await desk.staff(CHLOE, "team")
    marie, rose = await desk.person("Marie", "Juin"), await desk.person("Rose", "")
    juin, bao = await desk.person("Juin", "Rose"), await desk.person("Bao", "Tran")
    greeting = "Bonjour, la visio de juin à Sainte-Marie est-elle ouverte ? Merci"
    for voice in (marie, rose, juin):
        await voice.subscribes()
        await voice.opens_case(greeting if voice is rose else "Bonjour")
        for words in ("Merci", "visio", "oui"):
            await karine.says(f"Bonjour, rose ou Marie ? {words}", to=karine.card)
            await voice.says(words, to=voice.last(words))
    await bao.says("/contact")
    await bao.says("Guéret")
    await bao.says(f"{greeting} Marie, juin, Rose : le même mot, trois fois")
    await chloe.announces("Bonjour, la visio de juin se tient à Sainte-Marie, rue Rose. Merci, Marie Juin vous attend")
    for erased, others in ((marie, (rose, juin, bao)), (juin, (rose, bao))):
        ids = {voice.person.user.id for voice in others}
        cases = [case.id for case in await desk.cases() if case.telegram_id in ids]
        before = await kept_of(desk, {*ids, chloe.person.user.id}, cases)
        await erases(erased)
        after = await kept_of(desk, {*ids, chloe.person.user.id}, cases)
        assert {name: after.get(name) for name in before} == before
    await bao.presses("Envoyer")
    assert [case.person_name for case in await desk.cases()] == ["Rose", "Bao Tran"]
