"""An erased person is found nowhere: not in what staff were shown, nor in others' rows."""

from storage.records import METADATA
from tests.desk import CHLOE, KARINE, Desk, Voice
from tests.handlers.meetings.ground import a_meeting, known, registered
from tests.house import forge

QUENTIN = 7_311_992_845
PLANTED = ("7311992845", "Quentin", "Zyxwvut", "06 12 34 56 78", "lanterne magique", "trottinette volante")


async def everything_kept(desk: Desk) -> str:
    async with desk.here.house.database.reading() as session:
        tables = [list((await session.execute(table.select())).mappings()) for table in METADATA.sorted_tables]
    return "\n".join(
        f"{table.name} {row}" for table, rows in zip(METADATA.sorted_tables, tables, strict=True) for row in rows
    )


async def lives_a_whole_life(desk: Desk, quentin: Voice, karine: Voice, chloe: Voice) -> None:
    """Let him ask, open a case, be called back and register, and staff look at all of it."""
    await quentin.says("vous remboursez les frais de trottinette volante ?")
    await quentin.opens_case("Je voudrais installer une lanterne magique")
    await quentin.presses("Être rappelé")
    await quentin.says("06 12 34 56 78")
    await karine.presses("Note")
    await karine.says("Rappeler Quentin Zyxwvut au 06 12 34 56 78")
    await karine.presses("Répondre")
    await karine.says("Bonjour Quentin Zyxwvut, parlons de la lanterne magique")
    await karine.says("/dossiers")
    await chloe.says("/dossiers")
    meeting = await a_meeting(desk.here)
    await known(desk.here, quentin.person)
    await registered(desk.here, quentin.person, meeting)
    await chloe.says("/reunions")
    await chloe.presses(chloe.last("Les réunions").labels[0][0])
    for label in ("Inscriptions", "Fichier des inscriptions"):
        await chloe.presses(label)
    await forge(desk.here, chloe.person, f"reunion:{meeting.id}:pres")
    await forge(desk.here, chloe.person, f"reunion:{meeting.id}:pres:{QUENTIN}-0")
    await chloe.says("/questions")


async def test_person_who_erases_themself_is_found_in_no_table(desk: Desk) -> None:
    karine, chloe = await desk.staff(KARINE), await desk.staff(CHLOE, "team")
    quentin = await desk.arrives(desk.here.telegram.person(id=QUENTIN, first_name="Quentin", last_name="Zyxwvut"))
    await lives_a_whole_life(desk, quentin, karine, chloe)
    assert [words for words in PLANTED if words not in await everything_kept(desk)] == []
    await quentin.says("/supprimer")
    await quentin.presses("Tout effacer")
    assert [row for row in (await everything_kept(desk)).splitlines() if any(words in row for words in PLANTED)] == []


async def test_delegate_who_erases_herself_is_beside_no_case_any_more(desk: Desk) -> None:
    """Her open case goes to others at once; one closed long ago keeps her name of the team file, and no id."""
    karine, chloe = await desk.staff(KARINE), await desk.staff(CHLOE, "team")
    aicha = await desk.person()
    for words in ("La première", "La seconde"):
        await aicha.opens_case(words)
        await karine.presses("Je prends")
    await karine.closes()
    await karine.says("/supprimer")
    await karine.presses("Tout effacer")
    cases = await desk.cases()
    assert [(case.state, case.owner_id) for case in cases] == [("new", None), ("closed", None)]
    assert "n'est plus là" in chloe.last("Karine Machat n'est").text
